import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEstimator } from "./estimate.js";

const { count } = createEstimator();

const CODE = `export function bisect(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
`;
const RECORDS = Array.from({ length: 8 }, (_, k) => ({
  id: 1000 + k * 37,
  user: { login: ["ana", "bo", "chris"][k % 3], url: `https://api.example.com/users/${k}` },
  state: k % 4 ? "open" : "closed",
  created_at: `2025-03-0${k + 1}T12:3${k}:00Z`,
  score: k / 7,
  labels: ["bug", "needs-triage"],
}));
const TABLE = RECORDS.map(({ id, user, state, created_at }) => [id, user.login, user.url, state, created_at].join(","));
const LOG = Array.from(
  { length: 8 },
  (_, k) =>
    `2025-03-01T12:00:0${k}.123Z INFO  [worker-${k}] com.example.jobs.Runner - finished job ${4711 + k} in ${k * 13} ms, 0 errors`,
);
const PROSE =
  "The quick brown fox jumps over the lazy dog. Optimization of prompts reduces the number of tokens that a provider bills, which matters most for conversations with many tool outputs.";

describe("the estimator", () => {
  it.each([
    ["code", CODE, 83, 83],
    ["compact JSON", JSON.stringify(RECORDS), 510, 494],
    ["indented JSON", JSON.stringify(RECORDS, null, 2), 782, 774],
    ["a table", TABLE.join("\n"), 239, 239],
    ["a log", LOG.join("\n"), 335, 335],
    ["prose", PROSE, 33, 33],
  ])("is within 15 % of what o200k and cl100k count of %s", (_what, text, o200k, cl100k) => {
    for (const exact of [o200k, cl100k]) {
      expect(count(text)).toBeGreaterThan(0.85 * exact);
      expect(count(text)).toBeLessThan(1.15 * exact);
    }
  });

  it("says that it is an estimate", () => {
    expect(createEstimator()).toMatchObject({ id: "estimate", exact: false });
  });

  it("counts nothing for nothing and at least one for anything", () => {
    expect(count("")).toBe(0);
    expect(count("hello world")).toBe(2);
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        expect(count(text)).toBeGreaterThanOrEqual(1);
        expect(Number.isInteger(count(text))).toBe(true);
        expect(count(text)).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("charges long runs little, but not nothing", () => {
    expect(count(" ".repeat(240))).toBe(10);
    expect(count("-".repeat(160))).toBe(11);
    expect(count("a".repeat(100))).toBe(20);
    expect(count("東京都")).toBe(3);
  });
});
