import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanJson } from "./scan-json.js";

const piece = fc.constantFrom("a", '\\"', "\\\\", "\\\\\\\\", "\\n", "{", "]", ",", ":", " ", "é", "\\u0022", "🙂");
const string = fc.array(piece, { maxLength: 12 }).map((pieces) => `"${pieces.join("")}"`);

describe("a scan of text that is known to be JSON", () => {
  it("finds what a checking scan finds, also where strings are full of escapes", () => {
    const text = fc
      .array(fc.tuple(string, string))
      .map((pairs) => `{${pairs.map(([k, v]) => `${k}: [${v}, 1]`).join()}}`);
    fc.assert(
      fc.property(text, (json) => {
        expect(scanJson(json, { known: true })).toEqual(scanJson(json));
      }),
    );
  });

  it("takes linear time in backslashes", () => {
    const json = JSON.stringify(`${"\\".repeat(400_000)}${'"'.repeat(400_000)}`);
    expect(scanJson(json, { known: true }).end[0]).toBe(json.length);
  });
});
