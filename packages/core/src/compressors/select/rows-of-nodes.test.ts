import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childNodes } from "../../json/json-node.js";
import type { JsonValue } from "../../json/path.js";
import { scanJson } from "../../json/scan-json.js";
import { CellKind, ErrorEvidence, type RowSource } from "./row-source.js";
import { rowsOfArray, rowsOfNodes } from "./rows-of-nodes.js";
import { cellsOf } from "./selection-checker.test-support.js";

function rowsOf(text: string): RowSource {
  return rowsOfArray(scanJson(text), 0);
}

function evidence(...rows: unknown[]): ErrorEvidence[] {
  const source = rowsOf(JSON.stringify(rows));
  return rows.map((_, row) => source.errorEvidenceOf(row));
}

describe("rowsOfNodes", () => {
  it("gives rows as they stand in the text", () => {
    const rows = rowsOf('[ {"a" : 1.0} ,12345678901234567890,"\\u00e9" ]');
    expect([0, 1, 2].map((row) => rows.sourceOf(row))).toEqual(['{"a" : 1.0}', "12345678901234567890", '"\\u00e9"']);
    expect(rows.textOf(2)).toBe('"é"');
  });

  it("resolves escapes in the text to search", () => {
    expect(rowsOf(JSON.stringify(['C:\\new "x"\n\u0001/'])).textOf(0)).toBe('"C:\\new "x"\n\u0001/"');
    expect(rowsOf('["\\/a\\tb"]').textOf(0)).toBe('"/a\tb"');
  });

  it("makes columns of members at all levels, of elements of rows, and of rows that are scalars", () => {
    const names = (text: string) =>
      rowsOf(text)
        .columns()
        .map((column) => column.name);
    expect(names('[{"a":{"b":1,"c":{"d":2}},"e":[{"f":1}]}]')).toEqual(["a", "a.b", "a.c", "a.c.d", "e"]);
    expect(names('[[1,"x"],[2]]')).toEqual(["[0]", "[1]"]);
    expect(names('[1,"x",{"a":1}]')).toEqual(["(value)", "a"]);
    expect(names("[]")).toEqual([]);
  });

  it("takes members of an object for rows with their keys as a column", () => {
    const tree = scanJson('{"x": {"n": 1}, "y": {"n": 2}}');
    const rows = rowsOfNodes(tree, childNodes(tree, 0));
    expect(rows.sourceOf(1)).toBe('"y": {"n": 2}');
    expect(rows.columns().map((column) => [column.name, column.sourceOf(1)])).toEqual([
      ["(key)", '"y"'],
      ["n", "2"],
    ]);
  });

  it("knows the kinds of cells", () => {
    const [column] = rowsOf(
      '[{"a":null},{"a":""},{"a":[]},{"a":{}},{"a":false},{"a":0},{"a":"x"},{"a":[1]},{"a":{"b":1}},{}]',
    ).columns();
    expect(Array.from({ length: 10 }, (_, row) => column?.kindOf(row))).toEqual([
      CellKind.null,
      CellKind.empty,
      CellKind.empty,
      CellKind.empty,
      CellKind.boolean,
      CellKind.number,
      CellKind.text,
      CellKind.list,
      CellKind.object,
      CellKind.absent,
    ]);
  });

  it("reads numbers, also those written as strings, and no others", () => {
    const [column] = rowsOf(
      '[{"a":1.50},{"a":"-2.5"},{"a":"007"},{"a":"1e3"},{"a":"12 ms"},{"a":true},{"a":1e999}]',
    ).columns();
    const numbers = Array.from({ length: 7 }, (_, row) => column?.numberOf(row));
    expect(numbers).toEqual([1.5, -2.5, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY]);
  });

  it("lets the last of equal keys count, and takes two spellings for one key", () => {
    const columns = rowsOf('[{"\\u0061":1,"a":2},{"a":3}]').columns();
    expect(columns.map((column) => [column.name, column.sourceOf(0), column.sourceOf(1)])).toEqual([["a", "2", "3"]]);
  });

  it("bounds the number of columns and levels, and sees errors beyond", () => {
    const wide = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k${index}`, index]));
    let deep: unknown = { status: "failed" };
    for (let level = 0; level < 20; level++) deep = { deep };
    const rows = rowsOf(JSON.stringify([wide, { ...wide, error: "late" }, deep]));
    expect(rows.columns()).toHaveLength(256);
    expect([0, 1, 2].map((row) => rows.errorEvidenceOf(row))).toEqual([0, 2, 2]);
    expect(rows.shapeOf(0)).not.toBe(rows.shapeOf(2));
    const { k399: _, ...shorter } = wide;
    const ends = rowsOf(JSON.stringify([wide, shorter, Object.fromEntries(Object.entries(wide).slice(0, 256))]));
    expect(ends.shapeOf(2)).not.toBe(ends.shapeOf(0));
  });

  it("holds the cells that the parsed rows hold", () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer()),
    );
    const inner = fc.dictionary(fc.constantFrom("a", "d"), leaf);
    const row = fc
      .dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(leaf, inner))
      .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(undefined, 1), (data, indent) => {
        const rows = rowsOf(JSON.stringify(data, null, indent));
        const columns = rows.columns();
        data.forEach((value, index) => {
          const filled = columns.filter((column) => column.kindOf(index) !== CellKind.absent);
          expect(filled.map((column) => column.name).sort()).toEqual([...cellsOf(value).keys()].sort());
          for (const column of filled)
            expect(JSON.parse(column.sourceOf(index))).toEqual(cellsOf(value).get(column.name));
          expect(JSON.parse(rows.sourceOf(index))).toEqual(value);
        });
        const keys = data.map((value) => JSON.stringify([...cellsOf(value).keys()].sort()));
        data.forEach((_, a) => {
          expect(rows.shapeOf(a) === rows.shapeOf(0)).toBe(keys[a] === keys[0]);
        });
      }),
    );
  });
});

describe("error evidence of rows", () => {
  it.each([
    [{ error: "gone" }],
    [{ error: { code: 5 } }],
    [{ errors: ["x"] }],
    [{ lastErrorMessage: "x" }],
    [{ error_count: 2 }],
    [{ errors: "3" }],
    [{ failed: true }],
    [{ status: "failed" }],
    [{ logLevel: "Error" }],
    [{ severity: "CRITICAL" }],
    [{ state: { reason: "CrashLoopBackOff" } }],
    [{ status: 404 }],
    [{ status_code: "500" }],
    [{ httpStatus: 502 }],
    [{ code: 403 }],
    [{ exitCode: 137 }],
    [{ rc: -1 }],
    [{ success: false }],
    [{ ok: false }],
    [{ type: "error" }],
    [{ events: [{ level: "info" }, { level: "error" }] }],
    ["10:00 ERROR gone"],
  ])("%j states an error", (row) => {
    expect(evidence(row)).toEqual([ErrorEvidence.stated]);
  });

  it.each([
    [{ errors: 0 }],
    [{ errors: "0" }],
    [{ error: null }],
    [{ error: "" }],
    [{ error: "none" }],
    [{ error: {} }],
    [{ errors: [] }],
    [{ errors: { count: 0, items: [] } }],
    [{ failed: false }],
    [{ failed: 0 }],
    [{ status: "ok" }],
    [{ status: 200 }],
    [{ status: "not_failed" }],
    [{ exit_code: 0 }],
    [{ success: true }],
    [{ error_rate: 0.2 }],
    [{ max_errors: 5 }],
    [{ on_error: "continue" }],
    [{ count: 404 }],
    [{ zip: 50000, code: 12 }],
    [{ url: "https://a.example/errors/404" }],
    [{ path: "src/error.ts" }],
    ["all is well"],
    [404],
    [null],
  ])("%j holds none", (row) => {
    expect(evidence(row)).toEqual([ErrorEvidence.none]);
  });

  it("tells words in prose from statements", () => {
    expect(evidence({ title: "Why a test failed" }, { title: "Why it works" })).toEqual([1, 0]);
  });
});
