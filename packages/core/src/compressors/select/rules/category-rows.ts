import type { ColumnProfile, ValueRows } from "../column-profile.js";
import type { SelectionRule } from "../selection-rule.js";

/** The first and the last row of each value of a status, level or type. */
export const stateRows: SelectionRule = {
  name: "state",
  claim: "exempt",
  find({ profiles, isCopy }) {
    const states = profiles.filter((profile) => profile.isState && profile.isListable && !isCopy(profile));
    return { rows: ends(states), columns: states.map((profile) => profile.column.name) };
  },
};

/** A row for each value of the other categories that no row shown so far has. */
export const categoryRows: SelectionRule = {
  name: "category",
  claim: "capped",
  find({ rows, profiles, isCopy }, isKept) {
    const found: number[] = [];
    const columns: string[] = [];
    for (const profile of profiles) {
      if (profile.isState || !profile.isCategory || !profile.isListable || isCopy(profile)) continue;
      const missing = new Map(profile.values as ReadonlyMap<string, ValueRows>);
      for (let row = 0; row < rows.length && missing.size > 0; row++) {
        if (isKept(row)) missing.delete(profile.column.sourceOf(row));
      }
      for (const { first } of missing.values()) found.push(first);
      if (missing.size > 0) columns.push(profile.column.name);
    }
    return { rows: [...new Set(found)], columns };
  },
};

function ends(profiles: readonly ColumnProfile[]): number[] {
  const all = profiles.flatMap((profile) => [...(profile.values as ReadonlyMap<string, ValueRows>).values()]);
  return [...new Set([...all.map((value) => value.first), ...all.map((value) => value.last)])];
}
