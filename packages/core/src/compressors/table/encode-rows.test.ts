import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mutate, mutations, recordsText } from "../../../test/record-texts.js";
import { childNodes, nodeSource } from "../../json/json-node.js";
import { compactLayout, spacedLayout } from "../../json/layout.js";
import { render } from "../../json/render.js";
import { scanJson } from "../../json/scan-json.js";
import { decodeRows } from "./decode-rows.js";
import { encodeRows } from "./encode-rows.js";

const eager = { size: (text: string) => text.split('"').length };
const characters = { size: (text: string) => text.length };

/** Lines of JSON objects, in one of the layouts that log writers use. */
const lines = fc
  .tuple(recordsText, fc.constantFrom(compactLayout, spacedLayout), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([text, layout, newline, ended]) => {
    const tree = scanJson(text);
    return (
      childNodes(tree, 0)
        .map((node) => render(nodeSource(tree, node), layout))
        .join(newline) + (ended ? newline : "")
    );
  });

const otherLine = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    " {}",
    "{}",
    "{ broken",
    '{"a":1',
    "stdout:",
    "\r",
    "1 rows: a",
    "*n repeats the value marked &n",
  ),
  fc.string({ unit: fc.constantFrom(...'{}[]",:~&*1 ab\t') }),
);

describe("encodeRows", () => {
  test("other lines keep their places", () => {
    let forms = 0;
    fc.assert(
      fc.property(lines, fc.array(fc.tuple(fc.nat(20), otherLine), { maxLength: 5 }), (text, others) => {
        const newline = text.includes("\r\n") ? "\r\n" : "\n";
        const mixed = text.split(newline);
        for (const [at, line] of others) mixed.splice(at, 0, line);
        const form = encodeRows(mixed.join(newline), eager);
        if (form === undefined) return;
        if (others.length > 0) forms++;
        expect(decodeRows(form)).toBe(mixed.join(newline));
      }),
      { numRuns: 1500 },
    );
    expect(forms).toBeGreaterThan(100);
  });

  test("other lines stand among the rows with a blank in front", () => {
    const row = (k: number) => `{"time":"2026-03-01T08:0${k}:00Z","level":"info","done":${k}}`;
    const text = ["Listening", row(0), "    at work", row(1), row(2), "{bye}"].join("\n");
    const form = encodeRows(text, characters) as string;
    expect(form.split("\n").slice(-6)).toEqual([" Listening", "00,0", "     at work", "01,1", "02,2", " {bye}"]);
    expect(decodeRows(form)).toBe(text);
    expect(encodeRows([row(0), row(1), "x".repeat(200)].join("\n"), characters)).toBeUndefined();
    expect(() => decodeRows(form.replace("3 rows", " early\n3 rows"))).toThrow(SyntaxError);
  });

  test("lines come back character by character", () => {
    let forms = 0;
    fc.assert(
      fc.property(lines, (text) => {
        const form = encodeRows(text, eager);
        if (form === undefined) return;
        forms++;
        expect(decodeRows(form)).toBe(text);
      }),
      { numRuns: 1500 },
    );
    expect(forms).toBeGreaterThan(100);
  });

  test("shows lines as a table", () => {
    const text = Array.from(
      { length: 3 },
      (_, k) => `{"time": "2026-03-01T08:0${k}:00Z", "level": "info", "done": ${k}}`,
    ).join("\n");
    expect(encodeRows(text, characters)).toBe(
      "JSON lines; spaced\nin every row: time: 2026-03-01T08:{_}:00Z,level: info\nkey order: 111\n3 rows: time,done\n00,0\n01,1\n02,2",
    );
  });

  test("says how strings were escaped, and takes JSON out of them", () => {
    const ascii = Array.from({ length: 4 }, (_, k) => `{"name": "caf\\u00e9 ${k}", "open": true}`).join("\n");
    const ofAscii = encodeRows(ascii, characters) as string;
    expect(ofAscii).toContain("café");
    expect(decodeRows(ofAscii)).toBe(ascii);
    const log = (k: number) =>
      JSON.stringify({
        log: `${JSON.stringify({ level: "info", message: `request ${k}`, status: 200 })}\n`,
        stream: "stdout",
      });
    const docker = `${Array.from({ length: 4 }, (_, k) => log(k)).join("\n")}\n`;
    const ofDocker = encodeRows(docker, characters) as string;
    expect(ofDocker).toContain("in every row: log.(json line){level: info,status: 200},stream: stdout");
    expect(decodeRows(ofDocker)).toBe(docker);
  });

  test.each([
    ["one line", '{"a":1}'],
    ["hardly any objects", `{"a":1,"b":1}\n{"a":1,"b":1}\nmuch else: ${"x".repeat(40)}`],
    ["one object among other lines", '{"a":1,"b":1}\n[1]\n{"a":1,"b":}'],
    ["lines that only join to JSON", '{"a":1}\n{"a":[{}\n{}]}'],
    ["different line ends", '{"a":1,"b":1}\r\n{"a":1,"b":1}\n{"a":1,"b":1}'],
    ["escapes without a style", '{"a":"\\u0061","b":1}\n{"a":"\\/","b":1}\n{"a":"x","b":1}'],
    ["empty objects", "{}\n{}\n{}"],
  ])("leaves %s alone", (_, text) => {
    expect(encodeRows(text, eager)).toBeUndefined();
  });
});

describe("encodeRows, of lines", () => {
  test.each([
    ["a line that is no object", '{"a":1,"b":1}\n[1]\n{"a":1,"b":1}', "[1]"],
    ["broken JSON", '{"a":1,"b":1}\n{"a":1,"b":}\n{"a":1,"b":1}', '{"a":1,"b":}'],
    ["a blank line", '{"a":1,"b":1}\n\n{"a":1,"b":1}', ""],
    ["an object in another layout", '{"a": 1, "b": 1}\n{"a": 1,"b": 1}\n{"a": 1, "b": 1}', '{"a": 1,"b": 1}'],
  ])("keeps %s as it is", (_, text, other) => {
    const form = encodeRows(text, eager) as string;
    expect(form.split("\n")).toContain(` ${other}`);
    expect(decodeRows(form)).toBe(text);
  });
});

describe("decodeRows", () => {
  test("a changed form is refused, or stands for other lines", () => {
    fc.assert(
      fc.property(lines, mutations, (text, changes) => {
        const form = encodeRows(text, eager);
        if (form === undefined) return;
        const changed = mutate(form, changes);
        try {
          const decoded = decodeRows(changed);
          expect(decodeRows(changed)).toBe(decoded);
          expect(decoded === text).toBe(changed === form);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
        }
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    "",
    "2 rows: a\n1\n2",
    "JSON lines\n2 rows: a\n1\n2",
    "JSON lines; indent 2 \n2 rows: a\n1\n2",
    "JSON lines; compact\n2 rows: (key),a\nx,1\ny,2",
    "JSON lines; compact",
  ])("refuses %j", (form) => {
    expect(() => decodeRows(form)).toThrow(SyntaxError);
  });
});
