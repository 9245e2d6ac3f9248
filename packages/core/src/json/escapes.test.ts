import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactJsonText } from "../../test/json-texts.js";
import { normalized } from "./canonical.js";
import { detectEscapes, escapeStyles, quoteString, withEscapes } from "./escapes.js";
import { scanJson } from "./scan-json.js";

describe("escapes", () => {
  test.each([
    ["plain", '"é/<\u2028\\n\\u0007\\ud800🦄"'],
    ["ascii", '"\\u00e9/<\\u2028\\n\\u0007\\ud800\\ud83e\\udd84"'],
    ["html", '"é/\\u003c\\u2028\\n\\u0007\\ud800🦄"'],
    ["slash", '"\\u00e9\\/<\\u2028\\n\\u0007\\ud800\\ud83e\\udd84"'],
  ] as const)("%s", (style, source) => {
    expect(quoteString("é/<\u2028\n\u0007\ud800🦄", style)).toBe(source);
    expect(detectEscapes(scanJson(source))).toBe(style);
  });

  test("are found in keys too, and only where all strings agree", () => {
    expect(detectEscapes(scanJson('{"\\u00e9":"\\u00fc"}'))).toBe("ascii");
    expect(detectEscapes(scanJson('{"\\u00e9":"ü"}'))).toBeUndefined();
    expect(detectEscapes(scanJson('["\\u0061"]'))).toBeUndefined();
    expect(detectEscapes(scanJson('["a",1]'))).toBe("plain");
  });

  test("what is escaped in a style is found to be, and reads the same", () => {
    fc.assert(
      fc.property(compactJsonText, fc.constantFrom(...escapeStyles), (json, style) => {
        const plain = normalized(scanJson(json));
        const escaped = withEscapes(plain, style);
        const found = detectEscapes(scanJson(escaped));
        expect(found && withEscapes(plain, found)).toBe(escaped);
        expect(JSON.stringify(JSON.parse(escaped))).toBe(JSON.stringify(JSON.parse(plain)));
      }),
      { numRuns: 500 },
    );
  });
});
