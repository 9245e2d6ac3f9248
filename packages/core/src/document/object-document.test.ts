import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, jsonPlaces } from "../../test/json-places.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import { readByteDocument } from "./byte-document.js";
import { readObjectDocument } from "./object-document.js";
import type { Change } from "./request-document.js";

describe("readObjectDocument", () => {
  it("gives the same object back where nothing changes", () => {
    const body = { a: 1 };
    expect(readObjectDocument(body).apply([])).toEqual({ body, spans: [] });
    expect(readObjectDocument(body).apply([]).body).toBe(body);
  });

  it("has for a source what would be sent", () => {
    const document = readObjectDocument({ a: [1, "é"] });
    expect(document.raw(["a"], [1, "é"])).toBe('[1,"é"]');
    expect(document.raw(["a"], undefined as unknown as JsonValue)).toBe("null");
  });

  it("copies what lies on the way and shares the rest, also of frozen bodies", () => {
    const body = deepFreeze({ messages: [{ content: "a" }, { content: "b", extra: { x: 1 } }], tools: [{}] });
    const before = structuredClone(body);
    const { body: changed } = readObjectDocument(body).apply([
      { type: "replace", path: ["messages", 1, "content"], json: '"c"' },
      { type: "insert-after", path: ["messages", 0], json: '{"content":"added"}' },
    ]);
    expect(changed.messages).toEqual([{ content: "a" }, { content: "added" }, { content: "c", extra: { x: 1 } }]);
    expect(changed.tools).toBe(body.tools);
    expect(changed.messages[0]).toBe(body.messages[0]);
    expect((changed.messages[2] as { extra: object }).extra).toBe(body.messages[1]?.extra);
    expect(body).toEqual(before);
  });

  it("keeps classes, and values that JSON does not know", () => {
    class Message {
      constructor(
        readonly content: string,
        readonly seen = new Date(0),
      ) {}
      get length(): number {
        return this.content.length;
      }
    }
    const body = { messages: [new Message("long text")], signal: new AbortController().signal, skip: undefined };
    const { body: changed } = readObjectDocument(body).apply([
      { type: "replace", path: ["messages", 0, "content"], json: '"short"' },
    ]);
    const [message] = changed.messages;
    expect(message).toBeInstanceOf(Message);
    expect(message?.length).toBe(5);
    expect(message?.seen).toBe(body.messages[0]?.seen);
    expect(changed.signal).toBe(body.signal);
    expect(Object.keys(changed)).toEqual(["messages", "signal", "skip"]);
  });

  it("refuses places that are not there", () => {
    const document = readObjectDocument({ a: [1], b: 2 });
    for (const change of [
      { type: "replace", path: ["c"], json: "1" },
      { type: "replace", path: ["a", 1], json: "1" },
      { type: "insert-after", path: ["b"], json: "1" },
      { type: "insert-after", path: ["a", 1], json: "1" },
      { type: "insert-after", path: [], json: "1" },
    ] as const) {
      expect(() => document.apply([change]), JSON.stringify(change)).toThrow(RangeError);
    }
  });
});

describe("both kinds of documents", () => {
  const pick = fc.record({
    place: fc.nat(),
    type: fc.constantFrom("replace" as const, "insert-after" as const, "replace-run" as const),
    value: fc.jsonValue({ maxDepth: 1 }),
  });

  function outcome(apply: () => unknown): { readonly value: unknown } | "refused" {
    try {
      return { value: apply() };
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return "refused";
    }
  }

  it("apply the same changes to the same value, or both refuse them", () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.array(pick, { minLength: 1, maxLength: 4 }), (value, picks) => {
        const text = JSON.stringify(value);
        const body = deepFreeze(JSON.parse(text) as JsonValue);
        const paths = jsonPlaces(body);
        const changes = picks.map(({ place, type, value: item }): Change => {
          const change = { path: paths[place % paths.length] as JsonPath, json: JSON.stringify(item) };
          return type === "replace-run" ? { type, ...change, count: 1 + (place % 3) } : { type, ...change };
        });
        const fromObject = outcome(() => readObjectDocument(body).apply(changes).body);
        const fromBytes = outcome(() => {
          const bytes = readByteDocument(new TextEncoder().encode(text)).apply(changes).body;
          return JSON.parse(new TextDecoder().decode(bytes));
        });
        expect(fromObject).toEqual(fromBytes);
        expect(JSON.stringify(body)).toBe(text);
        if (fromObject !== "refused") applied++;
      }),
      { numRuns: 1000 },
    );
    expect(applied).toBeGreaterThan(100);
  });

  it.each<[string, readonly Change[]]>([
    ["equal places", [at("replace", "a"), at("replace", "a")]],
    ["a place within a replaced one", [at("replace", "a"), at("replace", "a", 0)]],
    ["the same the other way round", [at("replace", "a", 0, "b"), at("replace", "a")]],
    ["an element added within a replaced one", [at("insert-after", "a", 0), at("replace", "a")]],
    ["anything beside a new root", [at("replace"), at("replace", "c")]],
  ])("refuse %s", (_what, changes) => {
    const body = { a: [{ b: 1 }], c: 2 };
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    expect(() => readObjectDocument(body).apply(changes)).toThrow("overlap");
    expect(() => readByteDocument(bytes).apply(changes)).toThrow("overlap");
  });

  it("replace an element and add after it", () => {
    const body = { a: [1, 2] };
    const changes = [at("insert-after", "a", 0), at("replace", "a", 0), at("insert-after", "a", 1)];
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    expect(readObjectDocument(body).apply(changes).body).toEqual({ a: [9, 9, 2, 9] });
    expect(new TextDecoder().decode(readByteDocument(bytes).apply(changes).body)).toBe('{"a":[9,9,2,9]}');
  });
});

function at(type: "replace" | "insert-after", ...path: JsonPath): Change {
  return { type, path, json: "9" };
}
