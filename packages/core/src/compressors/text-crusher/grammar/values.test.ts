import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readValues, writeValues } from "./values.js";

describe("values of a line", () => {
  it.each([
    [["a", "12", "/x"], "a 12 /x"],
    [["a", "the rest of the line"], "a the rest of the line"],
    [["two words", "b"], '"two words" b'],
    [["", "b"], '"" b'],
    [["a", ""], 'a ""'],
    [['say "hi"', 'say "hi"'], '"say ""hi""" say "hi"'],
    [['"quoted"'], '"""quoted"""'],
    [["^", "^2", "^ x"], '"^" "^2" "^ x"'],
    [[" a", "b "], '" a" "b "'],
    [["2^3", "^x"], "2^3 ^x"],
  ])("%j stand as %s", (values, text) => {
    expect(writeValues(values)).toBe(text);
    expect(readValues(text, 0, values.length)).toEqual(values);
  });

  it.each([
    [["10:00:01", "b", "c"], ["10:00:01", "x", "y"], "^ b c"],
    [["10:00:01", "main", "c"], ["10:00:01", "main", "y"], "^2 c"],
    [["a", "10:00:01"], ["b", "10:00:01"], "a ^"],
    [["10:00:01", "b", "10:00:02"], ["10:00:01", "x", "10:00:02"], "^ b ^"],
    [["7", "b"], ["7", "x"], "7 b"],
  ])("%j below %j stand as %s", (values, above, text) => {
    expect(writeValues(values, above)).toBe(text);
    expect(readValues(text, 0, values.length, above)).toEqual(values);
  });

  it("come back whatever they are", () => {
    const value = fc.oneof(
      fc.constantFrom("", "^", "^2", "^ a", "a b", '"', '""', " a", "a ", "a", '"a"', 'a"b', "10:00:01", "10:00:02"),
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\n")),
    );
    const row = fc.tuple(value, value, fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(6), (rows, count) => {
        const values = rows.map(([own]) => own);
        const above = rows.slice(0, count).map(([own, other, isSame]) => (isSame ? own : other));
        const line = `#1 ${writeValues(values, above)}`;
        expect(readValues(line, 3, values.length, above)).toEqual(values);
      }),
    );
  });

  it.each([
    ["a", 2, []],
    ["a b", 0, []],
    ['"a" b', 1, []],
    ['"a', 1, []],
    ['"a"b c', 2, []],
    ["^", 1, []],
    ["^2", 2, ["a"]],
    ["^3", 2, ["a", "b", "c"]],
    ["^0 a", 1, ["a"]],
    ["a ^2", 2, ["a", "b"]],
  ])("%s are not %d values", (line, count, above) => {
    expect(() => readValues(line, 0, count, above)).toThrow(SyntaxError);
  });
});
