import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Comparison } from "../comparison.ts";
import { comparisonFiles, RESULTS } from "./files.ts";

const comparison: Comparison = JSON.parse(readFileSync(RESULTS, "utf8"));

describe("what is told of the comparison", () => {
  it.each([...comparisonFiles(comparison)])("%s says what was measured, and nothing else", (path, text) => {
    expect(readFileSync(path, "utf8"), "Run `pnpm bench`, or take figures that were put in by hand out again.").toBe(
      text,
    );
  });

  it("has a row for every peer, also in the README", () => {
    const readme = [...comparisonFiles(comparison)].find(([path]) => path.endsWith("README.md"))?.[1] ?? "";
    for (const { name } of comparison.peers) expect(readme).toContain(`| ${name} `);
  });
});
