import { normalized } from "../../../json/canonical.js";
import { factText } from "../grammar/fact-value.js";
import { writeKeyOrder } from "../grammar/key-order.js";
import { type NamedColumn, writeNames } from "../grammar/name-list.js";
import { templateText } from "../grammar/template.js";
import type { RecordPlan } from "../plan/plan-records.js";
import type { Column } from "../records/record-set.js";
import { joinRow, type PrintedRecords } from "./print-records.js";

/** The names of columns as a heading lists them, with the columns of the records in their cells. */
export function columnNames(plan: RecordPlan, indexes: readonly number[]): string {
  return writeNames(indexes.map((index) => namedColumn(plan, index)));
}

/** A column as a heading names it. */
function namedColumn(plan: RecordPlan, index: number): NamedColumn {
  const { path, name } = plan.set.columns[index] as Column;
  const list = plan.lists[index];
  const tail = list === undefined ? "" : `[${columnNames(list, list.cells)}]`;
  return path.length === 0 ? { path, tail: name + tail } : { path, tail };
}

/** Everything that is said once of the records of a table: facts, orders of keys and look-ups. */
export function writeHeadings(printed: PrintedRecords, each: string, lines: string[]): void {
  writeFacts(printed, "", each, lines);
  writeOrders(printed, "", lines);
  writeLookups(printed, "", lines);
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
      template === undefined ? constantFact(plan, index) : factText(templateText(template, index, plan.mentions));
    named.push({ path, tail: `${path.length === 0 ? name : ""}: ${value}` });
  }
  if (named.length > 0) lines.push(`in ${each}: ${writeNames(named)}`);
  for (const [index, list] of lists.entries()) {
    if (list === undefined) continue;
    const inside = listAddress(address, names[index] as string);
    writeFacts(list, inside, `every ${inside}`, lines);
  }
}

function constantFact({ set, texts }: RecordPlan, index: number): string {
  const { strings, texts: own } = texts[index] as RecordPlan["texts"][number];
  const text = strings > 0 ? own.find((value) => value !== undefined) : undefined;
  if (text !== undefined) return factText(text);
  return normalized(set.tree, (set.columns[index] as Column).cells.find((cell) => cell >= 0) as number);
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
