import { CellKind } from "../row-source.js";
import type { SelectionRule } from "../selection-rule.js";

/** A state that changes more often, as a share of the rows, is no story but a mixture. */
const FEW_CHANGES = 0.05;
const ALWAYS_FEW = 3;

/** Rows whose status, level or type differs from the row before, where such changes are few. */
export const stateChanges: SelectionRule = {
  name: "state-change",
  claim: "exempt",
  find({ rows, profiles, cap, isCopy }) {
    const most = Math.min(Math.ceil(cap / 2), Math.max(ALWAYS_FEW, Math.floor(rows.length * FEW_CHANGES)));
    const found = new Set<number>();
    const columns: string[] = [];
    for (const profile of profiles) {
      const { column, isState } = profile;
      if (!isState || isCopy(profile)) continue;
      const changes: number[] = [];
      let before: string | undefined;
      for (let row = 0; row < rows.length && changes.length <= most; row++) {
        // A row without the column says nothing about the state.
        if (column.kindOf(row) < CellKind.boolean) continue;
        const now = column.sourceOf(row);
        if (now !== (before ?? now)) changes.push(row);
        before = now;
      }
      if (changes.length > most || changes.length === 0) continue;
      columns.push(column.name);
      for (const row of changes) found.add(row);
    }
    return { rows: [...found], columns };
  },
};
