import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText, mutatedJsonText } from "../../test/json-texts.js";
import { childNodes, nodeKey, nodeSource } from "./json-node.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { scanJson } from "./scan-json.js";

/** The value a tree describes, built from its spans. */
function describedBy(tree: JsonTree, node: number): unknown {
  if (tree.kind[node] === JsonKind.array) return childNodes(tree, node).map((child) => describedBy(tree, child));
  if (tree.kind[node] !== JsonKind.object) return JSON.parse(nodeSource(tree, node));
  const members = childNodes(tree, node).map((child) => [nodeKey(tree, child), describedBy(tree, child)] as const);
  return Object.fromEntries(members);
}

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("scanJson", () => {
  test("finds the spans of every value", () => {
    const tree = scanJson(' {"a" : [1.0, "x\\"y"], "b": null}');
    expect(Array.from(tree.kind, (_, node) => nodeSource(tree, node))).toEqual([
      '{"a" : [1.0, "x\\"y"], "b": null}',
      '[1.0, "x\\"y"]',
      "1.0",
      '"x\\"y"',
      "null",
    ]);
    expect([...tree.kind]).toEqual([1, 2, 4, 3, 5]);
    expect([...tree.after]).toEqual([5, 4, 3, 4, 5]);
    expect([...tree.count]).toEqual([2, 2, 0, 0, 0]);
    expect([...tree.keyStart]).toEqual([-1, 2, -1, -1, 23]);
    expect([...tree.keyEnd]).toEqual([-1, 5, -1, -1, 26]);
  });

  test("describes the value that JSON.parse gives", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const tree = scanJson(text);
        expect(describedBy(tree, 0)).toEqual(JSON.parse(text));
        for (let node = 0; node < tree.size; node++) expect(accepts(JSON.parse, nodeSource(tree, node))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("accepts exactly what JSON.parse accepts", () => {
    fc.assert(
      fc.property(mutatedJsonText, (text) => {
        expect(accepts(scanJson, text)).toBe(accepts(JSON.parse, text));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ...[
      "",
      " ",
      "{",
      "[",
      "[1",
      "[1,",
      "[1,]",
      '{"a"',
      '{"a":',
      '{"a":1',
      '{"a":1,',
      '{"a":1,}',
      "{a:1}",
      "{'a':1}",
      "[1 2]",
      '{"a" 1}',
      "]",
    ],
    ...[
      "[1}",
      '{"a":1]',
      "1 1",
      "01",
      "-",
      "-a",
      "1.",
      ".5",
      "+1",
      "1e",
      "1e+",
      "0x1",
      "NaN",
      "Infinity",
      "tru",
      "nulll",
      "True",
      '"',
      '"a',
    ],
    ...[
      '"\\x"',
      '"\\u12g4"',
      '"\\u12',
      '"\t"',
      '"\u0000"',
      "\ufeff1",
      "1\u00a0",
      "\u20281",
      `"${"x".repeat(100)}`,
      `"${"x".repeat(100)}\n"`,
      `"${"x".repeat(100)}\\`,
    ],
  ])("refuses %j", (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(() => scanJson(text)).toThrow(SyntaxError);
  });

  test("accepts long strings with anything a string may hold", () => {
    for (const inner of ["\\n", '\\"', "é", "🦄", "\u007f", "\u2028", "\ud800", "{}[],:"]) {
      const text = JSON.stringify({ long: "x" }).replace("x", `${"y".repeat(45)}${inner}`.repeat(9));
      expect(describedBy(scanJson(text), 0)).toEqual(JSON.parse(text));
    }
  });

  test("names the place of an error", () => {
    expect(() => scanJson('{"a": tru}')).toThrow('Not JSON: unexpected "t" at 6.');
    expect(() => scanJson("[1, 2")).toThrow("the text ends at 5");
  });

  test("caps the depth and the number of values, without using the call stack", () => {
    const deep = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(scanJson(deep(512)).size).toBe(512);
    expect(() => scanJson(deep(513))).toThrow(RangeError);
    expect(scanJson(deep(200_000), { maxDepth: 200_000 }).size).toBe(200_000);
    expect(scanJson("[1,2]", { maxValues: 3 }).size).toBe(3);
    expect(() => scanJson("[1,2,3]", { maxValues: 3 })).toThrow(RangeError);
  });

  test("a prefix scan reads one value and ignores what follows", () => {
    const text = 'log: {"a": [1]} trailing } "';
    const tree = scanJson(text, { at: 5, prefix: true });
    expect(nodeSource(tree, 0)).toBe('{"a": [1]}');
    expect(() => scanJson(text, { at: 5 })).toThrow(SyntaxError);
    expect(() => scanJson(text, { at: 0, prefix: true })).toThrow(SyntaxError);
    expect(nodeSource(scanJson("x  12abc", { at: 1, prefix: true }), 0)).toBe("12");
  });

  test("a tree does not change when other texts are scanned, nor after a failed scan", () => {
    const wide = `[${Array.from({ length: 5000 }, (_, k) => k).join(",")}]`;
    const first = scanJson(wide);
    const copy = structuredClone(first);
    expect(() => scanJson(`${wide}x`)).toThrow(SyntaxError);
    scanJson(`[${Array.from({ length: 9000 }, () => '{"k":"v"}').join(",")}]`);
    expect(first).toEqual(copy);
  });
});
