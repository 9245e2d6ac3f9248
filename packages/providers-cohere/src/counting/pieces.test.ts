import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf } from "./pieces.js";

describe("the pieces of a text", () => {
  it("make it up again, none of them longer than allowed or cut through a character", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "é", "🙂", "\n", " "), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 12 }), (whole, most) => {
        const pieces = piecesOf(whole, most);
        expect(pieces.join("")).toBe(whole);
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(most);
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it("end behind line breaks where there are any", () => {
    expect(piecesOf("one\ntwo\nthree", 8)).toEqual(["one\ntwo\n", "three"]);
    expect(piecesOf("", 8)).toEqual([]);
  });
});
