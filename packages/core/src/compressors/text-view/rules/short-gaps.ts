import type { SelectionRule } from "../../select/selection-rule.js";
import type { TextRows } from "../text-rows.js";

/** Leaving out fewer characters costs more to tell than it saves. */
const LEAST_CHARACTERS = 64;

/** Rows between shown ones that are so few that a note about them would be as long. */
export function shortGaps(rows: TextRows): SelectionRule {
  return {
    name: "gap",
    claim: "always",
    find(_view, isKept) {
      const found: number[] = [];
      for (let row = 0; row < rows.length; ) {
        if (isKept(row)) {
          row++;
          continue;
        }
        let end = row + 1;
        while (end < rows.length && !isKept(end)) end++;
        if (rows.endOf(end - 1) - rows.startOf(row) < LEAST_CHARACTERS) for (; row < end; row++) found.push(row);
        row = end;
      }
      return { rows: found };
    },
  };
}
