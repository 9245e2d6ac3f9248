/** What a node of a {@link JsonTree} is. */
export const JsonKind = { object: 1, array: 2, string: 3, number: 4, literal: 5 } as const;
export type JsonKind = (typeof JsonKind)[keyof typeof JsonKind];

/**
 * Where every value of a JSON text begins and ends.
 *
 * Nodes are numbered in document order; node 0 is the root, a container's first child is the next number, and `after[n]`
 * is the number that follows the whole subtree of `n` (so the next sibling, if there is one). Columns instead of objects:
 * a wide document costs bytes per value, not objects. Spans count UTF-16 units of `text`; `end` is exclusive.
 */
export interface JsonTree {
  readonly text: string;
  /** Number of values. */
  readonly size: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Number of the node that follows this node and all below it. */
  readonly after: Int32Array;
  /** Number of children: elements of an array, members of an object (equal keys count each). */
  readonly count: Int32Array;
  /** Span of the member's key including its quotes; -1 where the node is not a member. */
  readonly keyStart: Int32Array;
  readonly keyEnd: Int32Array;
}
