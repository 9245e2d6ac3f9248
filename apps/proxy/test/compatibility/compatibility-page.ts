import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { COLUMNS, type Column, type Coverage, type Limit, type Row } from "./coverage.js";

const DOCS = fileURLToPath(new URL("../../../../docs/", import.meta.url));
const TICK = "[✓][suite]";
const NAMES = Object.keys(COLUMNS) as Column[];

/** The page that the tests write. */
export const PAGE = `${DOCS}compatibility.md`;

/** Writes what passed as Markdown. */
export function compatibilityPage({ rows, fetches, limits }: Coverage, suite: string): string {
  const ways = [...new Set([...rows.keys()].map(({ way }) => way))];
  const tests = testsByColumn(rows);
  return `# What is driven

<!-- Written by the tests in apps/proxy/test/compatibility: pnpm exec vitest run compatibility --update -->

Each package below, as it comes from npm, sends its requests over HTTP to Headroom's sandbox, once with Headroom and once
without. Compared is what arrived there and what the application got back. The tests that do so write this page from what
passed, and one of them fails when it says anything else.

A ${TICK} says that these tests passed for what stands in its line:

${table(
  ["column", "tests", "what they show"],
  NAMES.map((column) => [column, tests[column].map((name) => `\`${column}: ${name}\``).join(", "), COLUMNS[column]]),
)}

\`pnpm exec vitest run compatibility -t "Mistral chat"\` runs those of a line.

${ways.map((way) => section(way, rows, tests)).join("\n\n")}

## Fetching what was left out

Each agent below is asked twice in one conversation: for a list of 400 tickets, which a tool of its own gives, and for the note of
one of them. Without Headroom the whole list stands in two requests. With it the row is left out until the agent fetches it by
the tool \`headroom_retrieve\`, which takes one more request; both say the same in the end. The script that plays the model says
the note only where it stands in the request. All requests together take less than a quarter of the input tokens, as the sandbox
counts them for its answers; \`pnpm exec vitest run compatibility -t "Fetching" --reporter=verbose\` prints the numbers.

${table(
  ["agent", "over", "packages", "requests"],
  fetches.map(({ row, plain, fetched }) => [
    row.way,
    link(row.name, row.source),
    versions(row),
    `${plain.length} → ${fetched.length}`,
  ]),
)}

## What cannot work, and why

Each line is a test, too, which fails as soon as it is no longer so.

${table(
  ["where", "what", "why", "instead", "seen with"],
  limits.map((limit) => [link(limit.where, limit.source), limit.what, limit.why, limit.instead, versions(limit)]),
)}

[suite]: ${pathOf(suite)}
`;
}

type Tests = Readonly<Record<Column, readonly string[]>>;

function testsByColumn(rows: Coverage["rows"]): Tests {
  const all = (column: Column) => [...rows.values()].flatMap((columns) => columns.get(column) ?? []);
  return Object.fromEntries(NAMES.map((column) => [column, [...new Set(all(column))]])) as unknown as Tests;
}

function section(way: string, rows: Coverage["rows"], tests: Tests): string {
  const lines = [...rows].filter(([row]) => row.way === way);
  const cell = (passed: readonly string[], all: readonly string[]): string =>
    passed.length === all.length ? TICK : passed.map((name) => `\`${name}\``).join(", ");
  return `## ${way}

${table(
  ["client", "packages", ...NAMES],
  lines.map(([row, columns]) => [
    link(row.name, row.source),
    versions(row),
    ...NAMES.map((column) => cell(columns.get(column) ?? [], tests[column])),
  ]),
)}`;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...lines.map(line)].join("\n");
}

function link(text: string, source: string): string {
  return `[${text}](${pathOf(source)})`;
}

function pathOf(source: string): string {
  return relative(DOCS, fileURLToPath(source));
}

/** Names and versions as they are installed. */
function versions({ packages }: Row | Limit): string {
  return packages
    .map((folder) => {
      const manifest = new URL(`../../node_modules/${folder}/package.json`, import.meta.url);
      const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string; version: string };
      return `${name} ${version}`;
    })
    .join(", ");
}
