import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiResources } from "../../../test/generators/api-resources.js";
import { databaseRows } from "../../../test/generators/database-rows.js";
import { logEntries } from "../../../test/generators/log-entries.js";
import { createRandom } from "../../../test/generators/random.js";
import { searchResults } from "../../../test/generators/search-results.js";
import type { JsonValue } from "../../json/path.js";
import { describeSelection } from "./describe-selection.js";
import { checkSelection, select } from "./selection-checker.test-support.js";
import type { SmartCrusherOptions } from "./smart-crusher-options.js";

const key = fc.constantFrom(
  "id",
  "status",
  "level",
  "value",
  "name",
  "error",
  "a",
  "b",
  "created_at",
  "errors",
  "exit_code",
);
const scalar = fc.oneof(
  fc.constantFrom(
    "ok",
    "failed",
    "INFO",
    "ERROR",
    "",
    "x y z",
    "2025-01-01",
    "2025-01-02",
    "12",
    "0.5",
    "no errors",
    'é\n"\\',
  ),
  fc.integer({ min: -3, max: 600 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom<JsonValue>(true, false, null, 0),
);
const list = fc.array(scalar, { maxLength: 3 });
const inner = fc.dictionary(key, fc.oneof(scalar, list), { maxKeys: 3 });
const record = fc.dictionary(key, fc.oneof({ weight: 6, arbitrary: scalar }, list, inner), { maxKeys: 6 });
const row: fc.Arbitrary<JsonValue> = fc.oneof({ weight: 8, arbitrary: record }, scalar, list);
/** Rows of any shapes, or rows that repeat a few. */
const data: fc.Arbitrary<JsonValue[]> = fc.oneof(
  fc.array(row, { maxLength: 60 }),
  fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { maxLength: 120 }))
    .map(([some, order]) => order.map((index) => some[index % some.length] as JsonValue)),
);
const options: fc.Arbitrary<Partial<SmartCrusherOptions>> = fc.record(
  {
    maxItemsAfterCrush: fc.integer({ min: 1, max: 30 }),
    keepFirst: fc.nat(5),
    keepLast: fc.nat(5),
    minItemsToAnalyze: fc.nat(10),
    anomalyStdThreshold: fc.double({ min: 0.5, max: 5, noNaN: true }),
    varianceThreshold: fc.double({ min: 0.5, max: 5, noNaN: true }),
    uniquenessThreshold: fc.double({ min: 0, max: 1, noNaN: true }),
    similarityThreshold: fc.double({ min: 0, max: 1, noNaN: true }),
    preserveErrors: fc.boolean(),
    preserveChangePoints: fc.boolean(),
  },
  { requiredKeys: [] },
);
const query = fc.constantFrom("", "failed status of x", "which value is the highest", 'id 599 or "x y z"');

/** Rows without anything special about them. */
function plainRows(count: number, seed: number): Record<string, JsonValue>[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    level: random.pick(["INFO", "DEBUG"]),
    message: `${random.pick(["served", "read", "stored"])} item ${random.integer(1, 999)}`,
    value: Number(random.normal(100, 15).toFixed(3)),
  }));
}

const size = fc.integer({ min: 60, max: 300 });
const seed = fc.integer({ min: 0, max: 2 ** 31 });
const generated = fc
  .record({ count: fc.integer({ min: 1, max: 400 }), seed, kind: fc.nat(6) })
  .map(({ count, seed, kind }): readonly unknown[] => {
    const few = Math.min(2, Math.floor(count / 4));
    if (kind === 0) return searchResults({ count, seed, needles: few, errors: few });
    if (kind === 1) return logEntries({ count, seed });
    if (kind === 2) return apiResources({ count, seed });
    return databaseRows({
      count,
      seed,
      table: (["users", "metrics", "transactions", "mixed"] as const)[kind - 3] as "users",
    });
  });

describe("selectRows", () => {
  it("says nothing that is not so, whatever the data", () => {
    fc.assert(
      fc.property(data, options, query, (rows, given, asked) => {
        checkSelection(rows, select(rows, given, { query: asked }));
      }),
      { numRuns: 400 },
    );
  });

  it("says nothing that is not so of usual tool outputs", () => {
    fc.assert(
      fc.property(generated, query, (rows, asked) => {
        checkSelection(rows as JsonValue[], select(rows, {}, { query: asked }));
      }),
      { numRuns: 60 },
    );
  });

  it("chooses and says the same each time", () => {
    fc.assert(
      fc.property(data, options, query, (rows, given, asked) => {
        const [first, second] = [select(rows, given, { query: asked }), select(rows, given, { query: asked })];
        expect(second).toEqual(first);
        expect(describeSelection(second)).toBe(describeSelection(first));
      }),
    );
  });

  it("shows the first and the last rows", () => {
    fc.assert(
      fc.property(data, options, (rows, given) => {
        const kept = new Set(select(rows, given).kept);
        const { keepFirst = 3, keepLast = 2 } = given;
        rows.forEach((_, row) => {
          if (row < keepFirst || row >= rows.length - keepLast) expect(kept).toContain(row);
        });
      }),
    );
  });

  it("shows no more rows than its ceilings allow", () => {
    fc.assert(
      fc.property(data, options, query, (rows, given, asked) => {
        const { maxItemsAfterCrush: cap = 50, keepFirst = 3, keepLast = 2, minItemsToAnalyze = 5 } = given;
        const { kept, total } = select(rows, given, { query: asked });
        if (total <= cap || total < minItemsToAnalyze) expect(kept).toHaveLength(total);
        else expect(kept.length).toBeLessThanOrEqual(Math.max(cap, keepFirst + keepLast) + 10 * cap + 4 * cap);
      }),
    );
  });

  it("shows every planted error", () => {
    const errors: readonly Record<string, JsonValue>[] = [
      { level: "ERROR" },
      { level: "fatal" },
      { status: "failed" },
      { statusCode: 503 },
      { exit_code: 1 },
      { error: "card declined" },
      { errors: [{ code: 7 }] },
      { failed: true },
      { success: false },
      { error_count: 2 },
      { message: "Unhandled exception in worker" },
      { message: "java.io.IOException: closed" },
      { detail: { result: { outcome: "FAILURE" } } },
      { steps: [{ name: "build", conclusion: "failure" }] },
    ];
    const places = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...errors)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(size, seed, places, (count, from, planted) => {
        const rows = plainRows(count, from);
        const at = planted.map(([place, error]) => {
          rows[place % count] = { ...rows[place % count], ...error };
          return place % count;
        });
        const { kept, omitted, reasons } = select(rows);
        expect(kept).toEqual(expect.arrayContaining(at));
        expect(omitted.errors + omitted.mentions).toBe(0);
        expect(reasons.error?.kept).toBe(new Set(at).size);
      }),
    );
  });

  it("shows every planted spike of four deviations", () => {
    fc.assert(
      fc.property(
        size,
        seed,
        fc.nat(),
        fc.double({ min: 4, max: 50, noNaN: true }),
        fc.boolean(),
        (count, from, place, far, up) => {
          const rows = plainRows(count, from);
          rows[place % count] = { ...rows[place % count], value: 100 + (up ? 15 : -15) * far };
          expect(select(rows).kept).toContain(place % count);
        },
      ),
    );
  });

  it("shows both sides of a planted change of level", () => {
    fc.assert(
      fc.property(size, seed, fc.nat(), fc.double({ min: 10, max: 100, noNaN: true }), (count, from, place, shift) => {
        const at = 10 + (place % (count - 20));
        const rows = plainRows(count, from).map((row, index) =>
          index < at ? row : { ...row, value: (row.value as number) + 15 * shift },
        );
        expect(select(rows).kept).toEqual(expect.arrayContaining([at - 1, at]));
      }),
    );
  });

  it("shows the row whose id is asked for", () => {
    const ids = fc.oneof(
      fc.uuid(),
      fc.integer({ min: 100_000, max: 2 ** 40 }).map(String),
      fc.stringMatching(/^[a-z]{3}-[0-9a-f]{8}$/).filter((id) => /\d/.test(id)),
      fc.stringMatching(/^src\/[a-z]{3,8}\/[a-z]{3,8}\.ts$/),
    );
    fc.assert(
      fc.property(size, seed, fc.nat(), ids, (count, from, place, id) => {
        const rows = plainRows(count, from).map((row, index) => ({
          ...row,
          reference: index === place % count ? id : `ref-${index}-${from}`,
        }));
        expect(select(rows, {}, { query: `What happened to ${id}, and why?` }).kept).toContain(place % count);
        expect(select(rows, {}, { query: JSON.stringify({ reference: id }) }).kept).toContain(place % count);
      }),
    );
  });

  it("shows the row that is unlike the others", () => {
    const oddities: readonly Record<string, JsonValue>[] = [
      { extra: 1 },
      { level: null },
      { message: "" },
      { value: "n/a" },
      { level: "NOTICE" },
    ];
    fc.assert(
      fc.property(size, seed, fc.nat(), fc.constantFrom(...oddities), (count, from, place, odd) => {
        const rows = plainRows(count, from);
        rows[place % count] = { ...rows[place % count], ...odd };
        expect(select(rows).kept).toContain(place % count);
        const { level: _, ...without } = rows[place % count] as Record<string, JsonValue>;
        rows[place % count] = without;
        expect(select(rows).kept).toContain(place % count);
      }),
    );
  });
});
