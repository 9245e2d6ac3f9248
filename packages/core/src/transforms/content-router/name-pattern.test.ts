import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsPattern } from "./name-pattern.js";

describe("fitsPattern", () => {
  it.each([
    ["bash", "bash", true],
    ["Bash", "bash", true],
    ["bash", "bas", false],
    ["mcp__db__query", "mcp__db__*", true],
    ["mcp__db__", "mcp__db__*", true],
    ["query", "*", true],
    ["", "*", true],
    ["aba", "ab*ba", false],
    ["abba", "ab*ba", true],
    ["list_items", "*_*", true],
    ["listitems", "*_*", false],
    ["a.b", "a?b", false],
    ["aXbXc", "a*x*c", true],
  ])("%j and %j: %j", (name, pattern, fits) => {
    expect(fitsPattern(name, pattern)).toBe(fits);
  });

  it("is what the expression of the pattern says", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "."), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (name, pattern) => {
        const source = pattern.replace(/\./g, "\\.").replace(/\*/g, "[\\s\\S]*");
        expect(fitsPattern(name, pattern)).toBe(new RegExp(`^${source}$`, "i").test(name));
      }),
    );
  });
});
