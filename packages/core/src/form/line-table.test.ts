import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineTable } from "./line-table.js";

describe("LineTable", () => {
  it("gives the lines that splitting at line feeds gives", () => {
    const text = fc.array(fc.constantFrom("", "a", "b\r", "\u2028", "long line"), { maxLength: 12 });
    fc.assert(
      fc.property(text, fc.nat(12), fc.nat(12), (lines, a, b) => {
        const table = new LineTable(lines.join("\n"));
        const split = lines.join("\n").split("\n");
        expect(table.count).toBe(split.length);
        const [from, to] = [a % split.length, 1 + (b % split.length)];
        if (from < to) expect(table.slice(from, to)).toBe(split.slice(from, to).join("\n"));
        expect(table.text.slice(table.start(from), table.end(from))).toBe(split[from]);
      }),
    );
  });
});
