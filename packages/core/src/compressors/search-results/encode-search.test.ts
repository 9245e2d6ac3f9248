import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecedText, withOddLines } from "../../../test/line-pieces.js";
import { decodeSearch } from "./decode-search.js";
import { encodeSearch } from "./encode-search.js";

const body = (form: string): readonly string[] => form.split("\n").slice(1);
const repeated = (path: string, matches: readonly string[]): string => matches.map((match) => path + match).join("\n");

describe("encodeSearch", () => {
  it("says each path once, and again where another one stood between", () => {
    const a = repeated("src/pipeline/first.ts", [":1:one", ":20:two", "-21-three"]);
    const b = repeated("src/pipeline/second.ts", [":3:four", ":5:five"]);
    expect(body(encodeSearch(`${a}\n${b}\n${a}`))).toEqual([
      ...["first.ts", "1:one", "20:two", "21-three"],
      ...["second.ts", "3:four", "5:five"],
      ...["first.ts", "1:one", "20:two", "21-three"],
    ]);
    expect(encodeSearch(`${a}\n${b}\n${a}`)).toContain("; paths in src/pipeline/\n");
  });

  it("keeps the text of the matches, whatever it looks like", () => {
    const matches = [":1:", ":2: 3:x", ":4:  a\tb ", ":5::", ":6:--", ":7:src/part.ts:8:y", ':9:"', ":10:-11-"];
    expect(body(encodeSearch(repeated("src/a/long/path/to/part.ts", matches)))).toEqual([
      "src/a/long/path/to/part.ts",
      ...matches.map((match) => match.slice(1)),
    ]);
  });

  it("marks what is no match", () => {
    const text = `${repeated("src/a/long/path/to/part.ts", [":1:x", ":2:y", ":3:z"])}\n--\n\n  indented\n7:no path`;
    expect(body(encodeSearch(text)).slice(4)).toEqual(["--", " ", "   indented", " 7:no path"]);
  });

  it("comes back character by character", () => {
    const path = fc.constantFrom(
      "src/main/java/Main.java",
      "lib/a-1-b.c",
      "./a b/c.d",
      "12:a/b.c",
      " /x.y",
      ":a/b.c",
      "--/x.y",
    );
    const sign = fc.constantFrom(":", ":7:", "-8-", ":9-", "-10:", ":11:12:", ":123456789:", "");
    const match = fc.tuple(path, sign, fc.string()).map((pieces) => pieces.join("").replaceAll("\n", ""));
    fc.assert(
      fc.property(fc.oneof(withOddLines(fc.array(match, { maxLength: 30 })), piecedText), (text) => {
        const form = encodeSearch(text);
        expect(decodeSearch(form, text.length)).toBe(text);
        expect(() => decodeSearch(form, text.length - 1)).toThrow(SyntaxError);
      }),
      { numRuns: 1000 },
    );
  });
});
