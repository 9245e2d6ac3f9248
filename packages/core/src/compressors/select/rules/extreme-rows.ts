import type { ColumnProfile } from "../column-profile.js";
import { compareCells, type NumericProfile } from "../numeric-profile.js";
import type { Found, SelectionRule } from "../selection-rule.js";
import type { SelectionView } from "../selection-view.js";

/** The rows with the least and the greatest number of each column that the query names. */
export const askedExtremes: SelectionRule = {
  name: "extreme",
  claim: "exempt",
  find: (view, isKept) => extremes(view, view.profiles.filter(view.isMentioned), isKept),
};

/** The rows with the least and the greatest number of each other column. */
export const otherExtremes: SelectionRule = {
  name: "extreme",
  claim: "capped",
  find: (view, isKept) =>
    extremes(
      view,
      view.profiles.filter((profile) => !view.isMentioned(profile)),
      isKept,
    ),
};

function extremes(view: SelectionView, profiles: readonly ColumnProfile[], isKept: (row: number) => boolean): Found {
  const found = new Set<number>();
  const columns: string[] = [];
  for (const profile of profiles) {
    const { column, numbers } = profile;
    if (numbers === undefined || compareCells(column, numbers.values, numbers.minRow, numbers.maxRow) === 0) continue;
    // The extremes of ids and moments say nothing, unless they are asked for.
    if (numbers.isLabel && !view.isMentioned(profile)) continue;
    columns.push(column.name);
    for (const extreme of [numbers.minRow, numbers.maxRow]) {
      found.add(shownEqual(profile, extreme, (row) => isKept(row) || found.has(row)) ?? extreme);
    }
  }
  return { rows: [...found], columns };
}

/** A row that is shown anyhow and has the same number. */
function shownEqual(
  { column, numbers }: ColumnProfile,
  row: number,
  isShown: (row: number) => boolean,
): number | undefined {
  const { values } = numbers as NumericProfile;
  for (let other = 0; other < values.length; other++) {
    if (values[other] === values[row] && isShown(other) && compareCells(column, values, other, row) === 0) return other;
  }
  return undefined;
}
