import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import { boundedPart } from "./bounded-part.js";
import { retrievePart } from "./retrieve-part.js";

/** A token for each character, so that bounds can be read. */
const characters: Tokenizer = { id: "characters", exact: true, count: (text) => text.length };
const LINES = "one\ntwo\nthree\nfour\nfive";
const ROWS = '{"rows":[{"id":1},{"id":2},{"id":3},{"id":4}]}';

describe("boundedPart", () => {
  it("gives what fits as it is", () => {
    expect(boundedPart(LINES, {}, 24, characters)).toBe(LINES);
    expect(boundedPart(LINES, { lines: "2-3" }, 9, characters)).toBe("two\nthree");
    expect(boundedPart(ROWS, { rows: "2" }, 8, characters)).toBe('{"id":2}');
  });

  it.each([
    [LINES, {}, 8, "one\ntwo\n[headroom: lines 1-2 of 5; fetch lines 3-5 for the rest]"],
    [LINES, { lines: "2-4" }, 10, "two\nthree\n[headroom: lines 2-3 of 5; fetch lines 4-4 for the rest]"],
    [ROWS, {}, 20, '{"id":1}\n{"id":2}\n[headroom: rows 1-2 of 4; fetch rows 3-4 for the rest]'],
    [ROWS, { rows: "2-" }, 9, '{"id":2}\n[headroom: rows 2-2 of 4; fetch rows 3-4 for the rest]'],
    [LINES, { grep: "o" }, 4, "one\n[headroom: 1 of 3 matches; fetch with a narrower grep for the others]"],
    [ROWS, { rows: "1-3", lines: "2-3" }, 9, '{"id":2}\n[headroom: lines 2-2 of 3; fetch lines 3-3 for the rest]'],
  ])("cuts %j by %j at %d", (original, extract, most, expected) => {
    expect(boundedPart(original, extract, most, characters)).toBe(expected);
  });

  it("says so when there is nothing", () => {
    expect(boundedPart(LINES, { grep: "six" }, 9, characters)).toBe("[headroom: nothing matches]");
    expect(boundedPart(LINES, { lines: "9-" }, 9, characters)).toBe("[headroom: empty; there are 5 lines]");
    expect(boundedPart(ROWS, { rows: "9" }, 9, characters)).toBe("[headroom: empty; there are 4 rows]");
  });

  it("gives a piece that is longer than allowed whole", () => {
    expect(boundedPart('{"a":"long"}', {}, 2, characters)).toBe('{"a":"long"}');
    expect(boundedPart("longer\nb\nc\nd", {}, 2, characters)).toContain("longer\n[headroom: lines 1-1 of 4");
  });

  it("gives everything to whoever follows what it says", () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 60 }), (words, most) => {
        const original = words.map((word) => word.replaceAll("\n", " ")).join("\n");
        const got: string[] = [];
        let extract = {};
        for (let fetches = 0; fetches < 40; fetches++) {
          const [, text = "", next] = /^(.*?)(?:\n\[headroom: lines .* fetch lines (\S+) for the rest\])?$/s.exec(
            boundedPart(original, extract, most, characters),
          ) as RegExpExecArray;
          got.push(text);
          if (next === undefined) break;
          extract = { lines: next };
        }
        expect(got.join("\n")).toBe(retrievePart(original, {}));
      }),
    );
  });
});
