import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText, mutatedJsonText } from "../../test/json-texts.js";
import { equalJson } from "./equal-json.js";

/** The tokens of a valid JSON text, strings resolved. */
function tokens(text: string): unknown[] {
  const found = text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs) ?? [];
  return found.map((token) => (token.startsWith('"') ? [JSON.parse(token)] : token));
}

describe("equalJson", () => {
  test.each([
    ['{"a":1.0,"b":"é"}', '{ "a": 1.0, "b": "\\u00e9" }', true],
    ['{"\\u0061":1}', '{"a":1}', true],
    ['{"a":1.0}', '{"a":1}', false],
    ['{"a":1,"b":2}', '{"b":2,"a":1}', false],
    ['{"a":1,"a":1}', '{"a":1}', false],
    ["[[],1]", "[[1]]", false],
    ["[1]", '["1"]', false],
    ["[[]]", "[{}]", false],
    ['"a"', '"b"', false],
    ["tru", "tru", false],
    ["1e3", "1E3", false],
  ])("%s and %s: %s", (a, b, equal) => {
    expect(equalJson(a, b)).toBe(equal);
    expect(equalJson(b, a)).toBe(equal);
  });

  test("is equality of tokens", () => {
    fc.assert(
      fc.property(jsonText, mutatedJsonText, fc.boolean(), (a, other, self) => {
        const b = self ? JSON.stringify(JSON.parse(a)) : other;
        let expected = false;
        try {
          JSON.parse(b);
          expected = JSON.stringify(tokens(a)) === JSON.stringify(tokens(b));
        } catch {}
        expect(equalJson(a, b)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
