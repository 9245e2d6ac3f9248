import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { apiResources } from "./generators/api-resources.js";
import { databaseRows } from "./generators/database-rows.js";
import { logEntries } from "./generators/log-entries.js";
import { searchResults } from "./generators/search-results.js";
import { toolOutput } from "./laws/tool-outputs.js";

interface NamedTexts {
  readonly name: string;
  readonly texts: readonly string[];
}

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
const MOST_CHARACTERS = 20_000;
const LANGUAGES = [
  "en",
  "de",
  "fr",
  "pl",
  "tr",
  "vi",
  "ru",
  "uk",
  "el",
  "he",
  "ar",
  "fa",
  "hi",
  "ta",
  "th",
  "ka",
  "zh",
  "ja",
  "ko",
];

/**
 * Texts as people and programs write them: sources and documents of this repository, generated records and logs, names in
 * many languages, and the tool outputs of the corpus where there is one.
 */
export function naturalTexts(): readonly NamedTexts[] {
  const corpus = process.env.HEADROOM_CORPUS;
  return [
    { name: "sources", texts: filesIn(join(REPOSITORY, "packages/core/src"), /\.ts$/).filter((_, at) => at % 4 === 0) },
    { name: "documents", texts: filesIn(REPOSITORY, /^[^/]*\.(md|json)$|^(docs|\.changeset)\/.*\.md$/) },
    { name: "generated records", texts: generatedRecords() },
    { name: "generated tool outputs", texts: generatedOutputs() },
    { name: "names in many languages", texts: LANGUAGES.map(regionNames) },
    ...(corpus === undefined ? [] : [{ name: "the corpus", texts: filesIn(join(corpus, "payloads"), /./) }]),
  ];
}

/** Those with a word in them: line breaks alone are nothing that anyone writes. */
function generatedOutputs(): readonly string[] {
  return fc.sample(toolOutput, { numRuns: 150, seed: 11 }).filter((text) => /\w/.test(text));
}

function generatedRecords(): readonly string[] {
  const lists = [
    apiResources({ count: 40 }),
    databaseRows({ count: 60, table: "users" }),
    databaseRows({ count: 60, table: "metrics" }),
    databaseRows({ count: 60, table: "transactions" }),
    logEntries({ count: 60 }),
    searchResults({ count: 30 }),
  ];
  return lists.flatMap((records) => [
    JSON.stringify(records),
    JSON.stringify(records, null, 2),
    records.map((record) => Object.values(record).join(",")).join("\n"),
  ]);
}

/** What countries are called: words of a language that no one here wrote. */
function regionNames(language: string): string {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.flatMap((code) => names.of(code) ?? []).join(", ");
}

function filesIn(folder: string, names: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  const isOwn = (path: string): boolean => !/(^|\/)(node_modules|dist|\.git|\.turbo|coverage)\//.test(path);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + (folder.endsWith("/") ? 0 : 1)))
    .filter((path) => names.test(path) && isOwn(path))
    .map((path) => readFileSync(join(folder, path), "utf8").slice(0, MOST_CHARACTERS));
}
