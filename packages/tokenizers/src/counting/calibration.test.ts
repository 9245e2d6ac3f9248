import { createOptimizer, type TokenCount, type Tokenizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { databaseRows } from "../../../core/test/generators/database-rows.js";
import { plainDialect } from "../../../core/test/plain-dialect.js";
import { testTokenizer } from "../test-tokenizer.test-support.js";
import { type Calibration, createCalibration } from "./calibration.js";
import type { TextCounter } from "./text-counter.js";

const estimateOf = (tokens: number): TokenCount => ({
  tokens,
  exact: false,
  lower: Math.floor(tokens / 2),
  upper: tokens * 2,
  method: "scaled",
});

describe("a calibration", () => {
  it("corrects nothing before it has observed anything, and nothing that is exact", () => {
    const calibration = createCalibration();
    const estimate = estimateOf(100);
    expect(calibration.correct("m", estimate)).toBe(estimate);
    calibration.observe("m", estimate, 150);
    const exact: TokenCount = { tokens: 100, exact: true, method: "vocabulary" };
    expect(calibration.correct("m", exact)).toBe(exact);
    expect(calibration.correct("other", estimate)).toBe(estimate);
  });

  it("learns the ratio of each model, from the first answer on", () => {
    const calibration = createCalibration();
    calibration.observe("a", estimateOf(100), 150);
    calibration.observe("b", estimateOf(100), 80);
    expect(calibration.correct("a", estimateOf(1000))).toMatchObject({ tokens: 1500, lower: 500, upper: 2000 });
    expect(calibration.correct("b", estimateOf(1000)).tokens).toBe(800);
  });

  it("follows a model that changes, the newest answers most", () => {
    const calibration = createCalibration({ weight: 0.2 });
    for (let k = 0; k < 50; k++) calibration.observe("m", estimateOf(100), 100);
    for (let k = 0; k < 20; k++) calibration.observe("m", estimateOf(100), 140);
    expect(calibration.correct("m", estimateOf(100)).tokens).toBeGreaterThan(137);
    expect(calibration.observations("m")).toBe(70);
  });

  it("has bounds that hold what is billed, once it has seen a few answers", () => {
    const billed = fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.double({ min: 0.6, max: 2.5, noNaN: true }), billed, (ratio, noises) => {
        const calibration = createCalibration();
        for (const noise of noises) calibration.observe("m", estimateOf(5000), Math.round(5000 * ratio * noise));
        const { lower = 0, upper = 0, tokens, exact } = calibration.correct("m", estimateOf(5000));
        expect(exact).toBe(false);
        expect(Math.abs(tokens / (5000 * ratio) - 1)).toBeLessThan(0.1);
        expect(lower).toBeLessThanOrEqual(5000 * ratio);
        expect(upper).toBeGreaterThanOrEqual(5000 * ratio);
        expect(upper).toBeLessThan(2 * tokens);
      }),
    );
  });

  it("learns nothing from what says nothing", () => {
    const calibration = createCalibration();
    calibration.observe("m", estimateOf(0), 10);
    calibration.observe("m", estimateOf(10), 0);
    calibration.observe("m", estimateOf(10), Number.NaN);
    calibration.observe("m", { tokens: 10, exact: true, method: "official" }, 20);
    expect(calibration.observations("m")).toBe(0);
  });

  it("forgets the models that were observed longest ago", () => {
    const calibration = createCalibration({ maxModels: 2 });
    for (const model of ["a", "b", "a", "c"]) calibration.observe(model, estimateOf(10), 20);
    expect(["a", "b", "c"].map((model) => calibration.observations(model))).toEqual([2, 0, 1]);
  });

  it.each([{ weight: 0 }, { weight: 1.5 }, { weight: Number.NaN }, { maxModels: 0 }])("refuses %j", (options) => {
    expect(() => createCalibration(options)).toThrow(RangeError);
  });
});

describe("what decides about edits", () => {
  it("cannot be given a calibration, nor anything else that says counts with bounds", () => {
    expectTypeOf<Calibration>().not.toExtend<Tokenizer>();
    expectTypeOf<TextCounter>().not.toExtend<Tokenizer>();
    // @ts-expect-error A count with bounds is no number that a gate could compare.
    const refused: (model: string) => readonly Tokenizer[] = (): readonly TextCounter[] => [];
    expect(refused("m")).toEqual([]);
  });

  it("decides the same after any number of observations", async () => {
    const o200k = testTokenizer("o200k_base");
    const text = JSON.stringify(databaseRows({ count: 200, table: "users" }));
    const messages = [
      { role: "user", text: "List them" },
      { role: "tool", tool: "list", text },
    ];
    const optimized = () =>
      createOptimizer({
        dialect: plainDialect,
        compressors: defaultCompressors(),
        tokenizers: () => [o200k],
        retrieval: "assume",
      }).optimizeObject({ model: "m", messages });
    const before = await optimized();
    expect(before.report.tokensSaved).toBeGreaterThan(0);
    const calibration = createCalibration();
    for (let k = 0; k < 10_000; k++) calibration.observe("m", estimateOf(100), 1000);
    expect(await optimized()).toEqual(before);
    expect(calibration.correct("m", estimateOf(100)).tokens).toBe(1000);
  });
});
