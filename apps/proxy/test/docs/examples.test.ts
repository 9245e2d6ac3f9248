import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { blocksOf, ROOT, readPage } from "./read-blocks.js";
import { wayToRun } from "./ways-to-run.js";

const PAGE = "docs/examples.md";
const page = readPage(PAGE);
/** What the page runs, and whose output it is held to by the test of all pages. */
const runs = blocksOf(page).filter((block) => wayToRun(PAGE, block) === "shell");

describe.each(globSync("examples/*.ts", { cwd: ROOT }))("%s", (file) => {
  const command = `npx -y pnpm@12 example ${basename(file, ".ts")}`;

  it("is run on the page of the examples, which leads to it", () => {
    expect(runs.map(({ text }) => text.trim())).toContain(command);
    expect(page).toContain(`](../${file})`);
  });

  it("says how to run it, and is short enough to read at once", () => {
    const text = readFileSync(ROOT + file, "utf8");
    expect(text).toContain(` * Run it: ${command}\n`);
    expect(text.split("\n").length).toBeLessThanOrEqual(81);
  });
});
