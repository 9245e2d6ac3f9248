import type { ColumnPath } from "../records/record-set.js";
import { columnName, KEY_COLUMN, keyNameEnd, keyOfName, VALUE_COLUMN } from "./column-name.js";

/**
 * A list of columns in one line.
 *
 * ```
 * names  = name { "," name }
 * name   = step { "." key | index } ( "{" names "}" | tail )     members of one object are folded
 * step   = key | index | "(key)" | "(value)"
 * index  = "[" digits "]"
 * tail   = ": " value | "[" names "]" | nothing
 * ```
 */
export interface NamedColumn {
  readonly path: ColumnPath;
  /** What stands behind the name. */
  readonly tail: string;
}

/** Writes columns; neighbours in the same object are folded. */
export function writeNames(columns: readonly NamedColumn[], depth = 0): string {
  const out: string[] = [];
  for (let from = 0; from < columns.length; ) {
    const { path, tail } = columns[from] as NamedColumn;
    const to = runEnd(columns, from, depth);
    if (to - from === 1) {
      out.push(columnName(path, depth) + tail);
    } else {
      const shared = sharedDepth(columns.slice(from, to), depth);
      out.push(`${columnName(path.slice(0, shared), depth)}{${writeNames(columns.slice(from, to), shared)}}`);
    }
    from = to;
  }
  return out.join(",");
}

/** The end of the columns that lie below the same key as the one at `from`. */
function runEnd(columns: readonly NamedColumn[], from: number, depth: number): number {
  const { path } = columns[from] as NamedColumn;
  let to = from + 1;
  if (path.length <= depth + 1) return to;
  while (to < columns.length && isBelow(columns[to] as NamedColumn, path[depth] as string | number, depth)) to++;
  return to;
}

function isBelow({ path }: NamedColumn, key: string | number, depth: number): boolean {
  return path.length > depth + 1 && path[depth] === key;
}

/** Number of keys that all columns have in common and that lead to more than one of them. */
function sharedDepth(columns: readonly NamedColumn[], depth: number): number {
  const { path } = columns[0] as NamedColumn;
  let shared = depth + 1;
  while (columns.every((column) => isBelow(column, path[shared] as string | number, shared))) shared++;
  return shared;
}

/** Deepest folding, and longest path, that is read. */
const MAX_FOLDS = 64;

/** Takes what stands behind a name and returns the place behind it. */
export type ReadTail = (path: ColumnPath, name: string, at: number) => number;

/** Reads columns from `at` up to `stop`, the character behind the list; `""` is the end of the line. */
export function readNames(line: string, at: number, stop: string, readTail: ReadTail, above: ColumnPath = []): number {
  if (above.length > MAX_FOLDS) throw new SyntaxError("Not a table: names are nested too deeply.");
  let i = at;
  for (;;) {
    const { path, name, end } = readName(line, i, above);
    i =
      line[end] === "{" && path.length > 0
        ? readNames(line, end + 1, "}", readTail, path) + 1
        : readTail(path, name, end);
    if (line[i] === ",") i++;
    else if ((line[i] ?? "") === stop) return i;
    else
      throw new SyntaxError(`Not a table: unexpected ${JSON.stringify(line[i] ?? "end of line")} among the columns.`);
  }
}

export interface ReadName {
  readonly path: ColumnPath;
  readonly name: string;
  /** The place behind the name. */
  readonly end: number;
}

/** Reads one name, `user.login` or `ports[0].name`, that goes on from the keys above it. @throws SyntaxError if there is none. */
export function readName(line: string, at: number, above: ColumnPath = []): ReadName {
  const read = findName(line, at, above);
  if (read === undefined)
    throw new SyntaxError(`Not a table: no column name in ${JSON.stringify(line.slice(at, at + 40))}.`);
  return read;
}

/** Like {@link readName}, `undefined` where there is no name. */
export function findName(line: string, at: number, above: ColumnPath = []): ReadName | undefined {
  for (const special of [KEY_COLUMN, VALUE_COLUMN]) {
    if (above.length === 0 && line.startsWith(special, at))
      return { path: [], name: special, end: at + special.length };
  }
  const path = [...above];
  let i = at;
  while (path.length <= MAX_FOLDS) {
    const index = readIndex(line, i);
    if (index !== undefined) {
      path.push(index.value);
      i = index.end;
      continue;
    }
    if (i !== at && line[i] !== ".") return { path, name: columnName(path), end: i };
    const from = i === at ? i : i + 1;
    const end = keyNameEnd(line, from);
    const key = end < 0 ? undefined : keyOfName(line.slice(from, end));
    if (key === undefined) return undefined;
    path.push(key);
    i = end;
  }
  return undefined;
}

const INDEX = /\[(0|[1-9]\d{0,3})\]/y;

function readIndex(line: string, at: number): { value: number; end: number } | undefined {
  INDEX.lastIndex = at;
  const match = line[at] === "[" ? INDEX.exec(line) : null;
  return match === null ? undefined : { value: Number(match[1]), end: INDEX.lastIndex };
}
