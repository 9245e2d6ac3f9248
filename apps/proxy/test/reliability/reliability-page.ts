import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { table } from "../providers-page/table.js";
import type { Case } from "./case.js";
import { MATRIX } from "./matrix.js";

const ROOT = new URL("../../../../", import.meta.url);

/** The page that the test writes. */
export const PAGE = fileURLToPath(new URL("docs/reliability.md", ROOT));

interface Measurement {
  readonly machine: string;
  readonly figures: Readonly<Record<string, string>>;
}

/** What the proxy does under faults and load, as Markdown. */
export function reliabilityPage(): string {
  const results = readResults();
  const rows = MATRIX.map((each) => [
    each.id,
    each.fault,
    each.expected,
    [...checksOf(each), ...figuresOf(each, results), ...(each.open === undefined ? [] : [`Open: ${each.open}`])].join(
      "<br>",
    ),
  ]);
  return `# Reliability

<!-- Written by the test in apps/proxy/test/reliability: pnpm exec vitest run reliability-page --update -->

What the proxy does when providers, clients or the machine misbehave. Each case names its tests, which run on real sockets with
\`pnpm test\`, and its figures, which come from the benchmarks below; \`pnpm check:full\` runs those. A figure with an expected value
says whether it passes or falls short.

${table(["case", "what happens", "what is expected", "tests and measurements"], rows)}

${Object.entries(results).map(measurementSection).join("\n\n")}
`;
}

function checksOf({ checks }: Case): readonly string[] {
  return checks.map(({ file, test }) => `\`${file.split("/").at(-1)}\`: ${test}`);
}

function figuresOf({ measured = [] }: Case, results: Readonly<Record<string, Measurement>>): readonly string[] {
  return measured.flatMap(([measurement, beginning]) =>
    Object.entries(results[measurement]?.figures ?? {})
      .filter(([name]) => name.startsWith(beginning))
      .map(([name, figure]) => `Measured, ${name}: ${figure}`),
  );
}

function measurementSection([name, { machine, figures }]: readonly [string, Measurement]): string {
  const rows = Object.entries(figures).map(([figure, found]) => [figure, found]);
  return `## \`pnpm bench ${name}\`\n\nMeasured on ${machine}, while other programs were running.\n\n${table(["measured", "result"], rows)}`;
}

function readResults(): Readonly<Record<string, Measurement>> {
  const file = new URL("benchmarks/results/reliability.json", ROOT);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}
