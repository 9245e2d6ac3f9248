import { normalized } from "../../json/canonical.js";
import { nodeKey } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { assignCodes } from "./assign-codes.js";
import { buildRecordSet } from "./build-record-set.js";
import { textCell } from "./cell.js";
import { ROW_COLUMN } from "./column-name.js";
import { factValue } from "./fact-value.js";
import { writeKeyOrder } from "./key-order.js";
import { type NamedColumn, writeNames } from "./name-list.js";
import { planRecords, type RecordPlan } from "./plan-records.js";
import { joinLists, type PrintedRecords, printRecords } from "./print-records.js";
import type { Column, RecordSet } from "./record-set.js";
import { MIN_DENSITY } from "./take-apart.js";
import { templateText } from "./template.js";
import { writeTurnedRows } from "./turned-rows.js";

export interface TableOptions {
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
 * encodeTable(scanJson('[{"id":1,"ok":true},{"id":2,"ok":true}]'), [1, 4]); // "in every row: ok=true\n2 rows: id\n1\n2"
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
  const isObject = objects.length === 1 && options.keyed !== true && options.numbers === undefined;
  const minCells = isObject ? 0 : irregular.size > 0 && options.numbers === undefined ? 2 : 1;
  const plan = planRecords(set, minCells);
  if (plan.cells.length < minCells || (plan.cells.length === 1 && options.numbers === undefined && hasGaps(plan)))
    return undefined;
  if (density(plan) < MIN_DENSITY) return undefined;
  const printed = printRecords(plan, false);
  const codes = assignCodes(printed);
  joinLists(printed);

  const lines = codes.map((cell, k) => `~${k + 1}=${cell}`);
  writeFacts(printed, "", isObject ? "the object" : irregular.size > 0 ? "every row not in JSON" : "every row", lines);
  writeOrders(printed, "", lines);
  const rowOf = [...objects.keys()].filter((row) => !irregular.has(row));
  for (const { records, order } of set.turned)
    lines.push(writeTurnedRows({ rows: records.map((record) => rowOf[record] as number), order }));
  writeLookups(printed, "", lines);
  if (isObject) return [...lines, ...objectLines(plan, printed)].join("\n");
  const { numbers } = options;
  const count = numbers === undefined ? `${objects.length} rows` : `${objects.length} of ${numbers.of} rows`;
  lines.push(`${count}: ${numbers === undefined ? "" : `${ROW_COLUMN},`}${columnNames(plan, plan.cells)}`);
  const columns = plan.cells.map((index) => printed.cells[index] as string[]);
  let record = 0;
  for (const [row, object] of objects.entries()) {
    const cells = irregular.has(row) ? jsonRow(tree, object) : joinRow(columns, record++);
    lines.push(numbers === undefined ? cells : `${numbers.rows[row]},${cells}`);
  }
  return lines.join("\n");
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

function joinRow(columns: readonly string[][], record: number): string {
  let line = "";
  for (let k = 0; k < columns.length; k++) line += (k > 0 ? "," : "") + (columns[k] as string[])[record];
  return line;
}

function columnNames(plan: RecordPlan, indexes: readonly number[]): string {
  const named = indexes.map((index): NamedColumn => {
    const { path, name } = plan.set.columns[index] as Column;
    const list = plan.lists[index];
    const tail = list === undefined ? "" : `[${columnNames(list, list.cells)}]`;
    return path.length === 0 ? { path, tail: name + tail } : { path, tail };
  });
  return writeNames(named);
}

/** Lines for what all records of a set say, the set itself and then the lists inside it. */
function writeFacts({ plan, lists }: PrintedRecords, address: string, each: string, lines: string[]): void {
  const { columns } = plan.set;
  const names = columns.map((column) => column.name);
  const named: NamedColumn[] = [];
  for (const [index, { path, name }] of columns.entries()) {
    const template = plan.templates[index];
    if (template === undefined && !plan.facts.includes(index)) continue;
    const value =
      template === undefined
        ? constantCell(plan, index)
        : textCell(templateText(template, index, plan.mentions), false);
    named.push({ path, tail: `${path.length === 0 ? name : ""}=${factValue(value)}` });
  }
  if (named.length > 0) lines.push(`in ${each}: ${writeNames(named)}`);
  for (const [index, list] of lists.entries()) {
    if (list === undefined) continue;
    const inside = listAddress(address, names[index] as string);
    writeFacts(list, inside, `every ${inside}`, lines);
  }
}

function constantCell({ set, texts }: RecordPlan, index: number): string {
  const node = (set.columns[index] as Column).cells.find((cell) => cell >= 0) as number;
  const { strings, texts: own } = texts[index] as RecordPlan["texts"][number];
  const text = own.find((value) => value !== undefined);
  return strings > 0 && text !== undefined ? textCell(text, false) : normalized(set.tree, node);
}

/** How the records in a column's cells are called in headings: `labels[]`, or `pods[].labels[]` further in. */
function listAddress(above: string, name: string): string {
  return above === "" ? `${name}[]` : `${above}.${name}[]`;
}

function writeOrders({ plan, lists }: PrintedRecords, address: string, lines: string[]): void {
  const place = new Map<number, number>();
  for (const index of plan.cells) place.set(index, 0);
  for (const index of plan.facts) place.set(index, 1);
  for (const [k, { columns }] of plan.lookups.entries()) for (const index of columns) place.set(index, 2 + k);
  const order = writeKeyOrder(
    plan.set.columns.map((_, index) => place.get(index) as number),
    2 + plan.lookups.length,
  );
  if (order !== "") lines.push(`key order${address === "" ? "" : ` of ${address}`}: ${order}`);
  const names = plan.set.columns.map((column) => column.name);
  for (const [index, list] of lists.entries()) {
    if (list !== undefined) writeOrders(list, listAddress(address, names[index] as string), lines);
  }
}

function writeLookups({ plan, cells, lists }: PrintedRecords, address: string, lines: string[]): void {
  const names = plan.set.columns.map((column) => column.name);
  const below = address === "" ? "" : `${address}.`;
  for (const { key, columns, records } of plan.lookups) {
    lines.push(`${records.length} rows by ${below}${names[key]}: ${columnNames(plan, columns)}`);
    const printed = [key, ...columns].map((index) => cells[index] as string[]);
    for (const record of records) lines.push(joinRow(printed, record));
  }
  for (const [index, list] of lists.entries()) {
    if (list !== undefined) writeLookups(list, listAddress(address, names[index] as string), lines);
  }
}
