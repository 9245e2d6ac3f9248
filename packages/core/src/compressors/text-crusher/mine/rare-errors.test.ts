import { expect, it } from "vitest";
import { rareErrors } from "./rare-errors.js";

const lines = Array.from({ length: 200 }, (_, k) => `INFO request ${k} done`);

it("finds the few lines that report an error", () => {
  const some = lines.with(17, "ERROR upstream timed out").with(40, "Traceback (most recent call last):");
  expect([...rareErrors(some)]).toEqual([17, 40]);
});

it("finds none where errors are what the text is about, or where there is none", () => {
  expect(rareErrors(lines.map((line, k) => (k % 4 === 0 ? `ERROR ${line}` : line))).size).toBe(0);
  expect(rareErrors([...lines, "0 errors, 3 files: error.log"]).size).toBe(0);
});
