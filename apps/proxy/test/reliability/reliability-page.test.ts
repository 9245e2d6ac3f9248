import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MATRIX } from "./matrix.js";
import { PAGE, reliabilityPage } from "./reliability-page.js";

it("the page about reliability says what is checked and what was found", async () => {
  await expect(reliabilityPage()).toMatchFileSnapshot(PAGE);
});

it.each(MATRIX.flatMap(({ checks }) => checks))("$file has the test: $test", ({ file, test }) => {
  expect(readFileSync(new URL(`../../../../${file}`, import.meta.url), "utf8")).toContain(test);
});
