import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPlaces } from "../../test/json-places.js";
import { jsonText } from "../../test/json-texts.js";
import type { JsonValue } from "../json/path.js";
import { readByteDocument, UnreadableBodyError } from "./byte-document.js";
import type { Change } from "./request-document.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const replace = (path: Change["path"], json: string): Change => ({ type: "replace", path, json });
const insertAfter = (path: Change["path"], json: string): Change => ({ type: "insert-after", path, json });

function changed(text: string, ...changes: readonly Change[]): string {
  return textOf(readByteDocument(bytesOf(text)).apply(changes).body);
}

describe("readByteDocument", () => {
  it("gives the same bytes back where nothing changes", () => {
    const bytes = bytesOf(' {"a" : 1.0}\n');
    expect(readByteDocument(bytes).apply([])).toEqual({ body: bytes, spans: [] });
    expect(readByteDocument(bytes).apply([]).body).toBe(bytes);
  });

  it("reads values, and their sources as they stand", () => {
    const document = readByteDocument(bytesOf('{"n": 1.0, "s" : "\\u00e9" , "a": [ 1 ,2]}'));
    expect(document.value).toEqual({ n: 1, s: "é", a: [1, 2] });
    expect(document.raw(["n"], 1)).toBe("1.0");
    expect(document.raw(["s"], "é")).toBe('"\\u00e9"');
    expect(document.raw(["a"], [1, 2])).toBe("[ 1 ,2]");
    expect(document.raw([], null)).toBe('{"n": 1.0, "s" : "\\u00e9" , "a": [ 1 ,2]}');
  });

  it("changes what the path says, and of equal keys the one that counts", () => {
    expect(changed('{"a":1,"b":{"c":[2,3]},"a":4}', replace(["a"], "5"))).toBe('{"a":1,"b":{"c":[2,3]},"a":5}');
    expect(changed('{"a":1,"b":{"c":[2,3]},"a":4}', replace(["b", "c", 1], "{}"))).toBe(
      '{"a":1,"b":{"c":[2,{}]},"a":4}',
    );
    expect(changed('{"__proto__":{"0":1}}', replace(["__proto__", "0"], "2"))).toBe('{"__proto__":{"0":2}}');
    expect(changed("[1]", replace([], "2"))).toBe("2");
  });

  it("adds elements in the order they are given in, also beside changed ones", () => {
    expect(changed("[1 , 2]", insertAfter([0], "8"), insertAfter([0], "9"))).toBe("[1,8,9 , 2]");
    expect(changed("[1,2]", insertAfter([1], "8"), replace([1], "3"))).toBe("[1,3,8]");
    expect(changed("[[1],2]", insertAfter([0], "8"), insertAfter([0, 0], "9"))).toBe("[[1,9],8,2]");
  });

  it("leaves a byte order mark and the space around the document where they are", () => {
    const text = '\ufeff\r\n {"é":"😀", "b":2 }\n';
    const bytes = bytesOf(text);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { body, spans } = readByteDocument(bytes).apply([replace(["b"], "3")]);
    expect(textOf(body)).toBe('\ufeff\r\n {"é":"😀", "b":3 }\n');
    expect(spans).toEqual([
      { path: ["b"], input: { start: bytes.length - 4, end: bytes.length - 3 }, output: expect.anything() },
    ]);
  });

  it("copies the bytes around a change, whatever characters stand before and behind it", () => {
    const text = '{"ä€😀":"߿ࠀ￿𐀀","x":1,"behind":"é\u2028😀"}';
    expect(changed(text, replace(["x"], '"ü😀"'))).toBe(text.replace("1", '"ü😀"'));
  });

  it("takes views into larger buffers, and never writes to what it was given", () => {
    const buffer = new Uint8Array([...bytesOf("xx"), ...bytesOf('{"a":1,"é":2}'), ...bytesOf("yy")]);
    const before = buffer.slice();
    const view = buffer.subarray(2, buffer.length - 2);
    const { body } = readByteDocument(view).apply([replace(["é"], "3")]);
    expect(textOf(body)).toBe('{"a":1,"é":3}');
    expect(buffer).toEqual(before);
    body.fill(0);
    expect(buffer).toEqual(before);
  });

  it.each([
    ["no UTF-8", new Uint8Array([0x22, 0xc3, 0x28, 0x22])],
    ["a cut character", new Uint8Array([0x22, 0xf0, 0x9f, 0x98])],
    ["an encoded surrogate", new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ["no JSON", bytesOf('{"a":1,}')],
    ["nothing", new Uint8Array(0)],
    ["two byte order marks", bytesOf("\ufeff\ufeff{}")],
    ["two documents", bytesOf("{} {}")],
  ])("refuses %s", (_what, bytes) => {
    expect(() => readByteDocument(bytes)).toThrow(UnreadableBodyError);
    expect(readByteDocument(bytesOf("[]")).value).toEqual([]);
  });

  it("follows any depth that the platform's parser follows", () => {
    const deep = `${"[".repeat(3000)}1${"]".repeat(3000)}`;
    expect(changed(`{"deep":${deep},"b":1}`, replace(["b"], "2"))).toBe(`{"deep":${deep},"b":2}`);
  });

  it("refuses places that are not there or are no place to add after", () => {
    const document = readByteDocument(bytesOf('{"a":[1],"b":2}'));
    for (const change of [replace(["c"], "1"), replace(["a", 1], "1"), replace(["a", "0"], "1")]) {
      expect(() => document.apply([change])).toThrow(RangeError);
    }
    expect(() => document.raw(["c"], null)).toThrow(RangeError);
    for (const path of [["b"], [], ["a"], ["a", 1]]) {
      expect(() => document.apply([insertAfter(path, "1")])).toThrow(RangeError);
    }
  });

  it("says in bytes where each change fell", () => {
    const mark = fc.constantFrom("", "\ufeff");
    const picks = fc.array(fc.tuple(fc.nat(), jsonText), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(mark, jsonText, picks, (start, text, picked) => {
        const bytes = bytesOf(start + text);
        const paths = jsonPlaces(JSON.parse(text) as JsonValue);
        const changes = picked.map(([pick, json]) => replace(paths[pick % paths.length] as Change["path"], json));
        const document = readByteDocument(bytes);
        let applied: ReturnType<typeof document.apply>;
        try {
          applied = document.apply(changes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        let [at, out] = [0, 0];
        for (const { path, input, output } of applied.spans) {
          // Between the spans, both texts are the same bytes.
          expect(bytes.subarray(at, input.start)).toEqual(applied.body.subarray(out, output.start));
          const { json } = changes.find((change) => change.path === path) as Change;
          expect(textOf(applied.body.subarray(output.start, output.end))).toBe(json);
          expect(textOf(bytes.subarray(input.start, input.end))).toBe(document.raw(path, null));
          [at, out] = [input.end, output.end];
        }
        expect(bytes.subarray(at)).toEqual(applied.body.subarray(out));
        expect(applied.spans).toHaveLength(changes.length);
        expect(() => readByteDocument(applied.body)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
