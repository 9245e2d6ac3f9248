import fc from "fast-check";
import { expect, it } from "vitest";
import { readLine, writeLine } from "./line-text.js";

it.each([
  ["#1 a", "\\#1 a"],
  ["\\#1 a", "\\\\#1 a"],
  ["\\", "\\\\"],
  ["# heading", "# heading"],
  ["\\n", "\\n"],
  ["", ""],
])("%j stands as %j", (line, text) => {
  expect(writeLine(line, "#")).toBe(text);
  expect(readLine(text, "#")).toBe(line);
});

it("comes back whatever it is, and never begins like a number", () => {
  const line = fc.array(fc.constantFrom("\\", "#", "@", "1", "a", " ")).map((signs) => signs.join(""));
  fc.assert(
    fc.property(line, fc.constantFrom("#", "@"), (text, sign) => {
      const written = writeLine(text, sign);
      expect(readLine(written, sign)).toBe(text);
      expect(/^[#@]\d/.test(written) && written[0] === sign).toBe(false);
    }),
  );
});

it("stands as a backslash where it is empty and must be seen", () => {
  expect(readLine("\\", "#")).toBe("");
});
