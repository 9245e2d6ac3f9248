import { expect, it } from "vitest";
import { checkOptionNames } from "./check-option-names.js";
import { checkOptions } from "./check-options.js";
import { COUNT, FLAG, NUMBER_FROM_ZERO, oneOf, POSITIVE_COUNT, POSITIVE_NUMBER, SHARE } from "./option-kind.js";

interface Options {
  readonly enabled?: boolean | undefined;
  readonly limit?: number;
}

const KINDS = { enabled: FLAG, limit: COUNT };

it("gives what is set", () => {
  expect(checkOptions<Options>("window", { enabled: undefined, limit: 3 }, KINDS)).toEqual({ limit: 3 });
});

it.each([
  [{ limits: 3 }, "window.limits is not an option; known are enabled, limit."],
  [{ limits: undefined }, "window.limits is not an option"],
  [{ toString: 3 }, "window.toString is not an option"],
  [{ limit: Number.NaN }, "window.limit is NaN; it must be a whole number of at least 0."],
  [{ limit: () => 1 }, "window.limit is () => 1; it must be a whole number of at least 0."],
  [null, "window is null; it must be an object of options."],
  [[], "window is []; it must be an object of options."],
])("refuses %o", (options, message) => {
  expect(() => checkOptions("window", options as Options, KINDS)).toThrow(message);
});

it.each([
  [FLAG, [true, false], [0, "true", null]],
  [COUNT, [0, 7], [-1, 0.5, "1", Number.POSITIVE_INFINITY]],
  [POSITIVE_COUNT, [1], [0, 1.5]],
  [SHARE, [0, 0.5, 1], [-0.1, 1.1, Number.NaN]],
  [POSITIVE_NUMBER, [0.1], [0, -1, Number.POSITIVE_INFINITY]],
  [NUMBER_FROM_ZERO, [0, 2.5], [-0.1, "0"]],
  [oneOf(["a", "b"]), ["a", "b"], ["c", undefined]],
] as const)("accepts what %o says", (kind, good, bad) => {
  expect(good.filter((value) => !kind.accepts(value))).toEqual([]);
  expect(bad.filter((value) => kind.accepts(value))).toEqual([]);
});

it.each([
  [{ profil: "lossless" }, "profil is not an option of withHeadroom; known are mode, profile."],
  [undefined, "The options of withHeadroom are an object; known are mode, profile."],
  [[], "The options of withHeadroom are an object"],
])("names what takes %o", (options, message) => {
  expect(() => checkOptionNames(options, ["mode", "profile"], "withHeadroom")).toThrow(message);
});
