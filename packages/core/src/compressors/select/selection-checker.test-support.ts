import { expect } from "vitest";
import type { JsonValue } from "../../json/path.js";
import { scanJson } from "../../json/scan-json.js";
import { rowsOfArray } from "./rows-of-nodes.js";
import { selectRows } from "./select-rows.js";
import type { Selection } from "./selection.js";
import type { SelectionNeed } from "./selection-view.js";
import { resolveSmartCrusherOptions, type SmartCrusherOptions } from "./smart-crusher-options.js";

/** Selects from plain data. */
export function select(
  data: readonly unknown[],
  options: Partial<SmartCrusherOptions> = {},
  need: Partial<SelectionNeed> = {},
): Selection {
  const rows = rowsOfArray(scanJson(JSON.stringify(data)), 0);
  return selectRows(rows, resolveSmartCrusherOptions(options), { query: "", ...need });
}

/** The scalars and lists of a row by dotted path, read from the parsed value: nothing of the product is used. */
export function cellsOf(row: JsonValue): Map<string, JsonValue> {
  const cells = new Map<string, JsonValue>();
  const add = (path: string, value: JsonValue): void => {
    cells.set(path === "" ? "(value)" : path, value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    for (const [key, member] of Object.entries(value)) add(path === "" ? key : `${path}.${key}`, member);
  };
  if (Array.isArray(row)) for (const [index, item] of row.entries()) add(`[${index}]`, item);
  else add("", row);
  if (typeof row === "object" && row !== null) cells.delete("(value)");
  return cells;
}

/**
 * Checks on the data whatever a selection says: which rows it shows, what the others do not hold, what all rows hold.
 * `data` must be of plain keys without dots.
 */
export function checkSelection(data: readonly JsonValue[], selection: Selection): void {
  const { kept, total, omitted, reasons } = selection;
  expect(total).toBe(data.length);
  expect([...new Set(kept)].sort((a, b) => a - b)).toEqual(kept);
  for (const row of kept) expect(row >= 0 && row < total && Number.isInteger(row)).toBe(true);
  expect(omitted.count).toBe(total - kept.length);
  for (const { found, kept: shown } of Object.values(reasons)) {
    expect(shown).toBeLessThanOrEqual(found);
    expect(shown).toBeLessThanOrEqual(kept.length);
  }
  const isKept = new Set(kept);
  const cells = data.map(cellsOf);
  const rest = cells.filter((_, row) => !isKept.has(row));
  checkOmitted(rest, cells, omitted);
  checkFacts(cells, selection);
}

type Cells = ReadonlyMap<string, JsonValue>;

function checkOmitted(rest: readonly Cells[], all: readonly Cells[], omitted: Selection["omitted"]): void {
  const keySets = new Set(rest.map((row) => JSON.stringify([...row.keys()].sort())));
  if (omitted.alike) expect(keySets.size).toBeLessThanOrEqual(1);
  for (const { column, values, missing } of omitted.only) {
    expect(new Set(rest.map((row) => sourceOf(row, column)))).toEqual(new Set(values));
    const inAll = new Set(all.map((row) => sourceOf(row, column)));
    expect(inAll).toEqual(new Set([...values, ...missing]));
    expect(inAll.size).toBe(values.length + missing.length);
  }
  for (const { column, min, max } of omitted.ranges) {
    const numbers = numbersOf(rest, column);
    expect(Math.min(...numbers)).toBe(plainNumber(min));
    expect(Math.max(...numbers)).toBe(plainNumber(max));
  }
}

function checkFacts(cells: readonly Cells[], { facts, constants, total }: Selection): void {
  for (const { column, count, distinct, values, min, max } of facts) {
    const sources = cells.map((row) => sourceOf(row, column));
    expect(sources.filter((source) => source !== "" && source !== "null")).toHaveLength(count);
    if (distinct !== undefined) expect(new Set(sources).size).toBe(distinct);
    if (values !== undefined) {
      expect(values.reduce((sum, value) => sum + value.count, 0)).toBe(total);
      for (const value of values) expect(sources.filter((source) => source === value.value)).toHaveLength(value.count);
    }
    if (min === undefined || max === undefined) continue;
    const numbers = numbersOf(cells, column);
    const isNumeric = numbers.length > 0;
    const texts = sources.filter((source) => source !== "" && source !== "null").sort();
    expect(min).toBe(
      isNumeric ? (sources.find((source) => plainNumber(source) === Math.min(...numbers)) ?? "") : texts[0],
    );
    expect(max).toBe(
      isNumeric ? (sources.find((source) => plainNumber(source) === Math.max(...numbers)) ?? "") : texts.at(-1),
    );
  }
  for (const { column, value } of constants) {
    expect(new Set(cells.map((row) => sourceOf(row, column)))).toEqual(new Set([value]));
  }
}

function sourceOf(row: Cells, column: string): string {
  return row.has(column) ? JSON.stringify(row.get(column)) : "";
}

function numbersOf(rows: readonly Cells[], column: string): number[] {
  return rows.map((row) => plainNumber(sourceOf(row, column))).filter((value) => !Number.isNaN(value));
}

function plainNumber(source: string): number {
  return /^"?-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"?$/.test(source) ? Number(source.replaceAll('"', "")) : Number.NaN;
}
