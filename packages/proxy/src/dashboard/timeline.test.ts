import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTHING, type Sums } from "./sums.js";
import { Timeline } from "./timeline.js";

const one = (tokensSaved: number): Sums => ({ ...NOTHING, requests: 1, tokensSaved });

describe("a timeline", () => {
  it("loses no request and never has more stretches than it may, whatever the clock does", () => {
    const request = fc.record({ at: fc.integer({ min: 0, max: 1e10 }), saved: fc.integer({ min: -1000, max: 1000 }) });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (requests, most) => {
        const timeline = new Timeline(most, 1000);
        for (const { at, saved } of requests) timeline.add(at, one(saved));
        const stretches = timeline.stretches();
        expect(stretches.length).toBeLessThanOrEqual(most);
        const total = stretches.reduce((sum, { sums }) => sum + sums.tokensSaved, 0);
        expect(total).toBe(requests.reduce((sum, { saved }) => sum + saved, 0));
      }),
    );
  });

  it("doubles its stretches when time goes on past the last", () => {
    const timeline = new Timeline(2, 1000);
    for (const at of [0, 1000, 2000]) timeline.add(at, one(at));
    expect(timeline.length).toBe(2000);
    expect(timeline.stretches().map(({ from, sums }) => [from, sums.requests])).toEqual([
      [0, 2],
      [2000, 1],
    ]);
  });
});
