import { createAnchorMatcher } from "../../../relevance/anchor-matcher.js";
import type { SelectionRule } from "../selection-rule.js";

/** An exact string that more of the rows hold tells them apart too little. */
const COMMON_SHARE = 0.2;
const ALWAYS_TELLING = 2;

/** Rows that hold an exact string of the query: an id, a path, a quoted text. The rarest strings first. */
export const anchorRows: SelectionRule = {
  name: "anchor",
  claim: "exempt",
  find({ rows, anchors }) {
    if (anchors.length === 0) return { rows: [] };
    const matchesOf = createAnchorMatcher(anchors);
    const rowsWith: number[][] = anchors.map(() => []);
    for (let row = 0; row < rows.length; row++) {
      for (const anchor of matchesOf(rows.textOf(row))) rowsWith[anchor]?.push(row);
    }
    const most = Math.max(ALWAYS_TELLING, Math.floor(rows.length * COMMON_SHARE));
    const telling = rowsWith.filter((found) => found.length > 0 && found.length <= most);
    return { rows: [...new Set(telling.sort((a, b) => a.length - b.length).flat())] };
  },
};
