import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { jsonText } from "../../test/json-texts.js";
import type * as scanJsonModule from "../json/scan-json.js";
import { findJson } from "./find-json.js";

/** What the scans of a test have cost: characters read, and scans in vain. */
const work = vi.hoisted(() => ({ read: 0, failures: 0 }));

vi.mock(import("../json/scan-json.js"), async (importOriginal) => {
  const original = await importOriginal<typeof scanJsonModule>();
  return {
    ...original,
    scanJson(text, options) {
      const from = options?.at ?? 0;
      try {
        const tree = original.scanJson(text, options);
        work.read += (tree.end[0] as number) - from;
        return tree;
      } catch (error) {
        work.read += (error as { position: number }).position - from;
        work.failures++;
        throw error;
      }
    },
  };
});

const record = (id: number): string => `{"id":${id},"name":"row number ${id}","ok":true}`;
const rows = (count: number): string => Array.from({ length: count }, (_, id) => record(id)).join("\n");
const list = (count: number): string => `[${Array.from({ length: count }, (_, id) => record(id)).join(",")}]`;
const found = (text: string): readonly string[] =>
  findJson(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

describe("findJson", () => {
  it("finds a document, alone or between other lines, with its tree", () => {
    const json = list(5);
    expect(found(json)).toEqual([`json ${json}`]);
    expect(found(` \n${json}\n`)).toEqual([`json ${json}`]);
    const text = `exit code: 0\n${json}\nbye`;
    const [span] = findJson(text);
    expect(span?.tree).toMatchObject({ size: 1 + 5 * 4 });
    expect(text.slice(span?.tree?.start[0], span?.tree?.end[0])).toBe(json);
  });

  it.each(["body: ", "data=", "payload -> ", "call(", "[main] INFO ", "[12:30:01] ", "{x} ", "2024-01-01 [1] {a} "])(
    "finds a document behind %j",
    (before) => {
      expect(found(`${before}${list(5)} trailing words`)).toEqual([`json ${list(5)}`]);
    },
  );

  it("takes no bracket inside a word for a beginning", () => {
    const elements = list(5).slice(1, -1);
    expect(found(`x${list(5)}`)).toEqual([`elements ${elements}`]);
    expect(found(`rows["x", ${record(1)}]`)).toEqual([]);
  });

  it("leaves short documents alone", () => {
    expect(found('{"a":1} [1,2,3]')).toEqual([]);
    const padded = (length: number): string => `{"a":"${"x".repeat(length - 8)}"}`;
    expect(found(padded(119))).toEqual([]);
    expect(found(padded(120))).toEqual([`json ${padded(120)}`]);
  });

  it("joins lines that are one object each, three at least", () => {
    expect(found(rows(4))).toEqual([`rows ${rows(4)}`]);
    expect(found(`head\n${rows(4)}\n`)).toEqual([`rows ${rows(4)}`]);
    expect(found(rows(2))).toEqual([]);
    const long = `{"text":"${"x".repeat(200)}"}`;
    expect(found(`${long}\n${long}`)).toEqual([`json ${long}`, `json ${long}`]);
  });

  it("goes on with a run behind a few other lines", () => {
    for (const between of ["", "plain", "one\n\n  two"]) {
      const text = `${rows(4)}\n${between}\n${rows(5)}`;
      expect(found(`head\n${text}\nplain`)).toEqual([`rows ${text}`]);
    }
  });

  it("ends a run where much else or other JSON follows", () => {
    const many = "plain\n".repeat(20);
    expect(found(`${rows(4)}\n${many}${rows(5)}`)).toEqual([`rows ${rows(4)}`, `rows ${rows(5)}`]);
    const long = "x".repeat(400);
    expect(found(`${rows(4)}\n${long}\n${rows(5)}`)).toEqual([`rows ${rows(4)}`, `rows ${rows(5)}`]);
    expect(found(`${rows(4)}\n${list(5)}`)).toEqual([`rows ${rows(4)}`, `json ${list(5)}`]);
    expect(found(`${rows(4)}\n${record(4)} trailing`)).toEqual([`rows ${rows(4)}`]);
    const spread = `{"a":1,\n"text":"${"x".repeat(200)}"}`;
    expect(found(`${rows(4)}\n${spread}\n${rows(4)}`)).toEqual([
      `rows ${rows(4)}`,
      `json ${spread}`,
      `rows ${rows(4)}`,
    ]);
  });

  it("leaves small documents to the lines of a log that they are a part of", () => {
    const line = (id: number): string => `2026-03-01 08:00:0${id} INFO order ${JSON.stringify(JSON.parse(list(5)))}`;
    expect(found([1, 2].map(line).join("\n"))).toHaveLength(2);
    expect(found([1, 2, 3].map(line).join("\n"))).toEqual([]);
    const large = `large ${list(60)}`;
    expect(found([line(1), line(2), line(3), large].join("\n"))).toEqual([`json ${list(60)}`]);
  });

  it("finds what stands behind a document that was cut off", () => {
    expect(found(`{"cut": {"off": [\n... 30 lines omitted\n${list(5)}`)).toEqual([`json ${list(5)}`]);
    expect(found(`[${rows(9)}`)).toEqual([`rows ${rows(9).split("\n").slice(1).join("\n")}`]);
  });

  it("finds the elements of an array that was cut, on both sides of the cut", () => {
    const elements = (from: number, to: number, gap: string): string =>
      Array.from({ length: to - from }, (_, k) => record(from + k)).join(`,${gap}`);
    for (const gap of ["", " ", "\n", "\n    "]) {
      const text = `{"total": 90, "items": [${elements(0, 9, gap)},${gap}{"id": 9, "na\n... [1203 characters truncated] ...\nme": "row"},${gap}${elements(80, 90, gap)}]}`;
      expect(found(text)).toEqual([`elements ${elements(0, 9, gap)}`, `elements ${elements(80, 90, gap)}`]);
    }
    expect(found(`[${elements(0, 2, "")},{"id`)).toEqual([]);
    expect(found(`[${elements(0, 3, "")},{"id`)).toEqual([`elements ${elements(0, 3, "")}`]);
    const large = `{"text":"${"x".repeat(300)}"}`;
    expect(found(`[${large},${large},{"id`)).toEqual([`elements ${large},${large}`]);
  });

  it("gives spans that are JSON, in order, apart from one another", () => {
    const piece = fc.oneof(
      jsonText,
      jsonText.map((json) => `[${json},${json},"${"long ".repeat(30)}"]`),
      fc.constantFrom("\n", " ", "\n", "text: ", "[", "{", "[1] ", "\r\n", rows(4), "=", '"'),
    );
    let spans = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { type, start, end, tree } of findJson(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end - start).toBeGreaterThanOrEqual(120);
          const source = text.slice(start, end);
          const lines = source.split("\n");
          const documents = type === "rows" ? [lines[0] as string, lines.at(-1) as string] : [source];
          for (const json of type === "elements" ? [`[${source}]`] : documents) {
            expect(typeof JSON.parse(json)).toBe("object");
          }
          expect([tree?.start[0], tree?.end[0]]).toEqual(type === "json" ? [start, end] : [undefined, undefined]);
          last = end;
          spans++;
        }
      }),
      { numRuns: 500 },
    );
    expect(spans).toBeGreaterThan(100);
  });

  describe("reads hostile text a few times over at most", () => {
    const size = 200_000;
    const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length));
    it.each([
      ["open brackets", fill("[{")],
      ["open arrays", fill("[ ")],
      ["open arrays on lines", fill("[\n")],
      ["open objects", fill('{"a": ')],
      ["arrays that go on for ever", fill("[1, ")],
      ["arrays that go on on every line", fill(`[${"1,".repeat(2000)}\n`)],
      ["long strings on every line", fill(`["${"x".repeat(5000)}",\n`)],
      ["documents cut off in a string", fill('{"a": "')],
      ["documents cut off on many lines", fill('{"a": [1, 2, {"b": "c"},\n')],
      ["numbers in brackets", fill("[1] [2 ")],
      ["brackets and blanks", fill(`[${" ".repeat(1000)}`)],
      ["one document cut off at its end", list(5000).slice(0, -1)],
      ["a pretty document cut off at its end", JSON.stringify(JSON.parse(list(3000)), null, 2).slice(0, -1)],
      ["rows", rows(4000)],
    ])("%s", (_what, text) => {
      Object.assign(work, { read: 0, failures: 0 });
      findJson(text);
      expect(text.length).toBeGreaterThan(size / 2);
      expect(work.read).toBeLessThanOrEqual(6 * text.length);
      expect(work.failures).toBeLessThanOrEqual(text.length / 16 + 1);
    });
  });

  it("takes lines that end in CRLF for a run, too", () => {
    const line = (id: number) => `{"id":${id},"message":"something happened in the night","level":"info"}`;
    const text = [1, 2, 3].map(line).join("\r\n");
    expect(findJson(`log:\r\n${text}\r\nend`)).toMatchObject([{ type: "rows", start: 6, end: 6 + text.length }]);
  });
});
