import { describe, expect, it } from "vitest";
import { unitsOf } from "./text-units.js";

const LINES = "a line of the output\n".repeat(20);

describe("unitsOf", () => {
  it.each([
    ["a text", LINES],
    ["JSON without long strings", JSON.stringify({ a: "x\ny" }, null, 2)],
    ["JSON with a long string of one line", JSON.stringify({ a: "x".repeat(500), b: "\n" })],
    ["what only begins like JSON", `${JSON.stringify({ a: LINES })} and more`],
    ["a string", JSON.stringify(LINES)],
    ["nothing", ""],
  ])("gives %s as it is", (_what, text) => {
    expect(unitsOf(text)).toEqual([{ start: 0, end: text.length, text }]);
  });

  it("gives the long strings of a document with their places, in order", () => {
    const text = ` [{"code": 0, "out": ${JSON.stringify(`\u00fc"${LINES}`)}}, "short", ${JSON.stringify(LINES)}]`;
    const units = unitsOf(text);
    expect(units.map(({ string }) => string)).toEqual([1, 2]);
    expect(units.map((unit) => unit.text)).toEqual([`\u00fc"${LINES}`, LINES]);
    for (const unit of units) expect(JSON.parse(text.slice(unit.start, unit.end))).toBe(unit.text);
  });
});
