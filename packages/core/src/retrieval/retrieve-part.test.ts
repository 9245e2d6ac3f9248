import { describe, expect, it } from "vitest";
import { HeadroomError } from "../errors.js";
import { retrievePart } from "./retrieve-part.js";

const LINES = "one\ntwo\nthree\nfour\nfive";
const ARRAY =
  '{"total": 1.0, "items": [{"id":1, "ok":true},\n {"id":2, "error":"no"}, {"id": 3.0}], "tags": ["a", "b"]}';

describe("retrievePart", () => {
  it("gives the whole text where nothing is asked", () => {
    expect(retrievePart(LINES, {})).toBe(LINES);
    expect(retrievePart("", {})).toBe("");
  });

  it.each([
    ["2-3", "two\nthree"],
    ["4-", "four\nfive"],
    ["4", "four"],
    [" 1-2 ", "one\ntwo"],
    ["0-1", "one"],
    ["5-99", "five"],
    ["9", ""],
    ["3-2", ""],
  ])("gives lines %s", (lines, expected) => {
    expect(retrievePart(LINES, { lines })).toBe(expected);
  });

  it("gives rows as they stand: elements of the largest array, wherever it is", () => {
    expect(retrievePart(ARRAY, { rows: "1" })).toBe('{"id":1, "ok":true}');
    expect(retrievePart(ARRAY, { rows: "2-" })).toBe('{"id":2, "error":"no"}\n{"id": 3.0}');
    expect(retrievePart("[[1,2,3]]", { rows: "2" })).toBe("2");
    expect(retrievePart('[{"a":[1,2]},{"a":[3,4]}]', { rows: "2" })).toBe('{"a":[3,4]}');
  });

  it("takes lines for rows where there is no array", () => {
    expect(retrievePart('{"a":1}\n{"a":2}', { rows: "2" })).toBe('{"a":2}');
    expect(retrievePart('{"a":[1]}', { rows: "1" })).toBe('{"a":[1]}');
    expect(retrievePart(LINES, { rows: "2" })).toBe("two");
  });

  it("keeps the lines that match, and searches a document on few lines by rows", () => {
    expect(retrievePart(LINES, { grep: "^t" })).toBe("two\nthree");
    expect(retrievePart(ARRAY, { grep: "error" })).toBe('{"id":2, "error":"no"}');
    expect(retrievePart("plain words", { grep: "words" })).toBe("plain words");
    expect(retrievePart(LINES, { grep: "six" })).toBe("");
  });

  it("narrows by each of what is asked", () => {
    expect(retrievePart(LINES, { lines: "1-3", grep: "o" })).toBe("one\ntwo");
    expect(retrievePart(ARRAY, { rows: "2-3", grep: "3\\.0" })).toBe('{"id": 3.0}');
    expect(retrievePart(ARRAY, { rows: "2-3", lines: "2" })).toBe('{"id": 3.0}');
    expect(retrievePart(ARRAY, { rows: "1-3", lines: "2-3", grep: "error" })).toBe('{"id":2, "error":"no"}');
  });

  it("reads expressions with and without the rules of Unicode mode", () => {
    expect(retrievePart("naïve\nplain", { grep: "\\p{L}ve" })).toBe("naïve");
    expect(retrievePart("a-b\nc", { grep: "a\\-b" })).toBe("a-b");
  });

  it.each([{ lines: "a-b" }, { lines: "" }, { lines: "-3" }, { rows: "1,2" }, { grep: "(" }])(
    "refuses %j",
    (extract) => {
      expect(() => retrievePart(LINES, extract)).toThrow(HeadroomError);
      expect(() => retrievePart(LINES, extract)).toThrow(expect.objectContaining({ code: "invalid-option" }));
    },
  );
});
