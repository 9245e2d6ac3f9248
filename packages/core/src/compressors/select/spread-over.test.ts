import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadOver } from "./spread-over.js";

describe("spreadOver", () => {
  it("begins with the ends, then halves what is between", () => {
    expect(spreadOver([0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([0, 8, 4, 2, 6, 1, 3, 5, 7]);
  });

  it("loses and adds nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        expect([...spreadOver(items)].sort()).toEqual([...items].sort());
      }),
    );
  });

  it("leaves no gap much larger than the others in any beginning", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 2, max: 300 }), (size, count) => {
        const taken = spreadOver(Array.from({ length: size }, (_, index) => index))
          .slice(0, count)
          .sort((a, b) => a - b);
        const gaps = taken.slice(1).map((place, index) => place - (taken[index] as number));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.ceil((2 * (size - 1)) / (Math.min(count, size) - 1)) + 1);
      }),
    );
  });
});
