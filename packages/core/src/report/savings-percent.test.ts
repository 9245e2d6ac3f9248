import { expect, it } from "vitest";
import { savingsPercent } from "./savings-percent.js";

it.each([
  [1, 3, 33.3],
  [2, 3, 66.7],
  [3, 3, 100],
  [-1, 4, -25],
  [0, 5, 0],
  [0, 0, 0],
])("gives for %i of %i %d per cent", (saved, before, percent) => {
  expect(savingsPercent(saved, before)).toBe(percent);
});
