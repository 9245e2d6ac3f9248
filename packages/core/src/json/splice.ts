import type { JsonTree } from "./json-tree.js";

/** The characters from `start` up to `end` (exclusive) become `text`. Places count UTF-16 units. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies splices, given in the order of their places, and leaves every other character alone. No splices: the same string.
 * Two insertions at one place keep the order they are given in.
 *
 * @throws RangeError when splices overlap, are out of order or reach outside the text.
 * @example
 * spliceText('{"a": 1.0}', [{ start: 6, end: 9, text: "2" }]); // '{"a": 2}'
 */
export function spliceText(text: string, splices: readonly Splice[]): string {
  if (splices.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: piece } of splices) {
    if (!(start >= at && end >= start && end <= text.length)) {
      throw new RangeError(
        `Splice ${start}-${end} overlaps or is out of order (text read up to ${at} of ${text.length}); sort the splices by place.`,
      );
    }
    pieces.push(text.slice(at, start), piece);
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

/** The splice that puts other JSON in the place of a node. */
export function replaceNode(tree: JsonTree, node: number, json: string): Splice {
  return { start: tree.start[node] as number, end: tree.end[node] as number, text: json };
}

/** The splice that adds an array element behind the element `node`. */
export function insertAfterNode(tree: JsonTree, node: number, json: string): Splice {
  const end = tree.end[node] as number;
  return { start: end, end, text: `,${json}` };
}
