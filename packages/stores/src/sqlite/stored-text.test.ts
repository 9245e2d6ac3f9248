import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromStored, storedBytes, toStored } from "./stored-text.js";

const anyText = fc
  .array(fc.oneof(fc.constantFrom("\0", "\ud800", "\udc00", "é", "😀"), fc.string()), { maxLength: 10 })
  .map((pieces) => pieces.join(""));

describe("stored text", () => {
  it("turns back into the same units", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fromStored(toStored(text))).toBe(text);
      }),
    );
  });

  it("is equal exactly for equal texts", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const areSameForms = Buffer.compare(Buffer.from(toStored(one)), Buffer.from(toStored(other))) === 0;
        const areSameKinds = typeof toStored(one) === typeof toStored(other);
        expect(areSameForms && areSameKinds).toBe(one === other);
      }),
    );
  });

  it.each([
    ["plain", "string", 5],
    ["é😀", "string", 6],
    ["a\0", "object", 4],
    ["\ud83d", "object", 2],
  ])("of %j is a %s of %i bytes", (text, kind, bytes) => {
    const stored = toStored(text);
    expect(typeof stored).toBe(kind);
    expect(storedBytes(stored)).toBe(bytes);
  });
});
