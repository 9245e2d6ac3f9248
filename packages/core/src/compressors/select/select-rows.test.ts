import { describe, expect, it } from "vitest";
import { databaseRows } from "../../../test/generators/database-rows.js";
import { logEntries } from "../../../test/generators/log-entries.js";
import { searchResults } from "../../../test/generators/search-results.js";
import { scanJson } from "../../json/scan-json.js";
import type { RelevanceScorer } from "../../relevance/relevance-scorer.js";
import { rowsOfArray } from "./rows-of-nodes.js";
import { select } from "./selection-checker.test-support.js";
import type { SmartCrusherOptions } from "./smart-crusher-options.js";

/** Rows that no rule but first, last and fill has an eye on. */
function dull(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    name: `item ${(index * 7919) % 1009} of batch ${index}`,
  }));
}

function rowsOfReason(data: readonly unknown[], options: Partial<SmartCrusherOptions>, query = ""): readonly number[] {
  return select(data, options, { query }).kept;
}

describe("selectRows", () => {
  it("keeps all of few rows, and says nothing about them", () => {
    const selection = select(dull(50));
    expect(selection.kept).toHaveLength(50);
    expect(selection).toMatchObject({ total: 50, reasons: {}, facts: [], constants: [], omitted: { count: 0 } });
  });

  it("keeps all where there is too little to leave out", () => {
    expect(select(Array.from({ length: 100 }, (_, index) => index)).kept).toHaveLength(100);
    expect(select([]).kept).toEqual([]);
  });

  it("stays within the cap where nothing is special", () => {
    const { kept, reasons } = select(dull(1000));
    expect(kept).toHaveLength(50);
    expect(reasons).toEqual({
      first: { found: 3, kept: 3 },
      last: { found: 2, kept: 2 },
      fill: { found: 45, kept: 45 },
    });
  });

  it("spreads the fill evenly", () => {
    const { kept } = select(dull(1000));
    const gaps = kept.slice(1).map((row, index) => row - (kept[index] as number));
    expect(Math.max(...gaps)).toBeLessThan(50);
  });

  it("takes a smaller budget for the cap", () => {
    expect(select(dull(1000), {}, { budgetItems: 12 }).kept).toHaveLength(12);
    expect(select(dull(1000), {}, { budgetItems: 500 }).kept).toHaveLength(50);
  });

  it("goes beyond the cap for errors, up to ten times it, and counts the rest", () => {
    const failing = (errors: number) =>
      dull(1000).map((row, index) => (index % 1000 < errors ? { ...row, error: `e${index}` } : row));
    expect(select(failing(300)).reasons.error).toEqual({ found: 300, kept: 300 });
    const { reasons, omitted, kept } = select(failing(800));
    expect(reasons.error).toEqual({ found: 800, kept: 503 });
    expect(omitted.errors).toBe(297);
    expect(kept.filter((row) => row > 100 && row < 700).length).toBeGreaterThan(300);
  });

  it("does not let a smaller budget drop errors", () => {
    const rows = dull(1000).map((row, index) =>
      index % 10 === 5 ? { ...row, status: "failed" } : { ...row, status: "ok" },
    );
    expect(select(rows, {}, { budgetItems: 5 }).reasons.error).toEqual({ found: 100, kept: 100 });
  });

  it("takes error words for noise where most rows hold them, but still not error fields", () => {
    const rows = dull(500).map((row, index) => ({
      ...row,
      text: `error handling, part ${index}`,
      failed: index === 250,
    }));
    const { kept, omitted, reasons } = select(rows);
    expect(kept).toContain(250);
    expect(reasons.error).toEqual({ found: 1, kept: 1 });
    expect(omitted).toMatchObject({ errors: 0, mentions: omitted.count });
  });

  it("takes strings for an exact match that few rows hold, and not those that many hold", () => {
    const rows = dull(1000).map((row, index) => ({
      ...row,
      path: index % 3 === 0 ? "src/common.ts" : `src/f${index}.ts`,
    }));
    const { kept, reasons } = select(rows, {}, { query: "compare src/f500.ts and src/common.ts" });
    expect(kept).toContain(500);
    expect(reasons.anchor).toEqual({ found: 1, kept: 1 });
  });

  it("shows the extremes of a column that the query names, whatever the cap", () => {
    const rows = dull(300).map((row, index) => ({ ...row, end_line: ((index * 37) % 211) + 10 }));
    const lines = rows.map((row) => row.end_line);
    const { kept } = select(rows, { maxItemsAfterCrush: 5 }, { query: "Which has the highest end_line?" });
    expect(kept.map((row) => lines[row])).toEqual(expect.arrayContaining([Math.min(...lines), Math.max(...lines)]));
  });

  it("shows the first and the last row of each state, and its changes where they are few", () => {
    const phase = (index: number) => (index < 300 ? "starting" : index < 700 ? "running" : "stopping");
    const { kept, reasons } = select(dull(1000).map((row, index) => ({ ...row, phase: phase(index) })));
    expect(kept).toEqual(expect.arrayContaining([0, 299, 300, 699, 700, 999]));
    expect(reasons["state-change"]).toEqual({ found: 2, kept: 2, columns: ["phase"] });
    const mixed = select(dull(1000).map((row, index) => ({ ...row, phase: phase((index * 37) % 1000) })));
    expect(mixed.reasons["state-change"]).toBeUndefined();
  });

  it("selects from rows of any kind", () => {
    const strings = Array.from(
      { length: 400 },
      (_, index) => `GET /page/${index} 200 ${index === 123 ? "connection failed" : "done"}`,
    );
    expect(select(strings).kept).toContain(123);
    const numbers = Array.from({ length: 400 }, (_, index) => (index === 111 ? 999.9 : 40 + ((index * 31) % 10)));
    expect(select(numbers).kept).toContain(111);
    const pairs = Array.from({ length: 400 }, (_, index) => [
      1_700_000_000 + 15 * index,
      index === 77 ? -500 : 40 + ((index * 31) % 10),
    ]);
    expect(select(pairs).kept).toContain(77);
    const mixed = [...dull(200), ...strings.slice(0, 100), ...numbers.slice(0, 80), null];
    expect(select(mixed).kept).toEqual(expect.arrayContaining([0, 380]));
  });

  it("works with numbers that a double cannot hold", () => {
    const rows = dull(200).map((row) => JSON.stringify({ ...row, big: 1 }));
    rows[90] = rows[90]?.replace('"big":1', '"big":1e999') as string;
    rows[91] = rows[91]?.replace('"big":1', '"big":12345678901234567891') as string;
    rows[92] = rows[92]?.replace('"big":1', '"big":12345678901234567890') as string;
    const source = rowsOfArray(scanJson(`[${rows.join()}]`), 0);
    expect(source.columns().at(-1)?.sourceOf(91)).toBe("12345678901234567891");
    expect(select(rows.map((row) => JSON.parse(row))).kept).toEqual(expect.arrayContaining([91]));
  });

  it("shows needles and errors of search results, all bad log lines, all planted anomalies", () => {
    const results = searchResults({ count: 1000 });
    const special = results.flatMap((result, index) => (result.is_needle || result.error ? [index] : []));
    expect(special).toHaveLength(3);
    expect(select(results).kept).toEqual(expect.arrayContaining(special));
    const logs = logEntries({ count: 1000 });
    const bad = logs.flatMap((entry, index) => (["ERROR", "CRITICAL"].includes(entry.level) ? [index] : []));
    expect(bad).toHaveLength(6);
    expect(select(logs).kept).toEqual(expect.arrayContaining(bad));
    expect(select(databaseRows({ count: 1000, table: "metrics" })).kept).toEqual(
      expect.arrayContaining([250, 500, 750]),
    );
  });

  it("shows every number beyond the anomaly threshold, as far as its ceiling goes", () => {
    const rows = databaseRows({ count: 1000, table: "metrics" });
    const values = rows.map((row) => row.value as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    const far = values.flatMap((value, index) => (Math.abs(value - mean) > 2 * deviation ? [index] : []));
    expect(far.length).toBeGreaterThan(30);
    expect(select(rows).kept).toEqual(expect.arrayContaining(far));
  });
});

describe("options of selectRows", () => {
  it("enabled: false keeps all rows", () => {
    expect(select(dull(200), { enabled: false }).kept).toHaveLength(200);
  });

  it("minItemsToAnalyze: shorter lists are kept whole", () => {
    expect(select(dull(200), { minItemsToAnalyze: 200 }).kept).toHaveLength(50);
    expect(select(dull(200), { minItemsToAnalyze: 201 }).kept).toHaveLength(200);
  });

  it("minTokensToCrush: texts of few tokens are kept whole", () => {
    expect(select(dull(200), { minTokensToCrush: 499 }, { tokens: 500 }).kept).toHaveLength(50);
    expect(select(dull(200), { minTokensToCrush: 500 }, { tokens: 500 }).kept).toHaveLength(200);
  });

  it("maxItemsAfterCrush: how many rows are shown", () => {
    expect(select(dull(200), { maxItemsAfterCrush: 20 }).kept).toHaveLength(20);
  });

  it("keepFirst and keepLast: how many rows of the ends are shown", () => {
    const options = { maxItemsAfterCrush: 10, similarityThreshold: 0 };
    expect(rowsOfReason(dull(200), { ...options, keepFirst: 2, keepLast: 0 })).toEqual([0, 1]);
    expect(rowsOfReason(dull(200), { ...options, keepFirst: 0, keepLast: 3 })).toEqual([197, 198, 199]);
  });

  it("relevanceThreshold: what score a row needs", () => {
    const rows = dull(200).map((row, index) => ({
      ...row,
      name: index >= 90 && index < 100 ? "a blue kite" : row.name,
    }));
    const found = (options: Partial<SmartCrusherOptions>) =>
      select(rows, options, { query: "something blue" }).reasons.relevant?.found;
    expect(found({})).toBe(10);
    expect(found({ relevanceThreshold: 0.9 })).toBeUndefined();
    expect(found({ relevance: { relevanceThreshold: 0.9 } })).toBeUndefined();
  });

  it("anomalyStdThreshold: how far out a number must be", () => {
    // Two clusters: the median distance sees no outlier, the standard deviation does where the threshold is low.
    const rows = dull(200).map((row, index) => ({
      ...row,
      load: (index * 7) % 200 < 100 ? 10 + (index % 9) : 90 + (index % 9),
    }));
    expect(select(rows).reasons.outlier).toBeUndefined();
    expect(select(rows, { anomalyStdThreshold: 1 }).reasons.outlier?.found).toBeGreaterThan(0);
  });

  it("preserveErrors: false shows errors only by chance", () => {
    const rows = dull(1000).map((row, index) => ({ ...row, note: index % 100 === 33 ? "it failed" : "it went on" }));
    expect(select(rows, { uniquenessThreshold: 0 }).reasons.error).toEqual({ found: 10, kept: 10 });
    const { reasons, omitted } = select(rows, { uniquenessThreshold: 0, preserveErrors: false });
    expect(reasons.error).toBeUndefined();
    expect(omitted.mentions).toBeGreaterThan(0);
  });

  it("varianceThreshold: how large a shift must be", () => {
    const rows = dull(200).map((row, index) => ({ ...row, load: (index < 100 ? 50 : 80) + ((index * 7) % 11) }));
    expect(select(rows).reasons["change-point"]).toMatchObject({ found: 2, columns: ["load"] });
    expect(select(rows, { varianceThreshold: 20 }).reasons["change-point"]).toBeUndefined();
  });

  it("preserveChangePoints: false does not look for shifts", () => {
    const rows = dull(200).map((row, index) => ({ ...row, load: (index < 100 ? 50 : 80) + ((index * 7) % 11) }));
    expect(select(rows, { preserveChangePoints: false }).reasons["change-point"]).toBeUndefined();
  });

  it("uniquenessThreshold: what counts as a category", () => {
    // One row of one of the values in each half: seen only when the column counts as a category.
    const rows = dull(60).map((row, index) => ({
      ...row,
      team: index === 31 || index === 32 ? "zeta" : `t${index % 9}`,
    }));
    const options = { maxItemsAfterCrush: 16, similarityThreshold: 0 };
    const teams = (uniquenessThreshold: number) =>
      new Set(select(rows, { ...options, uniquenessThreshold }).kept.map((row) => rows[row]?.team)).size;
    expect(teams(0.1)).toBeLessThan(10);
    expect(teams(0.2)).toBe(10);
  });

  it("similarityThreshold: which rows say what a shown row says", () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      text: `the quick brown fox number ${index % 4} jumps over the lazy dog and runs away`,
    }));
    const strict = select(rows, { similarityThreshold: 0.8, uniquenessThreshold: 0 }).kept.length;
    expect(strict).toBeLessThan(10);
    expect(select(rows, { similarityThreshold: 1, uniquenessThreshold: 0 }).kept.length).toBeLessThan(10);
    const numbered = rows.map((row, index) => ({ ...row, n: `a${index}` }));
    expect(select(numbered, { similarityThreshold: 0.8 }).kept.length).toBeLessThan(10);
    expect(select(numbered, { similarityThreshold: 1 }).kept).toHaveLength(50);
  });

  it("factorOutConstants: whether what is the same in all rows is said once", () => {
    const rows = dull(200).map((row) => ({ ...row, region: "north" }));
    expect(select(rows).constants).toEqual([{ column: "region", value: '"north"' }]);
    expect(select(rows, { factorOutConstants: false }).constants).toEqual([]);
  });

  it("includeSummaries: whether facts of all rows are given", () => {
    expect(select(dull(200)).facts.map((fact) => fact.column)).toEqual(["id", "name"]);
    expect(select(dull(200), { includeSummaries: false }).facts).toEqual([]);
  });

  it("relevance.tier: which scorer rates the rows", () => {
    const scorer: RelevanceScorer = {
      name: "knows row 90",
      score: () => ({ score: 0, reason: "", matchedTerms: [] }),
      scoreBatch: (items) => items.map((_, index) => ({ score: index === 90 ? 1 : 0, reason: "", matchedTerms: [] })),
    };
    const relevant = (tier: "bm25" | "hybrid" | "embedding", given?: RelevanceScorer) =>
      select(dull(200), { relevance: { tier } }, { query: "item", ...(given !== undefined && { scorer: given }) })
        .reasons.relevant;
    expect(relevant("hybrid", scorer)).toEqual({ found: 1, kept: 1 });
    expect(relevant("embedding", scorer)).toEqual({ found: 1, kept: 1 });
    expect(relevant("bm25", scorer)).toBeUndefined();
    expect(relevant("hybrid")).toBeUndefined();
    expect(relevant("embedding")).toBeUndefined();
  });

  it("relevance.bm25K1 and bm25B: how repetition and length count", () => {
    const rows: Record<string, unknown>[] = dull(200);
    rows[80] = { name: "kite kite kite kite kite kite" };
    rows[120] = { name: `kite ${"and so on with many words ".repeat(12)}` };
    const found = (relevance: SmartCrusherOptions["relevance"]) =>
      select(rows, { relevance, relevanceThreshold: 0.55 }, { query: "kite" }).reasons.relevant?.found;
    expect(found({})).toBe(1);
    expect(found({ bm25K1: 0 })).toBeUndefined();
    const longer = (relevance: SmartCrusherOptions["relevance"]) =>
      select(rows, { relevance, relevanceThreshold: 0.4 }, { query: "kite" }).reasons.relevant?.found;
    expect(longer({ bm25B: 1 })).toBe(1);
    expect(longer({ bm25B: 0 })).toBe(2);
  });
});
