import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiResources } from "../generators/api-resources.js";
import { databaseRows } from "../generators/database-rows.js";
import { logEntries } from "../generators/log-entries.js";
import { createRandom, type Random } from "../generators/random.js";
import { searchResults } from "../generators/search-results.js";
import { TEXT_KINDS, textOutput } from "../generators/text-outputs.js";
import { checkView } from "./check-view.js";
import { recordedViews } from "./recorded-views.js";

const QUERY = "Which id, name, state, size or level is it? What failed, and what is the greatest total?";

/** Checks all views of a text; how many there are. */
function check(text: string): number {
  let views = 0;
  for (const query of ["", QUERY]) {
    for (const format of ["text", "json"] as const) {
      for (const view of recordedViews(text, query, { format })) {
        checkView(view);
        views++;
      }
    }
  }
  return views;
}

const STATES = ["open", "closed", "in review", 'said "no"', "", "a, b", "x or y", "4 to 9"];

/** Records with numbers, moments, states and cells that are hard to tell apart from what is said of them. */
function records(random: Random, count: number): string[][] {
  return Array.from({ length: count }, (_, k) => [
    `${k + 1}`,
    random.pick(STATES),
    random.chance(0.02) ? "n/a" : `${random.integer(-50, 90_000) / 10}`,
    `2026-03-${10 + random.integer(0, 19)}`,
    `item ${random.integer(1, 10_000)}, of ${k}`,
  ]);
}

const NAMES = ["id", "state", "total size", "made", "text; with"];
const WRITERS: Readonly<Record<string, (rows: readonly (readonly string[])[]) => string>> = {
  "commas and quotes": (rows) => rows.map((row) => row.map(quoted).join(",")).join("\n"),
  // Numbers in front of tabs would be lines of a file.
  tabs: (rows) => rows.map((row) => row.toReversed().join("\t")).join("\n"),
  "commas and CRLF": (rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n"),
  Markdown: (rows) =>
    [rows[0] as readonly string[], NAMES.map(() => "---"), ...rows.slice(1)]
      .map((row) => `| ${row.join(" | ")} |`)
      .join("\n"),
  "commas and rows of other lengths": (rows) =>
    rows.map((row, k) => (k % 50 === 7 ? row.slice(0, 3) : row).map(quoted).join(",")).join("\n"),
  "Markdown and CRLF": (rows) =>
    [rows[0] as readonly string[], NAMES.map(() => "---"), ...rows.slice(1)]
      .map((row) => `| ${row.join(" | ")} |`)
      .join("\r\n"),
  columns: (rows) =>
    rows
      .map((row) =>
        row
          .map((cell) => (cell === "" ? "-" : cell).padEnd(20))
          .join("  ")
          .trimEnd(),
      )
      .join("\n"),
};

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe("notes about generated outputs say nothing that is not so", () => {
  it.each(Object.keys(WRITERS))("tables with %s", (name) => {
    for (let seed = 0; seed < 2; seed++) {
      const random = createRandom(seed);
      const rows = [NAMES, ...records(random, 300 + 150 * seed)];
      const write = WRITERS[name] as (typeof WRITERS)[string];
      expect(check(write(rows)), `seed ${seed}`).toBeGreaterThan(0);
    }
  });

  it.each(TEXT_KINDS)("text: %s", (kind) => {
    expect(check(textOutput({ kind, count: 500 }))).toBeGreaterThan(0);
  });

  it.each(Object.entries({ apiResources, databaseRows, logEntries, searchResults }))("%s", (_name, make) => {
    const rows = (make as (options: { count: number; seed: number }) => unknown)({ count: 400, seed: 3 });
    expect(check(JSON.stringify(rows))).toBeGreaterThan(0);
  });

  it("JSON of any shape", () => {
    const scalar = fc.oneof(
      fc.constantFrom(
        "open",
        "closed",
        "ERROR",
        "",
        "x or y",
        "4 to 9",
        "12",
        "2026-03-01",
        "2026-03-02",
        "a; b",
        'é\n"\\',
      ),
      fc.integer({ min: -3, max: 900 }),
      fc.constantFrom(true, false, null, 0.5),
    );
    const key = fc.constantFrom("id", "state", "level", "error", "total", "a b", "c.d", "made");
    const inner = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxKeys: 3 });
    const row = fc.dictionary(key, fc.oneof({ weight: 6, arbitrary: scalar }, inner), { minKeys: 1, maxKeys: 6 });
    const data = fc
      .tuple(
        fc.array(fc.oneof(row, row, scalar), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(), { minLength: 60, maxLength: 200 }),
      )
      .map(([rows, order]) => order.map((index) => rows[index % rows.length]));
    fc.assert(
      fc.property(data, fc.boolean(), (rows, isWrapped) => {
        check(JSON.stringify(isWrapped ? { page: 1, rows, more: rows.slice(0, 40) } : rows));
      }),
      { numRuns: 25 },
    );
  });
});

describe("the checker", () => {
  const rows = [NAMES, ...records(createRandom(1), 300)];
  const texts = {
    table: (WRITERS["commas and quotes"] as (typeof WRITERS)[string])(rows),
    json: JSON.stringify(rows.map(([id, state, total]) => ({ id: Number(id), state, total: Number(total) }))),
    log: textOutput({ kind: "log", count: 700 }),
  };

  it.each(Object.entries(texts))("finds what is wrong: %s", (_name, text) => {
    const [view] = recordedViews(text, QUERY);
    if (view === undefined) throw new Error("There is no view.");
    expect(() => checkView(view)).not.toThrow();
    const notes = view.body.split("\n").filter((line) => /^(?:The \d|All \d|[^\n]*\d+ of \d+ \w+ shown)/.test(line));
    let spoilt = 0;
    for (const note of notes) {
      for (const number of new Set(note.match(/(?<![\w.-])\d+(?![\w.-])/g) ?? [])) {
        const wrong = note.replace(new RegExp(`(?<![\\w.-])${number}(?![\\w.-])`), `${Number(number) + 100_000}`);
        expect(() => checkView({ ...view, body: view.body.replace(note, () => wrong) }), wrong).toThrow();
        spoilt++;
      }
      const unknown = `${note.slice(0, -1)}; all is well.`;
      expect(() => checkView({ ...view, body: view.body.replace(note, () => unknown) }), unknown).toThrow();
    }
    expect(spoilt).toBeGreaterThan(5);
  });
});
