import type { Mentions } from "../grammar/mentions.js";
import { OWN_CELL, readsBack, type Template, templateText } from "../grammar/template.js";
import type { Column, RecordSet } from "../records/record-set.js";
import type { ColumnTexts } from "./column-texts.js";
import { findTemplate, type TemplateSource } from "./find-template.js";
import { TemplateSources } from "./template-sources.js";

/** Templates of the columns of one record set. */
export interface FoundTemplates {
  /** Per column: says the whole column. */
  readonly complete: readonly (Template | undefined)[];
  /** Per column: leaves a part to the cell. */
  readonly remainder: readonly (Template | undefined)[];
}

/** Longest chain of templates that lean on each other: each step is one more to follow when reading. */
const MAX_CHAIN = 3;
/** Characters that mentioning a constant must save. */
const MIN_CONSTANT_GAIN = 8;

/** Every column by its own cells. */
export function noTemplates({ columns }: RecordSet): FoundTemplates {
  const none = columns.map(() => undefined);
  return { complete: none, remainder: none };
}

/** What is known of the columns before templates are looked for. */
export interface TemplateBasis {
  /** Per column: all records say the same. */
  readonly constant: readonly boolean[];
  /** Per column: its values stand as they are. */
  readonly spelled: readonly boolean[];
  readonly mentions: Mentions;
}

/** Finds templates for text columns, those with short texts first. */
export function findTemplates(
  set: RecordSet,
  texts: readonly ColumnTexts[],
  { constant, spelled, mentions }: TemplateBasis,
): FoundTemplates {
  const complete: (Template | undefined)[] = set.columns.map(() => undefined);
  const remainder: (Template | undefined)[] = set.columns.map(() => undefined);
  /** Per column: the longest chain of templates that leans on it. */
  const above = set.columns.map(() => 0);
  const finder = new TemplateSources(texts.map((column) => column.texts));

  for (const index of shortFirst(set, texts)) {
    if (spelled[index]) continue;
    const own = texts[index] as ColumnTexts;
    const record = own.texts.findIndex((text) => text !== undefined);
    const usable = finder
      .partsOf(own.texts[record] as string, record)
      .filter((source) => mayMention(index, source, record))
      .sort((a, b) => sharedDepth(index, b) - sharedDepth(index, a) || a - b);
    const template = constant[index]
      ? constantTemplate(index, record, usable)
      : findTemplate(own.texts, usable.map(sourceAt));
    if (template === undefined || !readsBack(template, index, mentions)) continue;
    if (template.includes(OWN_CELL)) remainder[index] = template;
    else if (set.columns[index]?.says !== "key" && (constant[index] || completePays(index, template)))
      complete[index] = template;
    lean(index);
  }
  return { complete, remainder };

  /** How many objects two columns have around them in common: of equal texts the nearest column is mentioned. */
  function sharedDepth(index: number, other: number): number {
    const { path } = set.columns[index] as Column;
    const steps = (set.columns[other] as Column).path;
    let shared = 0;
    while (shared < path.length - 1 && path[shared] === steps[shared]) shared++;
    return shared;
  }

  function sourceAt(index: number): TemplateSource {
    return { index, texts: (texts[index] as ColumnTexts).texts };
  }

  function mayMention(index: number, source: number, record: number): boolean {
    if (source === index || (above[index] as number) + chain(source, index) >= MAX_CHAIN) return false;
    if (constant[index] && !(constant[source] && standsAround(set, source, index))) return false;
    if (!constant[source]) return true;
    const said = ((texts[source] as ColumnTexts).texts[record] as string).length;
    return said >= mentions.nameFor(index, source).length + 2 + MIN_CONSTANT_GAIN;
  }

  /** Counts a column's template for the columns that it leans on. */
  function lean(column: number): void {
    for (const part of complete[column] ?? remainder[column] ?? []) {
      if (typeof part !== "number" || part === OWN_CELL || (above[part] as number) > (above[column] as number))
        continue;
      above[part] = (above[column] as number) + 1;
      lean(part);
    }
  }

  /** Steps below a column's template; too many when it leans on `forbidden`. */
  function chain(column: number, forbidden: number): number {
    if (column === forbidden) return MAX_CHAIN;
    let longest = 0;
    for (const part of complete[column] ?? remainder[column] ?? []) {
      if (typeof part === "number" && part !== OWN_CELL) longest = Math.max(longest, 1 + chain(part, forbidden));
    }
    return longest;
  }

  /** A constant said by means of other constants, found in one record that has it. */
  function constantTemplate(index: number, record: number, sources: readonly number[]): Template | undefined {
    if (sources.length === 0) return undefined;
    const inRecord = (column: number) => [texts[column]?.texts[record]];
    const template = findTemplate(
      inRecord(index),
      sources.map((source) => ({ index: source, texts: inRecord(source) })),
    );
    return template?.some((part) => typeof part === "number") && !template.includes(OWN_CELL) ? template : undefined;
  }

  function completePays(index: number, template: Template): boolean {
    const own = texts[index] as ColumnTexts;
    const said = own.texts.reduce((sum, text) => sum + (text === undefined ? 0 : text.length + 1), 0);
    return templateText(template, index, mentions).length + 3 < said && holdsEverywhere(set, index, template, texts);
  }
}

/** Columns of text, those with short texts first; of equal ones the inner and later ones, which then lean on the others. */
function shortFirst(set: RecordSet, texts: readonly ColumnTexts[]): number[] {
  const least = set.size === 1 ? 1 : 2;
  return texts
    .map(({ texts: own, strings, numbers }, index) => {
      const usable = numbers === 0 && strings >= least;
      const depth = (set.columns[index] as Column).path.length;
      return { index, depth, usable, length: usable ? (own.find((text) => text !== undefined) as string).length : 0 };
    })
    .filter(({ usable }) => usable)
    .sort((a, b) => a.length - b.length || b.depth - a.depth || b.index - a.index)
    .map(({ index }) => index);
}

/**
 * Whether the template gives the column in every record: where the object around the column stands and every mentioned
 * column has text, there is this text, and nothing anywhere else.
 */
function holdsEverywhere(set: RecordSet, index: number, template: Template, texts: readonly ColumnTexts[]): boolean {
  const { filled, group } = set.columns[index] as Column;
  const own = texts[index] as ColumnTexts;
  if (own.strings !== filled) return false;
  const present = set.groups[group]?.present as Uint8Array;
  const mentioned = template.filter((part): part is number => typeof part === "number");
  for (let record = 0; record < set.size; record++) {
    const says = present[record] === 1 && mentioned.every((column) => texts[column]?.texts[record] !== undefined);
    if (says !== (own.texts[record] !== undefined)) return false;
  }
  return true;
}

/** Whether a constant column says its value in every record in which another column may stand. */
function standsAround(set: RecordSet, constant: number, column: number): boolean {
  const around = (set.columns[constant] as Column).group;
  if (set.groups[around]?.filled === set.size) return true;
  for (let group = (set.columns[column] as Column).group; group >= 0; group = set.groups[group]?.parent ?? -1) {
    if (group === around) return true;
  }
  return false;
}
