import { describe, expect, it } from "vitest";
import { HeadroomError } from "../errors.js";
import { resolveStoreLimits } from "./store-limits.js";

const DEFAULTS = { maxBytes: 1_000, maxEntries: 10, maxAgeMs: Infinity };

describe("resolveStoreLimits", () => {
  it("fills in what is left out", () => {
    expect(resolveStoreLimits({}, DEFAULTS)).toEqual(DEFAULTS);
    expect(resolveStoreLimits({ maxBytes: 5, maxAgeMs: undefined }, DEFAULTS)).toEqual({ ...DEFAULTS, maxBytes: 5 });
  });

  it.each([0, -1, 0.5, Number.NaN, "many" as unknown as number])("refuses %s and names the limit", (value) => {
    for (const name of ["maxBytes", "maxEntries", "maxAgeMs"]) {
      expect(() => resolveStoreLimits({ [name]: value }, DEFAULTS)).toThrow(HeadroomError);
      expect(() => resolveStoreLimits({ [name]: value }, DEFAULTS)).toThrow(`${name} must be a number of at least 1`);
    }
  });
});
