import { JsonKind } from "../../../json/json-tree.js";
import type { Column, RecordSet } from "../records/record-set.js";
import { identifies } from "./identifies.js";

/** Columns that another column decides: they are said once per value of the key column. */
export interface Lookup {
  readonly key: number;
  readonly columns: readonly number[];
  /** For each value of the key the first record that has it. */
  readonly records: readonly number[];
}

/** Smallest gain in characters for which a lookup is made. */
const MIN_GAIN = 60;
const MAX_LOOKUPS = 8;
/** Where nearly all of this many records differ, so will the rest. */
const PROBE = 256;
/** At the top of a record short values are left in the rows: there columns may go together by chance. */
const MIN_LENGTH_AT_TOP = 8;
/** Characters that a key must decide, at least, and as a multiple of its own. */
const MIN_DECIDED = 16;
const MIN_DECIDED_SHARE = 0.7;

/** Columns that do not identify what they belong to may decide a column by chance, so they must gain more. */
const UNLIKELY_KEY = 0.6;

/** Values of one column as small numbers; -1 where the record has none. */
interface Interned {
  readonly ids: Int32Array;
  readonly distinct: number;
  /** The first record of each value. */
  readonly records: readonly number[];
  /** Characters of all cells, and of the first of each value. */
  readonly length: number;
  readonly filled: number;
}

/** Finds lookups among the given columns, those that save most first. */
export function findLookups(set: RecordSet, candidates: readonly number[]): Lookup[] {
  const lookups: Lookup[] = [];
  if (set.size < 4) return lookups;
  const interned = new Map<number, Interned>();
  for (const index of candidates) {
    const values = intern(set, set.columns[index] as Column);
    if (values !== undefined) interned.set(index, values);
  }
  const free = new Set(interned.keys());
  while (lookups.length < MAX_LOOKUPS) {
    let best: { lookup: Lookup; gain: number } | undefined;
    for (const key of free) {
      const found = lookupBy(set, key, free, interned);
      if (found !== undefined && found.gain >= MIN_GAIN && (best === undefined || found.gain > best.gain)) best = found;
    }
    if (best === undefined) break;
    lookups.push(best.lookup);
    free.delete(best.lookup.key);
    for (const column of best.lookup.columns) free.delete(column);
  }
  return lookups;
}

function lookupBy(set: RecordSet, key: number, free: ReadonlySet<number>, interned: ReadonlyMap<number, Interned>) {
  const keys = interned.get(key) as Interned;
  const keyColumn = set.columns[key] as Column;
  if (keyColumn.list !== undefined || keys.distinct < 2 || !isScalarColumn(set, keyColumn)) return undefined;
  const columns: number[] = [];
  let decided = 0;
  let gain = -24 - keys.length * (keys.distinct / keys.filled);
  for (const index of free) {
    const column = set.columns[index] as Column;
    const values = interned.get(index) as Interned;
    if (index === key || !isBelow(set, column, keyColumn) || !decides(keys, values)) continue;
    const average = values.length / values.filled;
    if (keyColumn.group === 0 && average < MIN_LENGTH_AT_TOP) continue;
    columns.push(index);
    decided += average;
    gain += (average + 1) * (values.filled - keys.distinct);
  }
  if (decided < Math.max(MIN_DECIDED, (MIN_DECIDED_SHARE * keys.length) / keys.filled)) return undefined;
  columns.sort((a, b) => a - b);
  if (!identifies(String(keyColumn.path.at(-1)))) gain *= UNLIKELY_KEY;
  return { lookup: { key, columns, records: keys.records }, gain };
}

/** Whether a column belongs to the object that the key belongs to, or to one inside it. */
function isBelow(set: RecordSet, column: Column, key: Column): boolean {
  let group = column.group;
  while (group > key.group) group = set.groups[group]?.parent ?? -1;
  return group === key.group;
}

/** Whether equal keys always go with equal values, and no key with no value. */
function decides(keys: Interned, values: Interned): boolean {
  if (values.distinct > keys.distinct) return false;
  const valueFor = new Int32Array(keys.distinct).fill(-2);
  for (let record = 0; record < keys.ids.length; record++) {
    const key = keys.ids[record] as number;
    const value = values.ids[record] as number;
    if (key < 0) {
      if (value >= 0) return false;
    } else if (valueFor[key] === -2) valueFor[key] = value;
    else if (valueFor[key] !== value) return false;
  }
  return true;
}

function isScalarColumn({ tree }: RecordSet, { cells }: Column): boolean {
  for (const node of cells) if (node >= 0 && (tree.kind[node] as number) <= JsonKind.array) return false;
  return true;
}

/** `undefined` when nearly every record has a value of its own. */
function intern({ tree, size }: RecordSet, { cells, filled, says }: Column): Interned | undefined {
  if (says === "key") return undefined;
  const most = Math.floor(filled * 0.6);
  const known = new Map<string, number>();
  const ids = new Int32Array(size).fill(-1);
  const records: number[] = [];
  let length = 0;
  for (let record = 0; record < size; record++) {
    const node = cells[record] as number;
    if (node < 0) continue;
    const source = tree.text.slice(tree.start[node], tree.end[node]);
    length += source.length;
    const id = known.get(source);
    if (id !== undefined) {
      ids[record] = id;
      continue;
    }
    if (records.length >= most || (records.length === PROBE && record < PROBE + PROBE / 8)) return undefined;
    known.set(source, records.length);
    ids[record] = records.length;
    records.push(record);
  }
  return { ids, distinct: records.length, records, length, filled };
}
