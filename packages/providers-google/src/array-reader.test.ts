import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createArrayReader } from "./array-reader.js";

function read(pieces: readonly Uint8Array[]): readonly unknown[] {
  const elements: unknown[] = [];
  const reader = createArrayReader((text) => elements.push(JSON.parse(text)));
  for (const piece of pieces) reader.push(piece);
  return elements;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the reader of an array", () => {
  it("gives each element as soon as it is complete, wherever the bytes are cut", () => {
    const elements = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())));
    fc.assert(
      fc.property(elements, fc.nat(), fc.boolean(), (list, cut, spaced) => {
        const bytes = bytesOf(`\uFEFF \r\n${JSON.stringify(list, null, spaced ? 2 : 0)}\n`);
        const at = cut % (bytes.length + 1);
        const expected = JSON.parse(JSON.stringify(list));
        expect(read([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(expected);
        expect(read(Array.from(bytes, (_byte, start) => bytes.subarray(start, start + 1)))).toEqual(expected);
      }),
    );
  });

  it("does not wait for the end", () => {
    expect(read([bytesOf('[{"a": "]"},\n{"b": [1]}\n,{"c"')])).toEqual([{ a: "]" }, { b: [1] }]);
  });

  it("passes over what is no element, and no array", () => {
    expect(read([bytesOf('[1, "{", null, {"a": 1}, "\\"["]')])).toEqual([{ a: 1 }]);
    expect(read([bytesOf('{"a": [{"b": 1}]}')])).toEqual([]);
    expect(read([bytesOf('data: [{"b": 1}]\n\n')])).toEqual([]);
    expect(read([bytesOf('[{"a": 1}] [{"b": 1}]')])).toEqual([{ a: 1 }]);
    expect(read([bytesOf("]]"), bytesOf('[{"a": 1}]')])).toEqual([]);
  });

  it("skips an element that is too long, and reads on behind it", () => {
    const long = JSON.stringify({ data: "x".repeat(300_000) });
    const bytes = bytesOf(`[{"a": 1}, ${long}, {"b": 2}]`);
    expect(read([bytes])).toEqual([{ a: 1 }, { b: 2 }]);
    expect(read([bytes.subarray(0, 200_000), bytes.subarray(200_000)])).toEqual([{ a: 1 }, { b: 2 }]);
  });
});
