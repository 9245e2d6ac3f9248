import { normalized } from "../../json/canonical.js";
import { nodeKey } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { ROW_COLUMN } from "./grammar/column-name.js";
import { writeTurnedRows } from "./grammar/turned-rows.js";
import { planRecords, type RecordPlan, type Wording } from "./plan/plan-records.js";
import { buildRecordSet } from "./records/build-record-set.js";
import type { Column, RecordSet } from "./records/record-set.js";
import { MIN_DENSITY } from "./records/take-apart.js";
import { assignCodes } from "./write/assign-codes.js";
import { joinLists, joinRow, type PrintedRecords, printRecords } from "./write/print-records.js";
import { findRowKinds, writeRowKinds } from "./write/row-kinds.js";
import { columnNames, writeHeadings } from "./write/write-headings.js";

export interface TableOptions extends Wording {
  /** The rows are members of one object; their keys become the first column. @default false */
  readonly keyed?: boolean;
  /** Numbers that are printed in front of the rows, and how many rows there are in all. */
  readonly numbers?: { readonly rows: readonly number[]; readonly of: number };
}

/**
 * Objects of one document as a table, or `undefined` when they are not alike enough for one. The grammar stands at
 * {@link encodeJson}. What is said once is said for the given objects only.
 *
 * @example
 * encodeTable(scanJson('[{"id":1,"ok":true},{"id":2,"ok":true}]'), [1, 4]); // "in every row: ok: true\n2 rows: id\n1\n2"
 */
export function encodeTable(
  tree: JsonTree,
  objects: readonly number[],
  options: TableOptions = {},
): string | undefined {
  if (!options.keyed && objects.some((node) => tree.kind[node] !== JsonKind.object)) return undefined;
  const rows = splitRows(tree, objects, options.keyed === true);
  if (rows === undefined) return undefined;
  const { set, irregular } = rows;
  // A line that is one JSON object is a row of its own kind; a comma in every other line tells them apart.
  const { numbers } = options;
  const isObject = objects.length === 1 && options.keyed !== true && numbers === undefined;
  const minCells = isObject ? 0 : irregular.size > 0 && numbers === undefined ? 2 : 1;
  const plan = planRecords(set, minCells, options);
  if (plan.cells.length < minCells || (plan.cells.length === 1 && numbers === undefined && hasGaps(plan)))
    return undefined;
  const printed = printRecords(plan, false);
  const codes = assignCodes(printed);
  joinLists(printed);

  const columns = plan.cells.map((index) => printed.cells[index] as string[]);
  const kinds = numbers === undefined && !isObject ? findRowKinds(columns, plan) : undefined;
  if ((kinds === undefined ? density(plan) : kinds.density) < MIN_DENSITY) return undefined;
  const lines = codes.map((cell, k) => `~${k + 1}: ${cell}`);
  writeHeadings(printed, isObject ? "the object" : everyRow(irregular.size > 0, numbers !== undefined), lines);
  if (isObject) return [...lines, ...objectLines(plan, printed)].join("\n");

  const rowOf = [...objects.keys()].filter((row) => !irregular.has(row));
  for (const { records, order } of set.turned) {
    lines.push(writeTurnedRows({ rows: records.map((record) => rowOf[record] as number), order }));
  }
  const count = numbers === undefined ? `${objects.length} rows` : `${objects.length} of ${numbers.of} rows`;
  const ofKinds = kinds === undefined ? "" : ` of ${kinds.kinds.length} kinds`;
  lines.push(`${count}${ofKinds}: ${numbers === undefined ? "" : `${ROW_COLUMN},`}${columnNames(plan, plan.cells)}`);
  if (kinds !== undefined) lines.push(...writeRowKinds(kinds, plan));
  let record = 0;
  for (const [row, object] of objects.entries()) {
    const cells = irregular.has(row) ? jsonRow(tree, object) : (kinds?.lines[record] ?? joinRow(columns, record));
    if (!irregular.has(row)) record++;
    lines.push(numbers === undefined ? cells : `${numbers.rows[row]},${cells}`);
  }
  return lines.join("\n");
}

/** How the rows are called of which something is said once. */
function everyRow(someInJson: boolean, someShown: boolean): string {
  return `every row${someShown ? " shown" : ""}${someInJson ? " not in JSON" : ""}`;
}

/** The objects that make a record set, and those left out of it because of their keys. */
function splitRows(
  tree: JsonTree,
  objects: readonly number[],
  keyed: boolean,
): { set: RecordSet; irregular: Set<number> } | undefined {
  const built = buildRecordSet(tree, Int32Array.from(objects), keyed);
  if (built === undefined) return undefined;
  if ("set" in built) return { set: built.set, irregular: new Set() };
  const irregular = new Set(built.irregular);
  if (irregular.size * 3 > objects.length) return undefined;
  const regular = objects.filter((_, row) => !irregular.has(row));
  const again = buildRecordSet(tree, Int32Array.from(regular), keyed);
  return again !== undefined && "set" in again ? { set: again.set, irregular } : undefined;
}

function density({ set, cells }: RecordPlan): number {
  const filled = cells.reduce((sum, index) => sum + (set.columns[index] as Column).filled, 0);
  return cells.length === 0 ? 1 : filled / (cells.length * set.size);
}

/** The last heading and the one line of a table that is a single object. */
function objectLines(plan: RecordPlan, { cells }: PrintedRecords): string[] {
  if (plan.cells.length === 0) return ["object"];
  const columns = plan.cells.map((index) => cells[index] as string[]);
  return [`object: ${columnNames(plan, plan.cells)}`, joinRow(columns, 0)];
}

/** A row of its own kind: the object, with its key where rows have keys. */
function jsonRow(tree: JsonTree, object: number): string {
  const json = normalized(tree, object);
  return (tree.keyStart[object] as number) < 0 ? json : `${JSON.stringify(nodeKey(tree, object))}:${json}`;
}

/** Whether the only cell of some row is empty: an empty line is easily lost. */
function hasGaps({ set, cells }: RecordPlan): boolean {
  return (set.columns[cells[0] as number] as Column).filled < set.size;
}
