import { expect, test } from "vitest";
import { rememberByText } from "./remember-by-text.js";

test("looks at equal texts once", () => {
  const seen: string[] = [];
  const length = rememberByText((text) => {
    seen.push(text);
    return text === "none" ? undefined : text.length;
  });
  expect(["ab", "a".concat("b"), "none", "none", ""].map(length)).toEqual([2, 2, undefined, undefined, 0]);
  expect(seen).toEqual(["ab", "none", ""]);
});
