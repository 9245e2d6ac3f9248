import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPhrases } from "./count-phrases.js";

describe("countPhrases", () => {
  it("tells what is new from what stood in the text before", () => {
    expect(countPhrases("")).toEqual({ fresh: 0, repeated: 0 });
    expect(countPhrases("abc")).toEqual({ fresh: 3, repeated: 0 });
    expect(countPhrases("abcdefghabcdefgh")).toEqual({ fresh: 8, repeated: 1 });
    expect(countPhrases("abcdefgh-12-abcdefgh-345-abcdefgh")).toMatchObject({ repeated: 2 });
  });

  it("takes what repeats itself as one stretch, however long", () => {
    expect(countPhrases("a".repeat(100_000))).toEqual({ fresh: 1, repeated: 1 });
    expect(countPhrases("one and the same line\n".repeat(10_000)).repeated).toBe(1);
  });

  it("finds hardly anything in a text without repetitions", () => {
    const text = Array.from({ length: 4000 }, (_, k) => Math.imul(k, 0x9e3779b1).toString(36)).join("");
    expect(countPhrases(text).fresh).toBeGreaterThan(0.95 * text.length);
  });

  it("counts no character twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", "ab", "é", "\n"), maxLength: 400 }), (text) => {
        const { fresh, repeated } = countPhrases(text);
        expect(fresh + 6 * repeated).toBeLessThanOrEqual(text.length);
        expect(fresh).toBeGreaterThanOrEqual(Math.min(1, text.length));
      }),
    );
  });
});
