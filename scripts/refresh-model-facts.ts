/**
 * Compares the listed facts of the provider packages with public lists of models and writes what changed. Read the diff
 * before you commit it: a wrong price is worse than an old one.
 *
 * Usage: node scripts/refresh-model-facts.ts [--litellm FILE] [--add MAKER/MODEL ...]
 *
 * LiteLLM's list comes from the package on PyPI, by pip, unless a file is given; the others come from npm. Nothing is
 * installed. A model that is added needs its name and cache rule in known-models.ts of its provider, too.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { FactList, ListedFacts } from "../packages/core/src/models/model-facts.ts";
import { agreeOnFacts } from "./model-facts/agree-on-facts.ts";
import type { Tracker } from "./model-facts/listing.ts";
import { litellmTracker } from "./model-facts/litellm-tracker.ts";
import { genaiTracker, piTracker } from "./model-facts/package-trackers.ts";
import { printFacts } from "./model-facts/print-facts.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The file with the listed facts of each maker's models. */
const FILES: Readonly<Record<string, string>> = {
  openai: "packages/providers-openai/src/models/listed-facts.ts",
  other: "packages/providers-openai/src/models/other-listed-facts.ts",
  anthropic: "packages/providers-anthropic/src/models/listed-facts.ts",
  google: "packages/providers-google/src/models/listed-facts.ts",
  cohere: "packages/providers-cohere/src/models/listed-facts.ts",
  mistral: "packages/providers-mistral/src/models/listed-facts.ts",
};

const { values } = parseArgs({
  options: { litellm: { type: "string" }, add: { type: "string", multiple: true, default: [] } },
});
const today = new Date().toISOString().slice(0, 10);
const folder = mkdtempSync(join(tmpdir(), "model-facts-"));
try {
  const trackers = [readLitellm(folder, values.litellm), readPi(folder), await readGenai(folder)];
  const written: string[] = [];
  for (const [maker, file] of Object.entries(FILES)) {
    const added = values.add.filter((name) => name.startsWith(`${maker}/`)).map((name) => name.slice(maker.length + 1));
    if (await refresh(maker, join(root, file), added, trackers)) written.push(file);
  }
  if (written.length > 0)
    execFileSync("npx", ["biome", "format", "--write", ...written], { cwd: root, stdio: "inherit" });
  console.log(written.length === 0 ? "Nothing changed." : `Read the diff of ${written.join(", ")}.`);
} finally {
  rmSync(folder, { recursive: true });
}

async function refresh(
  maker: string,
  file: string,
  added: readonly string[],
  trackers: readonly Tracker[],
): Promise<boolean> {
  const { LISTED_FACTS: old } = (await import(pathToFileURL(file).href)) as { LISTED_FACTS: FactList };
  const models: Record<string, ListedFacts> = {};
  for (const model of [...Object.keys(old.models), ...added]) {
    const before = old.models[model];
    if (before !== undefined && !isTracked(before, trackers)) {
      models[model] = before;
      continue;
    }
    const found = agreeOnFacts(maker, model, trackers, before, today);
    if (found === undefined)
      console.log(`${maker}/${model}: no list names it${before === undefined ? "" : "; kept as it was"}.`);
    const facts = found ?? before;
    if (facts !== undefined) models[model] = facts;
  }
  const named = new Set(
    Object.values(models).flatMap(({ limitSources, priceSources }) => [...limitSources, ...priceSources]),
  );
  const compared = trackers.map(
    ({ id, name, url }) => [id, { name, url, verifiedOn: today, official: false }] as const,
  );
  const sources = Object.fromEntries([...Object.entries(old.sources), ...compared].filter(([id]) => named.has(id)));
  const text = printFacts({ sources, models });
  if (text === printFacts(old)) return false;
  writeFileSync(file, text);
  return true;
}

/** Facts that no list was ever asked for were read by somebody, and stay. */
function isTracked({ limitSources, priceSources }: ListedFacts, trackers: readonly Tracker[]): boolean {
  return trackers.some(({ id }) => limitSources.includes(id) || priceSources.includes(id));
}

function readLitellm(into: string, file: string | undefined): Tracker {
  if (file !== undefined) return litellmTracker(readFileSync(file, "utf8"), "as given");
  const target = join(into, "litellm");
  execFileSync("pip", ["download", "--quiet", "--no-deps", "--dest", target, "litellm"], { stdio: "inherit" });
  const wheel = readdirSync(target).find((name) => name.endsWith(".whl")) ?? "";
  execFileSync("python3", ["-m", "zipfile", "-e", join(target, wheel), target]);
  const list = join(target, "litellm", "model_prices_and_context_window_backup.json");
  return litellmTracker(readFileSync(list, "utf8"), wheel.split("-")[1] ?? "");
}

function readPi(into: string): Tracker {
  const { path, version } = unpack(into, "@earendil-works/pi-ai");
  return piTracker(path, version);
}

async function readGenai(into: string): Promise<Tracker> {
  const { path, version } = unpack(into, "@pydantic/genai-prices");
  return genaiTracker(path, version);
}

/** Fetches the newest version of a package from npm, without its dependencies. */
function unpack(into: string, name: string): { readonly path: string; readonly version: string } {
  const target = mkdtempSync(join(into, "npm-"));
  const printed = execFileSync("npm", ["pack", "--json", "--pack-destination", target, name], { encoding: "utf8" });
  const [{ version }] = JSON.parse(printed) as [{ version: string }];
  const archive = readdirSync(target).find((file) => file.endsWith(".tgz")) ?? "";
  execFileSync("tar", ["-xzf", join(target, archive), "-C", target]);
  return { path: join(target, "package"), version };
}
