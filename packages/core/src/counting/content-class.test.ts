import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentClass, divideByScript } from "./content-class.js";

describe("the class of a text", () => {
  it.each([
    ["The quick brown fox jumps over the lazy dog.", "prose"],
    ["Größe und Maß, naïveté", "prose"],
    ["", "prose"],
    ["const low = values[middle] ?? Infinity;", "code"],
    ['{"name":"ana","state":"open"}', "code"],
    ["2026-11-26T02:00:00Z INFO finished 4711 in 13 ms", "data"],
    ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "data"],
  ])("%j is %s", (text, expected) => {
    expect(contentClass(text)).toBe(expected);
  });

  it.each([
    ["Tokyo 東京 2020", "Tokyo 2020", " 東京"],
    ["да 🙂 ja", " ja", "да 🙂"],
    ["├── src │ a", " src a", "├── │"],
    ["“naïve” – Ångström", "“naïve” – Ångström", ""],
  ])("%j is divided by script", (text, latin, nonLatin) => {
    expect(divideByScript(text)).toEqual({ latin, nonLatin });
  });

  it("loses no character by being divided", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { latin, nonLatin } = divideByScript(text);
        expect([...`${latin}${nonLatin}`].sort()).toEqual([...text].sort());
      }),
    );
  });
});
