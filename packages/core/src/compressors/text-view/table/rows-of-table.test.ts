import { describe, expect, it } from "vitest";
import { handleOf } from "../../../digest/handle.js";
import { sha256 } from "../../../digest/sha256.js";
import type { CompressContext } from "../../compressor.js";
import { textCrusher } from "../../text-crusher/text-crusher.js";
import { rowsOfTable } from "./rows-of-table.js";

const COUNT = 900;
const CITIES = ["Oslo", "Lima", "Cairo"];
/** Two cells that nothing else is like, and a third city in one row. */
const records = Array.from({ length: COUNT }, (_, k) => {
  const city = k === 500 ? "Ulan Bator" : CITIES[k % 3];
  const amount = k === 611 ? 98_765 : 100 + ((k * 37) % 83);
  const score = k === 222 ? -40.5 : ((k * 7919) % 1000) / 1000;
  return `${k + 1},${city},${amount},${score},"item ${k * 7}, of ${k}"`;
});
const text = ["Order ID,City,Total amount,Score,Text", ...records].join("\n");
const context: CompressContext = {
  query: "",
  isError: false,
  mayOffload: true,
  format: "text",
  tokensToKeep: 0,
  retrieveHint: "fetch {handle}",
  count: (piece) => Math.ceil(piece.length / 3),
  handleOf: (original) => handleOf(original, sha256),
};
const viewOf = (query: string): string =>
  textCrusher().view?.({ kind: "delimited", text, embedded: false }, undefined, { ...context, query })?.body ?? "";

describe("rowsOfTable", () => {
  it("has the columns of the table, by their names", () => {
    const rows = rowsOfTable(text);
    expect(rows?.columns().map(({ name }) => name)).toEqual(["Order ID", "City", "Total amount", "Score", "Text"]);
    expect(rows).toMatchObject({ length: COUNT + 1, unit: "lines", pinned: [0] });
    const [, city, amount] = rows?.columns() ?? [];
    expect([city?.sourceOf(1), city?.sourceOf(0), amount?.numberOf(612)]).toEqual(['"Oslo"', "", 98_765]);
    expect(rowsOfTable("no table\nat all")).toBeUndefined();
  });
});

describe("a view of a table", () => {
  it("shows the header, extremes, outliers and rare values, whatever was asked", () => {
    const view = viewOf("Keep this in mind.");
    expect(view).toContain(text.slice(0, text.indexOf("\n")));
    for (const row of [222, 611, 500]) expect(view).toContain(records[row]);
    expect(view.length).toBeLessThan(text.length / 3);
  });

  it("tells what the columns of all records hold", () => {
    const view = viewOf("Which item has the lowest Total amount?");
    expect(view).toMatch(/^All 901 lines: .*Total amount 100 to 98765/m);
    const amounts = records.map((record) => Number(record.split(",")[2]));
    const [, least] = /The \d+ omitted lines: .*Total amount (\d+) to (\d+)/.exec(view) ?? [];
    expect(amounts).toContain(Number(least));
    const shown = new Set(view.split("\n"));
    const omitted = records.filter((record) => !shown.has(record)).map((record) => Number(record.split(",")[2]));
    expect(Number(least)).toBe(Math.min(...omitted));
  });
});
