import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "./sha256.js";

function native(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

describe("sha256", () => {
  it("is what the standard's examples say", () => {
    expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("a".repeat(1_000_000))).toBe("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  });

  it("is the native digest at every length around the block borders", () => {
    for (let length = 0; length <= 200; length++) {
      const text = Array.from({ length }, (_, at) => String.fromCharCode(33 + ((at * 7 + length) % 90))).join("");
      expect(sha256(text), `length ${length}`).toBe(native(text));
    }
  });

  it("is the native digest of any text, ill-formed ones included", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "grapheme" }));
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(fc.oneof(text, units), (each) => {
        expect(sha256(each)).toBe(native(each));
      }),
      { numRuns: 1000 },
    );
  });

  it("takes a lone surrogate for U+FFFD, which has no other UTF-8 form", () => {
    expect(sha256("a\ud800b")).toBe(sha256("a\ufffdb"));
  });

  it("keeps nothing between calls", () => {
    const before = sha256("first");
    sha256("x".repeat(1000));
    expect(sha256("first")).toBe(before);
  });
});
