import { describe, expect, it } from "vitest";
import { LineTable } from "../../form/line-table.js";
import { payloadOf } from "./payload.js";

const HEADER = "Chunk ID: 4f\nWall time: 0.1 seconds\nProcess exited with code 0\nOriginal token count: 9\nOutput:\n";
const REMINDER = "\n\n<system-reminder>\n<total_tokens>9 tokens left</total_tokens>\n</system-reminder>";

describe("payloadOf", () => {
  it.each([
    ["a\nb", "a\nb"],
    [`${HEADER}a\nb`, "a\nb"],
    [`a\nb${REMINDER}`, "a\nb"],
    [`${HEADER}a\nb\n${REMINDER}${REMINDER}`, "a\nb"],
    [`a: 1\nb\nOutput:\nc`, `a: 1\nb\nOutput:\nc`],
    ["a\n</system-reminder>", "a\n</system-reminder>"],
    [HEADER, ""],
    [`Output:${REMINDER}`, `Output:${REMINDER}`],
    ["", ""],
  ])("%j: %j", (text, payload) => {
    const lines = new LineTable(text);
    const [from, to] = payloadOf(lines);
    expect(lines.slice(from, to)).toBe(payload);
  });
});
