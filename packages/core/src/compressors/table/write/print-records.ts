import { normalized } from "../../../json/canonical.js";
import { JsonKind } from "../../../json/json-tree.js";
import { remainderCell, textCell } from "../grammar/cell.js";
import { OWN_CELL, type Template } from "../grammar/template.js";
import type { ColumnTexts } from "../plan/column-texts.js";
import type { RecordPlan } from "../plan/plan-records.js";
import type { Column, RecordList } from "../records/record-set.js";

/** The cells of a record set as text, column by column. Cells with lists of records are filled in by {@link joinLists}. */
export interface PrintedRecords {
  readonly plan: RecordPlan;
  readonly inList: boolean;
  /** Per column and record; `undefined` for columns without cells. */
  readonly cells: readonly (string[] | undefined)[];
  /** Per column. */
  readonly lists: readonly (PrintedRecords | undefined)[];
}

/** Prints every cell that is not a list of records. */
export function printRecords(plan: RecordPlan, inList: boolean): PrintedRecords {
  const facts = new Set(plan.facts);
  const cells = plan.set.columns.map((_, index) => (facts.has(index) ? undefined : printColumn(plan, index, inList)));
  const lists = plan.lists.map((list) => (list === undefined ? undefined : printRecords(list, true)));
  return { plan, inList, cells, lists };
}

function printColumn(plan: RecordPlan, index: number, inList: boolean): string[] {
  const { tree, size, columns } = plan.set;
  const { cells, list } = columns[index] as Column;
  const own = plan.texts[index]?.texts ?? [];
  const template = plan.templates[index];
  const printed: string[] = new Array(size).fill("");
  for (let record = 0; record < size; record++) {
    const node = cells[record] as number;
    if (node < 0 || (list !== undefined && (list.first[record] as number) >= 0)) continue;
    const text = own[record];
    if (text === undefined) printed[record] = normalized(tree, node);
    else if (tree.kind[node] === JsonKind.number) printed[record] = text;
    else if (template === undefined) printed[record] = textCell(text, inList);
    else printed[record] = remainderCell(remainderOf(plan, template, record, text), inList);
  }
  return printed;
}

function remainderOf({ texts }: RecordPlan, template: Template, record: number, text: string): string {
  let from = 0;
  let to = text.length;
  let behind = false;
  for (const part of template) {
    const length =
      typeof part === "string"
        ? part.length
        : part === OWN_CELL
          ? 0
          : ((texts[part] as ColumnTexts).texts[record] as string).length;
    if (part === OWN_CELL) behind = true;
    else if (behind) to -= length;
    else from += length;
  }
  return text.slice(from, to);
}

/** Fills in the cells that are lists of records, innermost lists first. */
export function joinLists({ plan, cells, lists }: PrintedRecords): void {
  for (const [index, printed] of lists.entries()) {
    if (printed === undefined) continue;
    joinLists(printed);
    const target = cells[index] as string[];
    const { first, count } = (plan.set.columns[index] as Column).list as RecordList;
    const columns = printed.plan.cells.map((column) => printed.cells[column] as string[]);
    for (let row = 0; row < first.length; row++) {
      const from = first[row] as number;
      if (from >= 0) target[row] = `[${joinRecords(columns, from, from + (count[row] as number))}]`;
    }
  }
}

function joinRecords(columns: readonly string[][], from: number, to: number): string {
  let out = "";
  for (let record = from; record < to; record++) {
    out += record > from ? ",(" : "(";
    out += `${joinRow(columns, record)})`;
  }
  return out;
}

/** The cells of one record, separated by commas. */
export function joinRow(columns: readonly string[][], record: number): string {
  let line = "";
  for (let k = 0; k < columns.length; k++) line += (k > 0 ? "," : "") + (columns[k] as string[])[record];
  return line;
}
