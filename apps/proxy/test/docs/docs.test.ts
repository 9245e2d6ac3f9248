import { describe, expect, it } from "vitest";
import { brokenLinks } from "./broken-links.js";
import { blocksOf, markdownPages, ROOT, readPage } from "./read-blocks.js";
import { runPage } from "./run-page.js";
import { pageWithFiles } from "./shown-files.js";
import { faultOf, type Way, wayToRun } from "./ways-to-run.js";

const RUN_HERE: ReadonlySet<Way | undefined> = new Set(["shell", "program", "printed", "json"]);

describe.each(markdownPages())("%s", (name) => {
  const page = readPage(name);
  const blocks = blocksOf(page);

  it("says of each block how it is run, and by a test that exists", () => {
    const faults = blocks.flatMap((block) => {
      const fault = faultOf(name, block);
      return fault === undefined ? [] : [`${name}:${block.line}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it("leads to files and headings that are there", () => {
    expect(brokenLinks(name, page)).toEqual([]);
  });

  it("shows files as they are", async () => {
    await expect(pageWithFiles(page)).toMatchFileSnapshot(ROOT + name);
  });

  if (blocks.some((block) => RUN_HERE.has(wayToRun(name, block)))) {
    it("can be followed from top to bottom", { timeout: 120_000 }, async () => {
      await expect(await runPage(name, page)).toMatchFileSnapshot(ROOT + name);
    });
  }
});
