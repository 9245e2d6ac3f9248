import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactJsonText, jsonText } from "../../test/json-texts.js";
import { insertAfter, replaceAt } from "./edit-value.js";
import { locate } from "./json-node.js";
import type { JsonPath } from "./path.js";
import { scanJson } from "./scan-json.js";
import { insertAfterNode, replaceNode, type Splice, spliceText } from "./splice.js";

describe("spliceText", () => {
  test("no splices: the same string", () => {
    expect(spliceText("text", [])).toBe("text");
  });

  test("replaces, inserts and removes", () => {
    const splices = [
      { start: 0, end: 0, text: "<" },
      { start: 1, end: 3, text: "$&" },
      { start: 3, end: 3, text: "1" },
      { start: 3, end: 3, text: "2" },
      { start: 5, end: 6, text: "" },
    ];
    expect(spliceText("abcdef", splices)).toBe("<a$&12de");
  });

  test.each([
    [
      [
        { start: 0, end: 2 },
        { start: 1, end: 3 },
      ],
    ],
    [
      [
        { start: 2, end: 3 },
        { start: 0, end: 1 },
      ],
    ],
    [[{ start: 2, end: 1 }]],
    [[{ start: -1, end: 1 }]],
    [[{ start: 0, end: 9 }]],
    [[{ start: Number.NaN, end: 1 }]],
  ])("refuses %j", (places) => {
    expect(() =>
      spliceText(
        "abc",
        places.map((place) => ({ ...place, text: "" })),
      ),
    ).toThrow(RangeError);
  });
});

describe("text and value appliers agree", () => {
  /** Paths of all values, parents before children. */
  function pathsOf(value: unknown, path: JsonPath = []): JsonPath[] {
    const steps = Array.isArray(value)
      ? [...value.keys()]
      : typeof value === "object" && value !== null
        ? Object.keys(value)
        : [];
    return [
      path,
      ...steps.flatMap((step) => pathsOf((value as Record<string | number, unknown>)[step], [...path, step])),
    ];
  }

  test("replace", () => {
    fc.assert(
      fc.property(jsonText, fc.nat(), compactJsonText, (text, pick, json) => {
        const tree = scanJson(text);
        const value = JSON.parse(text);
        const paths = pathsOf(value);
        const path = paths[pick % paths.length] as JsonPath;
        const spliced = spliceText(text, [replaceNode(tree, locate(tree, path), json)]);
        expect(JSON.parse(spliced)).toEqual(replaceAt(value, path, JSON.parse(json)));
        expect(value).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("insert after an element", () => {
    fc.assert(
      fc.property(jsonText, fc.nat(), compactJsonText, (text, pick, json) => {
        const tree = scanJson(text);
        const value = JSON.parse(text);
        const paths = pathsOf(value).filter((path) => typeof path.at(-1) === "number");
        fc.pre(paths.length > 0);
        const path = paths[pick % paths.length] as JsonPath;
        const spliced = spliceText(text, [insertAfterNode(tree, locate(tree, path), json)]);
        expect(JSON.parse(spliced)).toEqual(insertAfter(value, path, JSON.parse(json)));
        expect(value).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("several edits beside each other", () => {
    fc.assert(
      fc.property(
        fc.array(jsonText, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.constantFrom("keep", "replace", "insert")),
        (items, choices) => {
          const text = `[${items.join(",")}]`;
          const tree = scanJson(text);
          const splices: Splice[] = [];
          let value: unknown = JSON.parse(text);
          const kinds = items.map(() => choices.next().value);
          for (const [index, kind] of kinds.entries()) {
            const node = locate(tree, [index]);
            if (kind === "replace") splices.push(replaceNode(tree, node, '"new"'));
            if (kind === "insert") splices.push(insertAfterNode(tree, node, "0"));
          }
          // Paths name places in the value as it was, so the last place comes first.
          for (const [index, kind] of [...kinds.entries()].reverse()) {
            if (kind === "replace") value = replaceAt(value, [index], "new");
            if (kind === "insert") value = insertAfter(value, [index], 0);
          }
          expect(JSON.parse(spliceText(text, splices))).toEqual(value);
        },
      ),
    );
  });
});
