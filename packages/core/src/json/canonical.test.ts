import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactJsonText, jsonText } from "../../test/json-texts.js";
import { canonical, hasFreeSpace, normalized } from "./canonical.js";
import { equalJson } from "./equal-json.js";
import { nodeSource } from "./json-node.js";
import { scanJson } from "./scan-json.js";

describe("canonical", () => {
  test("drops white space between tokens and nothing else", () => {
    const tree = scanJson(' { "b" : 1.0 ,\n "\\u0061" : [ ] , "b" : " x \\/ " , "10":\t{ } } ');
    expect(canonical(tree)).toBe('{"b":1.0,"\\u0061":[],"b":" x \\/ ","10":{}}');
    expect(canonical(tree, 3)).toBe('" x \\/ "');
  });

  test("compact texts come back as they are, others are compact afterwards", () => {
    fc.assert(
      fc.property(compactJsonText, jsonText, (compact, text) => {
        expect(canonical(scanJson(compact))).toBe(compact);
        const once = canonical(scanJson(text));
        expect(hasFreeSpace(once)).toBe(false);
        expect(equalJson(once, text)).toBe(true);
        expect(canonical(scanJson(once))).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  test("works on any node", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const tree = scanJson(text);
        for (let node = 0; node < tree.size; node++) {
          expect(canonical(tree, node)).toBe(canonical(scanJson(nodeSource(tree, node))));
        }
      }),
    );
  });
});

describe("normalized", () => {
  test("escapes strings and keys as JSON.stringify does", () => {
    expect(normalized(scanJson('{"k\\u00e9": "\\/ \\u000a \\ud800", "n": 1.0}'))).toBe(
      '{"ké":"/ \\n \\ud800","n":1.0}',
    );
    expect(normalized(scanJson('"a\ud800"'))).toBe('"a\\ud800"');
  });

  test("is what JSON.stringify gives, string by string", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const json = normalized(scanJson(text));
        expect(equalJson(json, text)).toBe(true);
        const tree = scanJson(json);
        for (let node = 0; node < tree.size; node++) {
          if (tree.kind[node] === 3)
            expect(nodeSource(tree, node)).toBe(JSON.stringify(JSON.parse(nodeSource(tree, node))));
        }
      }),
    );
  });
});
