import { describe, expect, it } from "vitest";
import { type Rows, specialise } from "./specialise.js";

const rowsOf = (values: readonly (readonly string[])[], places = values.map((_, k) => k)): Rows => ({ places, values });
const tests = (file: string, count: number): readonly (readonly string[])[] =>
  Array.from({ length: count }, (_, k) => ["PASSED", `tests/unit/${file}::test_${"abcdefghij"[k]}`]);

describe("specialise", () => {
  it("says once what values of neighbouring rows have in common", () => {
    const rows = rowsOf([...tests("reader.py", 8), ...tests("writer.py", 8)]);
    const specials = specialise(rows);
    expect(specials.map(({ given }) => given)).toContainEqual([["PASSED"], ["tests/unit/reader.py::test_", 0]]);
    for (const { members, given, rows: own } of specials) {
      for (const [k, row] of members.entries()) {
        const rest = own.values[k] as readonly string[];
        const whole = given.map((template) =>
          template.map((part) => (typeof part === "string" ? part : rest[part])).join(""),
        );
        expect(whole).toEqual(rows.values[row]);
        expect(own.places[k]).toBe(rows.places[row]);
      }
    }
  });

  it("cuts no word in two", () => {
    const values = ["alphabet", "alphanumeric", "alphabetic", "alphas"].map((word) => [
      `the quick brown fox and ${word}`,
    ]);
    expect(specialise(rowsOf(values))[0]?.given).toEqual([["the quick brown fox and ", 0]]);
  });

  it("leaves rows alone where their numbers would cost more", () => {
    const values = Array.from({ length: 12 }, (_, k) => [k % 2 === 0 ? "on" : "off", `${k * 7}`]);
    expect(specialise(rowsOf(values))).toEqual([]);
    expect(specialise(rowsOf([]))).toEqual([]);
    expect(specialise(rowsOf([[], [], []]))).toEqual([]);
  });

  it("counts a number for every line that stands alone", () => {
    const values = Array.from({ length: 9 }, (_, k) => [`a/b/c${k}`]);
    const apart = values.map((_, k) => 2 * k);
    expect(specialise(rowsOf(values), false)).toHaveLength(1);
    expect(specialise(rowsOf(values, apart), false)).toEqual([]);
  });
});
