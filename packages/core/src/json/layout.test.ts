import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactJsonText, jsonText } from "../../test/json-texts.js";
import { canonical } from "./canonical.js";
import { detectLayout } from "./detect-layout.js";
import { locate, nodeSource } from "./json-node.js";
import { compactLayout, describeLayout, indentedLayout, type Layout, parseLayout, spacedLayout } from "./layout.js";
import { render } from "./render.js";
import { scanJson } from "./scan-json.js";

const value = { a: 1, b: [1, { c: [] }, {}], d: { e: "x, y: [z]" } };
const detected = (text: string) => {
  const layout = detectLayout(scanJson(text));
  return layout && describeLayout(layout);
};
const jackson: Layout = {
  ...indentedLayout("  "),
  array: { block: false, comma: ", ", pad: " ", empty: " " },
  object: { block: true, comma: ",", pad: "", empty: " " },
  colon: " : ",
};

describe("layouts", () => {
  test("the common ones have names", () => {
    expect(detected(JSON.stringify(value))).toBe("compact");
    expect(detected('{"a": 1, "b": [1, {"c": []}, {}], "d": {"e": "x, y"}}')).toBe("spaced");
    expect(detected(JSON.stringify(value, null, 2))).toBe("indent 2");
    expect(detected(JSON.stringify(value, null, 4))).toBe("indent 4");
    expect(detected(JSON.stringify(value, null, "\t"))).toBe("indent tab");
    expect(detected(JSON.stringify(value, null, 2).replaceAll("\n", "\r\n"))).toBe("indent 2 crlf");
    expect(detected('{"a": 1}')).toBe("spaced");
    expect(detected("[1]")).toBe("compact");
    expect(detected("7")).toBe("compact");
    expect(detected('[\n  "a"\n]')).toBe("indent 2");
  });

  test("others are found too", () => {
    const text = '{\n  "a" : [ 1, {\n    "b" : [ ],\n    "c" : { }\n  } ]\n}';
    expect(detectLayout(scanJson(text))).toEqual(jackson);
    expect(detected('[\n{\n"a": 1\n}\n]')).toBeDefined();
    expect(detected('{"a": 1,\n "b": 2}')).toBeUndefined();
    expect(detected('{"a": 1,"b": 2, "c": 3}')).toBeUndefined();
    expect(detected('{\n  "a": [1, 2],\n  "b": [\n    1\n  ]\n}')).toBeUndefined();
    expect(detected(`{${" ".repeat(80)}"a":1}`)).toBeUndefined();
  });

  test("a node inside an indented text keeps its margin", () => {
    const tree = scanJson(JSON.stringify({ outer: [value] }, null, 2));
    const node = locate(tree, ["outer", 0]);
    const layout = detectLayout(tree, node) as Layout;
    expect(layout.base).toBe("    ");
    expect(render(canonical(tree, node), layout)).toBe(nodeSource(tree, node));
  });

  const layouts: Layout[] = [
    compactLayout,
    spacedLayout,
    indentedLayout("  "),
    indentedLayout("\t", "\r\n"),
    indentedLayout("   "),
    jackson,
  ];

  test("what is rendered is detected, and renders the same again", () => {
    fc.assert(
      fc.property(compactJsonText, fc.constantFrom(...layouts), (json, layout) => {
        const text = render(json, layout);
        const found = detectLayout(scanJson(text));
        expect(found && render(json, found)).toBe(text);
        expect(canonical(scanJson(text))).toBe(json);
      }),
      { numRuns: 500 },
    );
  });

  test("indented rendering is JSON.stringify's", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(1, 2, 4), (any, width) => {
        expect(render(JSON.stringify(any), indentedLayout(" ".repeat(width)))).toBe(JSON.stringify(any, null, width));
      }),
    );
  });

  test("a detected layout reproduces the source, and its words read back", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const tree = scanJson(text);
        const layout = detectLayout(tree);
        if (layout === undefined) return;
        expect(render(canonical(tree), parseLayout(describeLayout(layout)) as Layout)).toBe(nodeSource(tree, 0));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ..."|indent 0|indent 17|indent 2 crlf |compact |[]|[1]|{}|indent -1".split("|"),
    `["${"x".repeat(400)}"]`,
  ])("%j is no layout", (words) => {
    expect(parseLayout(words)).toBeUndefined();
  });

  test("rendering is bounded and refuses what is not JSON", () => {
    expect(() => render("[".repeat(10) + "]".repeat(10), indentedLayout(" ".repeat(16)), 500)).toThrow(RangeError);
    for (const json of ["[", "]", '"a', "[[]"]) expect(() => render(json, spacedLayout)).toThrow(SyntaxError);
  });
});
