import { writeTable } from "../../bill/report/markdown.ts";
import type { Comparison } from "../comparison.ts";
import { billTable } from "./bill-table.ts";
import { scenarioTable, scenarioTables } from "./scenario-tables.ts";
import { summaryTable } from "./summary-table.ts";

const BLOCK = /(<!-- measured: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g;

const WRITERS: Readonly<Record<string, (comparison: Comparison) => string>> = {
  summary: (comparison) => writeTable(summaryTable(comparison)),
  circumstances,
  scenarios: (comparison) => writeTable(scenarioTable(comparison)),
  "by-scenario": (comparison) =>
    scenarioTables(comparison)
      .map(([name, table]) => `### ${capital(name)}\n\n${writeTable(table)}`)
      .join("\n\n"),
  bills: (comparison) => writeTable(billTable(comparison)),
};

/**
 * A page with all that was measured in its place: between a comment `<!-- measured: NAME -->` and `<!-- end -->`.
 *
 * @throws Error for a name that nothing is measured under.
 */
export function withMeasured(page: string, comparison: Comparison): string {
  return page.replace(BLOCK, (_block, begin: string, name: string, end: string) => {
    const write = WRITERS[name];
    if (write === undefined)
      throw new Error(`Nothing is measured as ${name}. Known are: ${Object.keys(WRITERS).join(", ")}.`);
    return `${begin}\n${write(comparison)}\n\n${end}`;
  });
}

function circumstances({ measured: { date, machine, versions, skipped } }: Comparison): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const measured = `Measured on ${date} on ${machine}, with ${packages.join(", ")}.`;
  return [measured, ...skipped.map((reason) => `Not measured: ${reason}`)].join("\n\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
