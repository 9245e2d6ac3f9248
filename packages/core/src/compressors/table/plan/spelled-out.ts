import type { Column, RecordSet } from "../records/record-set.js";
import type { ColumnTexts } from "./column-texts.js";
import { identifies } from "./identifies.js";

/** Longer texts name nothing: they are addresses, and begin alike. */
const LONGEST_NAME = 40;

/**
 * Per column whether its values stand as they are, none said by means of another text: what a reader looks for. That is the
 * column that names the records, and those that are `asked` for.
 */
export function spelledOut(
  set: RecordSet,
  texts: readonly ColumnTexts[],
  asked: (key: string) => boolean,
): readonly boolean[] {
  const naming = namingColumn(set, texts);
  return set.columns.map((column, index) => index === naming || asked(keyOf(column)));
}

/** The outermost column that gives each record a short name of its own; of equal ones the first. -1 where there is none. */
function namingColumn({ size, columns }: RecordSet, texts: readonly ColumnTexts[]): number {
  let best = -1;
  for (const [index, column] of columns.entries()) {
    if (best >= 0 && column.path.length >= (columns[best] as Column).path.length) continue;
    const { texts: own, strings, numbers } = texts[index] as ColumnTexts;
    const isName = column.says === "key" || identifies(keyOf(column));
    if (isName && strings + numbers === size && isShort(own) && new Set(own).size === size) best = index;
  }
  return best;
}

/** Whether a column holds short names of things: they are searched for as a whole, so no part of them is said elsewhere. */
export function isShortIdentifier(
  { size }: RecordSet,
  column: Column,
  { texts, strings, numbers }: ColumnTexts,
): boolean {
  return identifies(keyOf(column)) && strings + numbers === size && isShort(texts);
}

function isShort(texts: readonly (string | undefined)[]): boolean {
  let length = 0;
  for (const text of texts) length += text?.length ?? 0;
  return length <= LONGEST_NAME * texts.length;
}

function keyOf({ path }: Column): string {
  return String(path.findLast((step) => typeof step === "string") ?? "");
}
