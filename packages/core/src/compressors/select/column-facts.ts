import type { ColumnProfile } from "./column-profile.js";
import { KeyTrait } from "./key-traits.js";
import { isMoment, isWrittenLike } from "./moment.js";
import { CellKind, type RowSource } from "./row-source.js";
import type { ColumnFact, Selection, ValueCount } from "./selection.js";
import type { SelectionView } from "./selection-view.js";

/** What the columns of all rows hold, as far as the options want it said. Columns that the query names come first. */
export function columnFacts(view: SelectionView): Pick<Selection, "facts" | "constants"> {
  const { profiles, options } = view;
  const facts: ColumnFact[] = [];
  const constants: { column: string; value: string }[] = [];
  for (const profile of profiles) {
    if (profile.isConstant && options.factorOutConstants) {
      constants.push({ column: profile.column.name, value: profile.column.sourceOf(0) });
    }
    if (!profile.isConstant && options.includeSummaries) facts.push(factOf(profile, view));
  }
  return { facts, constants };
}

function factOf(profile: ColumnProfile, { rows, isMentioned, isCopy }: SelectionView): ColumnFact {
  const { column, kinds, values, numbers } = profile;
  const measures =
    numbers !== undefined &&
    (isMentioned(profile) || !(numbers.isLabel && column.traits & (KeyTrait.identity | KeyTrait.calendar)));
  const range = measures ? [numbers.minRow, numbers.maxRow] : momentRange(profile, rows);
  return {
    column: column.name,
    count: rows.length - (kinds[CellKind.absent] as number) - (kinds[CellKind.null] as number),
    ...(values !== undefined && { distinct: values.size }),
    ...(profile.isListable && { values: listed(profile) }),
    ...(range !== undefined && {
      min: column.sourceOf(range[0] as number),
      max: column.sourceOf(range[1] as number),
    }),
    isAsked: isMentioned(profile),
    isCopy: isCopy(profile),
  };
}

function listed({ values }: ColumnProfile): readonly ValueCount[] {
  return [...(values ?? [])].map(([value, { count }]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

/** Rows of the earliest and the latest moment, where all cells are moments written in one way: then text order is time order. */
function momentRange({ column, kinds }: ColumnProfile, rows: RowSource): readonly [number, number] | undefined {
  const texts = kinds[CellKind.text] as number;
  if (texts < 2 || texts + (kinds[CellKind.absent] as number) + (kinds[CellKind.null] as number) < rows.length)
    return undefined;
  let first: string | undefined;
  let min = -1;
  let max = -1;
  for (let row = 0; row < rows.length; row++) {
    if (column.kindOf(row) !== CellKind.text) continue;
    const source = column.sourceOf(row);
    if (first === undefined ? !isMoment(source) : !isWrittenLike(first, source)) return undefined;
    first ??= source;
    if (min < 0 || source < column.sourceOf(min)) min = row;
    if (max < 0 || source > column.sourceOf(max)) max = row;
  }
  return [min, max];
}
