import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../test/json-texts.js";
import { expandStrings } from "./expand-strings.js";
import { HEADER_START } from "./form-header.js";

const MARK = `${HEADER_START}x>`;
const toX = (inner: string): string => inner.replaceAll(MARK, "X");

describe("expandStrings", () => {
  it("looks into the strings that may hold a form, wherever they stand", () => {
    expect(expandStrings(`{"a":"${MARK}","b":["${MARK}\\n"]}`, toX)).toBe('{"a":"X","b":["X\\n"]}');
    expect(expandStrings(`exit 0\n{"a": "${MARK}"}\nbye "${MARK}"`, toX)).toBe('exit 0\n{"a": "X"}\nbye "X"');
    expect(expandStrings(`"${MARK}"`, toX)).toBe('"X"');
    expect(expandStrings(`{"${MARK}":1}`, toX)).toBe('{"X":1}');
  });

  it("passes over what is no string or does not change", () => {
    for (const text of [
      "",
      "text",
      MARK,
      `"${MARK}`,
      `${MARK}"`,
      `"a" ${MARK}`,
      `"${MARK}\n"`,
      `"\\x ${MARK}"`,
      `\\"${MARK}\\"`,
    ]) {
      expect(expandStrings(text, toX), text).toBe(text);
    }
    const text = `{"a" : "\\u003cheadroom:x>", "b":"\\/"}`;
    expect(expandStrings(text, toX)).toBe(text);
    expect(expandStrings(`"${MARK}"`, (inner) => inner)).toBe(`"${MARK}"`);
  });

  it("leaves everything beside the changed strings as it stands", () => {
    expect(expandStrings(` {"n":1.0 , "s":"\\u00e9",\t"a":"\\u00e9${MARK}"}\r\n`, toX)).toBe(
      ' {"n":1.0 , "s":"\\u00e9",\t"a":"éX"}\r\n',
    );
  });

  it("is not misled by quotes that belong to other strings", () => {
    expect(expandStrings(`"" "${MARK}"`, toX)).toBe('"" "X"');
    expect(expandStrings(`" ${HEADER_START}" "${MARK}"`, toX)).toBe(`" ${HEADER_START}" "X"`);
    expect(expandStrings(`5" pipe ${HEADER_START} "${MARK}"`, toX)).toBe(`5" pipe ${HEADER_START} "X"`);
    expect(expandStrings(`"a\\\\" "${MARK}\\"b"`, toX)).toBe('"a\\\\" "X\\"b"');
  });

  it("reaches every string with a mark in it, in any JSON", () => {
    const before = fc.constantFrom("", "text\n", 'unclosed " and\n', "C:\\ ", "[1] ");
    fc.assert(
      fc.property(before, jsonText, fc.nat(), (start, json, pick) => {
        const strings = [...json.matchAll(/"(?:[^"\\]|\\.)*"/g)];
        const place = strings[pick % Math.max(1, strings.length)];
        if (place === undefined) return;
        const at = (place.index as number) + 1;
        const text = `${start}${json.slice(0, at)}${MARK}${json.slice(at)}`;
        const seen: string[] = [];
        expandStrings(text, (inner) => {
          seen.push(inner);
          return inner;
        });
        expect(seen).toContain(MARK + JSON.parse(place[0]));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["marks in one string", `"${MARK.repeat(30_000)}"`],
    ["marks in a string that never ends", `"${MARK.repeat(30_000)}`],
    ["marks without a string", MARK.repeat(30_000)],
    ["marks between escaped quotes", `\\"${MARK}`.repeat(30_000)],
    ["marks between quotes", `"${MARK}`.repeat(30_000)],
    ["marks behind a broken escape", `"\\x${MARK}`.repeat(30_000)],
  ])("hands each character on twice at most: %s", (_what, text) => {
    let handed = 0;
    let calls = 0;
    expandStrings(text, (inner) => {
      handed += inner.length;
      calls++;
      return inner;
    });
    expect(handed).toBeLessThanOrEqual(2 * text.length);
    expect(calls).toBeLessThanOrEqual(30_000);
  });
});
