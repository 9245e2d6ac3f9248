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
  return `# Compatibility

<!-- Written by the tests in apps/proxy/test/compatibility: pnpm exec vitest run compatibility --update -->

This page lists the clients that the tests cover. Each package, installed from npm, sends requests over HTTP to Headroom's sandbox,
once with Headroom and once without; the tests compare what arrives there and what the application gets back. They write this page
from what passed, and fail if it says anything else.

A ${TICK} means that these tests passed for the client in that row:

${table(
  ["column", "tests", "what they show"],
  NAMES.map((column) => [column, tests[column].map((name) => `\`${column}: ${name}\``).join(", "), COLUMNS[column]]),
)}

\`pnpm exec vitest run compatibility -t "Mistral chat"\` runs the tests of one row.

${ways.map((way) => section(way, rows, tests)).join("\n\n")}

## Fetching what was left out

Each agent below is asked twice in one conversation: for a list of 400 tickets, which one of its own tools returns, and for the note
of one ticket. Without Headroom, two requests contain the whole list. With Headroom, the row is left out until the agent fetches it
with the tool \`headroom_retrieve\`, which takes one more request; both runs end with the same answer. The script that plays the
model gives the note only if the request contains it. With Headroom, all requests together take less than a quarter of the input
tokens, as counted by the sandbox; \`pnpm exec vitest run compatibility -t "Fetching" --reporter=verbose\` prints the numbers.

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

Each row is also a test, which fails as soon as the limitation no longer exists.

${table(
  ["where", "what happens", "why", "what to do instead", "tested with"],
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
