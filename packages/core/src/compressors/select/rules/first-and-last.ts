import type { SelectionRule } from "../selection-rule.js";

/** The first rows show how the list begins. */
export const firstRows: SelectionRule = {
  name: "first",
  claim: "always",
  find: ({ rows, options }) => ({ rows: range(0, Math.min(options.keepFirst, rows.length)) }),
};

/** The last rows show how it ends. */
export const lastRows: SelectionRule = {
  name: "last",
  claim: "always",
  find: ({ rows, options }) => ({ rows: range(Math.max(0, rows.length - options.keepLast), rows.length) }),
};

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
