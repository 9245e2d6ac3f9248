import { createAnchorMatcher } from "../../../relevance/anchor-matcher.js";
import { lowerText } from "../../../relevance/char-class.js";
import type { SelectionRule } from "../../select/selection-rule.js";
import type { TextRows } from "../text-rows.js";

/** An exact string that more of the rows hold tells them apart too little. */
const COMMON_SHARE = 0.2;
const ALWAYS_TELLING = 2;
/** Shorter strings stand in longer words by chance. */
const LEAST_INNER = 6;

/**
 * Rows that hold an exact string of the query, the rarest strings first. A string that stands nowhere as a whole is looked
 * for within longer words: questions quote parts of paths and identifiers.
 */
export function findAsked(rows: SearchedRows, anchors: readonly string[]): readonly number[] {
  if (anchors.length === 0) return [];
  const matchesOf = createAnchorMatcher(anchors);
  const rowsWith: number[][] = anchors.map(() => []);
  for (let row = 0; row < rows.length; row++) {
    for (const anchor of matchesOf(rows.textOf(row))) rowsWith[anchor]?.push(row);
  }
  const nowhere = anchors.filter((anchor, index) => rowsWith[index]?.length === 0 && anchor.length >= LEAST_INNER);
  if (nowhere.length > 0) {
    const lowered = lowerText(rows.text);
    rowsWith.push(...nowhere.map((anchor) => rowsWithin(rows, lowered, lowerText(anchor))));
  }
  const most = Math.max(ALWAYS_TELLING, Math.floor(rows.length * COMMON_SHARE));
  const telling = rowsWith.filter((found) => found.length > 0 && found.length <= most);
  return [...new Set(telling.sort((a, b) => a.length - b.length).flat())];
}

type SearchedRows = Pick<TextRows, "text" | "length" | "textOf" | "startOf">;

/** Rows in which a string begins or ends. */
function rowsWithin(rows: SearchedRows, text: string, wanted: string): number[] {
  const found = new Set<number>();
  let row = 0;
  const goTo = (place: number): void => {
    while (row + 1 < rows.length && rows.startOf(row + 1) <= place) row++;
    found.add(row);
  };
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    goTo(at);
    goTo(at + wanted.length - 1);
  }
  return [...found];
}

export function askedRows(asked: readonly number[]): SelectionRule {
  return { name: "anchor", claim: "exempt", find: () => ({ rows: asked }) };
}

/** The rows next to those that were asked for. */
export function nearAsked(rows: TextRows, asked: readonly number[]): SelectionRule {
  return {
    name: "context",
    claim: "capped",
    find({ cap }) {
      const near = asked.flatMap((row) => [row + 1, row - 1]).filter((row) => row >= 0 && row < rows.length);
      return { rows: [...new Set(near)], most: Math.ceil(cap / 4) };
    },
  };
}
