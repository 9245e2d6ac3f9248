import type { JsonTree } from "../../../json/json-tree.js";
import type { TurnedRecords } from "./gather-fields.js";

/** Objects that are alike, as columns. Nested objects are taken apart where that pays. */
export interface RecordSet {
  readonly tree: JsonTree;
  /** Number of records. */
  readonly size: number;
  /** In the order in which a record says its members. */
  readonly columns: readonly Column[];
  /** The objects that columns belong to; 0 is the record itself. */
  readonly groups: readonly Group[];
  /** Records whose members are in another order. Keys are numbered in the order in which columns have them first. */
  readonly turned: readonly TurnedRecords[];
}

/** Steps from a record to a value: keys, and indexes of arrays whose length is the same in every record. */
export type ColumnPath = readonly (string | number)[];

export interface Column {
  readonly path: ColumnPath;
  /** The path as templates and headings write it. */
  readonly name: string;
  /** The group that the value is a member of. */
  readonly group: number;
  /** The value's node in each record, -1 where the record has none. */
  readonly cells: Int32Array;
  /** Records that have a value. */
  readonly filled: number;
  /** What of the node is meant: its value, or its key. */
  readonly says: "value" | "key";
  /** The records inside the cells, where some cells are lists of alike objects. */
  readonly list: RecordList | undefined;
}

/** An object or array inside each record. */
export interface Group {
  readonly path: ColumnPath;
  readonly parent: number;
  /** Records in which it stands. */
  readonly filled: number;
  /** For each record whether it stands there, 1 or 0. */
  readonly present: Uint8Array;
}

/** Records that stand in the cells of one column, cell after cell. */
export interface RecordList {
  readonly records: RecordSet;
  /** The first record of each cell, -1 where the cell is not such a list. */
  readonly first: Int32Array;
  /** Number of records of each cell. */
  readonly count: Int32Array;
}

/** A record set, or the records that keep it from being one. */
export type RecordSetAttempt = { readonly set: RecordSet } | { readonly irregular: readonly number[] };
