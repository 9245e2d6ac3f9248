import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textPart } from "../conversation/make-part.js";
import type { Part } from "../conversation/part.js";
import { cacheableFloor, tokensToKeep } from "./cacheable-prefix.js";

const parts = Array.from({ length: 6 }, (_, at) =>
  textPart({ messageIndex: 0, role: "tool" }, "tool-result", ["messages", 0, "text"], String(at)),
);

describe("cacheableFloor", () => {
  const part = (at: number): Part => parts[at] as Part;

  it("refuses edits until the prefix, the edited part included, is long enough to be cached", () => {
    const accepts = cacheableFloor(parts, 100, () => 50);
    expect(accepts(part(0), 10)).toBe(false);
    expect(accepts(part(1), 10)).toBe(false);
    expect(accepts(part(2), 19)).toBe(false);
    expect(accepts(part(3), 10)).toBe(true);
  });

  it("counts parts that were edited as they went out", () => {
    const accepts = cacheableFloor(parts, 100, () => 100);
    expect(accepts(part(1), 20)).toBe(true);
    expect(accepts(part(2), 0)).toBe(true);
    const tight = cacheableFloor(parts, 100, () => 60);
    expect(tight(part(1), 60)).toBe(true);
    const loose = cacheableFloor(parts, 100, (each) => (each === part(0) ? 119 : 60));
    expect(loose(part(1), 1)).toBe(true);
    expect(loose(part(2), 0)).toBe(true);
  });

  it("accepts everything where the provider caches any prefix", () => {
    const accepts = cacheableFloor(parts, 0, () => 50);
    expect(accepts(part(0), 0)).toBe(true);
  });

  it("is a fold: what comes later has no say", () => {
    const tokens = fc.array(fc.record({ before: fc.nat(100), after: fc.nat(100), edited: fc.boolean() }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(tokens, fc.nat(200), fc.nat(6), (list, minimum, cut) => {
        const decide = (count: number): readonly boolean[] => {
          const some = parts.slice(0, count);
          const accepts = cacheableFloor(some, minimum, (each) => list[parts.indexOf(each)]?.before ?? 0);
          return some.flatMap((each, at) => (list[at]?.edited ? [accepts(each, list[at].after)] : []));
        };
        const whole = decide(list.length);
        const some = decide(Math.min(cut, list.length));
        expect(whole.slice(0, some.length)).toEqual(some);
      }),
    );
  });

  it("keeps the prefix that goes out above the floor wherever an edit stands", () => {
    const tokens = fc.array(fc.record({ before: fc.nat(100), after: fc.nat(100) }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tokens, fc.nat(200), (list, minimum) => {
        const accepts = cacheableFloor(parts, minimum, (each) => list[parts.indexOf(each)]?.before ?? 0);
        let total = 0;
        list.forEach(({ before, after }, at) => {
          const accepted = accepts(part(at), after);
          total += accepted ? after : before;
          if (accepted) expect(total).toBeGreaterThanOrEqual(1.2 * minimum - 1e-9);
        });
      }),
    );
  });
});

describe("tokensToKeep", () => {
  it("says how much of each part must be left for the prefix to be cached", () => {
    const toKeep = tokensToKeep(parts, 100, () => 50);
    expect(parts.map(toKeep)).toEqual([120, 70, 20, 0, 0, 0]);
    expect(parts.map(tokensToKeep(parts, 0, () => 50))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("lets every edit pass that keeps so much, whatever happened before it", () => {
    const steps = fc.array(fc.record({ before: fc.nat(100), edited: fc.boolean(), spare: fc.nat(20) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(steps, fc.nat(200), (list, minimum) => {
        const tokensOf = (each: Part): number => list[parts.indexOf(each)]?.before ?? 0;
        const toKeep = tokensToKeep(parts, minimum, tokensOf);
        const accepts = cacheableFloor(parts, minimum, tokensOf);
        list.forEach(({ before, edited, spare }, at) => {
          const part = parts[at] as Part;
          const after = toKeep(part) + spare;
          if (edited && after < before) expect(accepts(part, after)).toBe(true);
        });
      }),
    );
  });
});
