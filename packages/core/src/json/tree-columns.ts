import type { JsonTree } from "./json-tree.js";

/** The columns of a tree that is still growing. */
export interface TreeColumns {
  readonly capacity: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly after: Int32Array;
  readonly count: Int32Array;
  readonly keyStart: Int32Array;
  readonly keyEnd: Int32Array;
}

/** Most values for which columns stay allocated between two scans. */
const KEPT_CAPACITY = 1 << 16;
let kept: TreeColumns | undefined;

function allocate(capacity: number): TreeColumns {
  const column = () => new Int32Array(capacity);
  return {
    capacity,
    kind: new Uint8Array(capacity),
    start: column(),
    end: column(),
    after: column(),
    count: column(),
    keyStart: column(),
    keyEnd: column(),
  };
}

/** Columns to write into. They are lent: only {@link finishTree} output outlives the scan. */
export function borrowColumns(): TreeColumns {
  const columns = kept ?? allocate(1 << 12);
  kept = undefined;
  return columns;
}

/** Gives borrowed columns back for the next scan, unless they are too large to keep. */
export function returnColumns(columns: TreeColumns): void {
  if (columns.capacity <= KEPT_CAPACITY) kept = columns;
}

/** Twice the room, same content. */
export function growColumns(columns: TreeColumns): TreeColumns {
  const grown = allocate(columns.capacity * 2);
  grown.kind.set(columns.kind);
  grown.start.set(columns.start);
  grown.end.set(columns.end);
  grown.after.set(columns.after);
  grown.count.set(columns.count);
  grown.keyStart.set(columns.keyStart);
  grown.keyEnd.set(columns.keyEnd);
  return grown;
}

/** A tree that owns copies of the first `size` rows of the columns. */
export function finishTree(text: string, size: number, columns: TreeColumns): JsonTree {
  return {
    text,
    size,
    kind: columns.kind.slice(0, size),
    start: columns.start.slice(0, size),
    end: columns.end.slice(0, size),
    after: columns.after.slice(0, size),
    count: columns.count.slice(0, size),
    keyStart: columns.keyStart.slice(0, size),
    keyEnd: columns.keyEnd.slice(0, size),
  };
}
