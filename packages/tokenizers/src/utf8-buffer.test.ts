import fc from "fast-check";
import { expect, it } from "vitest";
import { Utf8Buffer } from "./utf8-buffer.js";

it("holds the UTF-8 bytes of any text, with lone surrogates as U+FFFD", () => {
  const buffer = new Utf8Buffer();
  const unit = fc.constantFrom("a", "é", "中", "🙂", "\ud800", "\udc00");
  const text = fc.tuple(unit, fc.constantFrom(0, 1, 5, 8_191, 16_383, 16_384, 16_385, 40_000));
  fc.assert(
    fc.property(text, ([character, times]) => {
      const repeated = character.repeat(times);
      buffer.fill(repeated);
      expect(Buffer.from(buffer.bytes.subarray(0, buffer.length)).equals(Buffer.from(repeated))).toBe(true);
      buffer.release();
    }),
  );
});

it("lets go of a long text when it is released", () => {
  const buffer = new Utf8Buffer();
  const kept = buffer.bytes;
  buffer.fill("a".repeat(1_000_000));
  expect(buffer.length).toBe(1_000_000);
  expect(buffer.bytes).not.toBe(kept);
  buffer.release();
  expect(buffer.bytes).toBe(kept);
  expect(buffer.length).toBe(0);
});
