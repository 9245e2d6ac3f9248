import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactJsonText } from "../../../../test/json-texts.js";
import { canonical, normalized } from "../../../json/canonical.js";
import { compactLayout, indentedLayout, spacedLayout } from "../../../json/layout.js";
import { render } from "../../../json/render.js";
import { scanJson } from "../../../json/scan-json.js";
import { Budget } from "../read/budget.js";
import { liftJsonStrings, lowerJsonStrings } from "./json-strings.js";

const lower = (json: string) => lowerJsonStrings(json, new Budget(1 << 24));
const lifted = (text: string) => canonical(liftJsonStrings(scanJson(text), 0));
const inner = '{"level":"info","message":"a longer message"}';

describe("JSON in strings", () => {
  test("is taken out with a note of how it was laid out", () => {
    expect(lifted(JSON.stringify({ log: inner }))).toBe(`{"log":{"(json)":${inner}}}`);
    expect(lifted(JSON.stringify({ log: `${inner}\n` }))).toBe(`{"log":{"(json line)":${inner}}}`);
    expect(lifted(JSON.stringify({ log: JSON.stringify(JSON.parse(inner), null, 2) }))).toBe(
      `{"log":{"(json indent 2)":${inner}}}`,
    );
    expect(lifted(JSON.stringify([JSON.stringify({ body: inner })]))).toBe(`[{"(json)":{"body":{"(json)":${inner}}}}]`);
  });

  test.each([
    ["short", JSON.stringify(['{"a":"b"}'])],
    ["no JSON", JSON.stringify([`{"a": ${"x".repeat(50)}`])],
    ["odd white space", JSON.stringify([inner.replace(",", " ,")])],
    ["odd escapes", JSON.stringify([inner.replace("i", "\\u0069")])],
    ["a key that looks like a note", JSON.stringify({ "(json)": 1, log: inner })],
  ])("stays where it is when it is %s", (_, text) => {
    const tree = scanJson(text);
    expect(liftJsonStrings(tree, 0)).toBe(tree);
  });

  test("comes back", () => {
    const layouts = fc.constantFrom(compactLayout, spacedLayout, indentedLayout("  "));
    fc.assert(
      fc.property(fc.array(fc.tuple(compactJsonText, layouts, fc.constantFrom("", "\n", " "))), (parts) => {
        const strings = parts.map(([json, layout, end]) => render(normalized(scanJson(json)), layout) + end);
        const text = JSON.stringify({ strings, nested: JSON.stringify(strings) });
        expect(lower(lifted(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test("too many levels are refused", () => {
    let json = inner;
    for (let level = 0; level < 5; level++) json = `{"(json)":{"a":${json}}}`;
    expect(() => lower(json)).toThrow("nested in strings too deeply");
  });
});
