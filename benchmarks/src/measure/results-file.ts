import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../results/reliability.json", import.meta.url));

/** Figures by name, as text with their units. */
export type Figures = Readonly<Record<string, string>>;

/** Writes figures of one measurement where the page about reliability reads them. */
export function writeResults(measurement: string, figures: Figures): void {
  const known = readResults();
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.version}`;
  const written = { ...known, [measurement]: { machine, figures } };
  writeFileSync(FILE, `${JSON.stringify(written, null, 2)}\n`);
}

function readResults(): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    return {};
  }
}
