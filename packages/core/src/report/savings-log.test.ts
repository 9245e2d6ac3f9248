import { expect, it } from "vitest";
import type { Report } from "./report.js";
import { createSavingsLog } from "./savings-log.js";

const report = (tokensBefore: number, tokensAfter: number): Report =>
  ({
    mode: "optimize",
    model: "m",
    tokensBefore,
    tokensAfter,
    tokensSaved: tokensBefore - tokensAfter,
    savingsPercent: 1,
    transformsApplied: ["x"],
    edits: ["text"],
  }) as never;

it("sums up all calls, and remembers the last ones, newest first, without their texts", () => {
  let time = 0;
  const { record, getMetrics, getSummary } = createSavingsLog({ maxCalls: 2, now: () => ++time });
  expect(getSummary()).toMatchObject({ totalRequests: 0, avgTokensSaved: 0, savingsPercent: 0 });
  for (const each of [report(100, 50), report(100, 20), report(10, 15)]) record(each);
  expect(getSummary()).toEqual({
    totalRequests: 3,
    totalTokensBefore: 210,
    totalTokensAfter: 85,
    totalTokensSaved: 125,
    avgTokensSaved: 125 / 3,
    savingsPercent: 59.5,
  });
  expect(getMetrics().map(({ tokensSaved, timestamp }) => [tokensSaved, timestamp.getTime()])).toEqual([
    [-5, 3],
    [80, 2],
  ]);
  expect(getMetrics({ limit: 1 })[0]).not.toHaveProperty("edits");
});
