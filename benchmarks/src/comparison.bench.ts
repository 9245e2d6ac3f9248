/**
 * Headroom beside what else one would pick, on generated conversations: what is left of a request, which facts can still be
 * read or fetched, and what it costs after provider caching. Every figure of the README is from here. docs/benchmarks.md says
 * how to read it, and how to challenge it.
 *
 * pnpm bench [--smoke]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModelTokenizers, loadTokenizer } from "@headroom/tokenizers";
import { PRICE_ROWS } from "./bill/prices/price-rows.ts";
import { writeTable } from "./bill/report/markdown.ts";
import { circumstances } from "./comparison/circumstances.ts";
import type { Comparison } from "./comparison/comparison.ts";
import { measureAll } from "./comparison/measure.ts";
import { allPeers } from "./comparison/peers/all-peers.ts";
import { openPythonEnvironment } from "./comparison/peers/python-environment.ts";
import { startPython } from "./comparison/peers/python-process.ts";
import { comparisonFiles } from "./comparison/report/files.ts";
import { summaryTable } from "./comparison/report/summary-table.ts";
import { scenarios } from "./comparison/scenarios.ts";

const smoke = process.env.BENCH_SMOKE === "1";
const folder = join(import.meta.dirname, "..");
const script = join(import.meta.dirname, "comparison/peers/python-peers.py");
const rows = PRICE_ROWS.filter(({ observed }) => observed === undefined);

const environment = smoke
  ? { missing: "A smoke run starts no Python." }
  : openPythonEnvironment(join(folder, ".python"), script);
const skipped = "missing" in environment ? [`Python's headroom-ai and LiteLLM: ${environment.missing}`] : [];
for (const reason of skipped) console.log(`Skipped: ${reason}`);

const home = mkdtempSync(join(tmpdir(), "headroom-bench-"));
const python = "python" in environment ? startPython(environment.python, script, home) : undefined;
const tokenizers = await loadModelTokenizers();
const o200k = await loadTokenizer("o200k_base");
try {
  const measured = await measureAll({
    scenarios: smoke ? scenarios().filter(({ name }) => name.startsWith("log")) : scenarios(),
    peers: allPeers(tokenizers, python),
    rows: smoke ? rows.slice(0, 1) : rows,
    tokenizers,
    count: (text) => o200k.count(text),
    progress: ({ name }) => console.log(`${name} ...`),
  });
  const versions = "versions" in environment ? environment.versions : {};
  const comparison: Comparison = { measured: circumstances(new Date(), versions, skipped), ...measured };
  const { date, machine } = comparison.measured;
  console.log(`\n${date}, ${machine}\n${Object.entries(comparison.measured.versions).flat().join(" ")}\n`);
  console.log(writeTable(summaryTable(comparison)));
  if (!smoke) {
    for (const [path, text] of comparisonFiles(comparison)) {
      writeFileSync(path, text);
      console.log(`Written: ${path}`);
    }
  }
} finally {
  await python?.close();
  rmSync(home, { recursive: true, force: true });
}
