import { describe, expect, it } from "vitest";
import { minify } from "./minify.js";

describe("minify", () => {
  it("takes the white space between tokens away and nothing else", () => {
    expect(minify('{\n    "a": 1.0,\n    "b": ["x  y", 12345678901234567890]\n}')).toBe(
      '{"a":1.0,"b":["x  y",12345678901234567890]}',
    );
  });

  it.each(['{"a":1}', "no JSON", "{ broken", "42", '"a string with blanks"', `[${" ".repeat(70_000)}]`])(
    "leaves %j alone",
    (text) => {
      expect(minify(text)).toBeUndefined();
    },
  );
});
