import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText } from "../../test/json-texts.js";
import { childNodes, elementNode, locate, memberNode, nodeKey, nodeSource, stringValue } from "./json-node.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { scanJson } from "./scan-json.js";

describe("json nodes", () => {
  const tree = scanJson('{"a": 1, "b": [10, {"c": "x\\ny"}], "a": 2, "\\u0061b": 3, "__proto__": 4}');

  test("children, in document order", () => {
    expect(childNodes(tree, 0).map((node) => nodeKey(tree, node))).toEqual(["a", "b", "a", "ab", "__proto__"]);
    expect(childNodes(tree, locate(tree, ["b"])).map((node) => nodeSource(tree, node))).toEqual([
      "10",
      '{"c": "x\\ny"}',
    ]);
    expect(childNodes(tree, 1)).toEqual([]);
  });

  test("of equal keys the last one counts", () => {
    expect(nodeSource(tree, memberNode(tree, 0, "a"))).toBe("2");
  });

  test("keys are compared by what they stand for", () => {
    expect(nodeSource(tree, memberNode(tree, 0, "ab"))).toBe("3");
    expect(nodeSource(tree, memberNode(tree, 0, "__proto__"))).toBe("4");
    expect(memberNode(scanJson('{"a\\nb": 1}'), 0, "a\\nb")).toBe(-1);
    expect(memberNode(tree, 0, "c")).toBe(-1);
    expect(memberNode(tree, 1, "a")).toBe(-1);
  });

  test("paths that lead nowhere give -1", () => {
    const nowhere = [
      ["x"],
      ["b", 2],
      ["b", -1],
      ["b", 0.5],
      ["b", Number.NaN],
      ["b", "0"],
      [0],
      ["b", 0, 0],
      ["b", 0, "c"],
    ];
    for (const path of nowhere) expect(locate(tree, path)).toBe(-1);
    expect(elementNode(tree, 0, 0)).toBe(-1);
    expect(stringValue(tree, locate(tree, ["b", 1, "c"]))).toBe("x\ny");
    expect(locate(tree, [])).toBe(0);
  });

  test("every path of the parsed value leads to its value", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const scanned: JsonTree = scanJson(text);
        const visit = (value: unknown, path: (string | number)[]): void => {
          const node = locate(scanned, path);
          expect(JSON.parse(nodeSource(scanned, node))).toEqual(value);
          if (typeof value === "string") expect(stringValue(scanned, node)).toBe(value);
          if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
          else if (scanned.kind[node] === JsonKind.object) {
            for (const [key, item] of Object.entries(value as object)) visit(item, [...path, key]);
          }
        };
        visit(JSON.parse(text), []);
      }),
    );
  });
});
