import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Comparison } from "../comparison.ts";
import { withMeasured } from "./measured-blocks.ts";
import { drawComparison } from "./picture.ts";

const ROOT = join(import.meta.dirname, "../../../..");

/** Where what was measured is kept. */
export const RESULTS = join(ROOT, "benchmarks/results/comparison.json");

/** The files that a comparison is written to, each with its text. */
export function comparisonFiles(comparison: Comparison): ReadonlyMap<string, string> {
  const pages = ["README.md", "docs/benchmarks.md"].map((name) => join(ROOT, name));
  return new Map([
    [RESULTS, `${JSON.stringify(comparison, null, 2)}\n`],
    [join(ROOT, "docs/pictures/comparison.svg"), drawComparison(comparison)],
    ...pages.map((page): [string, string] => [page, withMeasured(readFileSync(page, "utf8"), comparison)]),
  ]);
}
