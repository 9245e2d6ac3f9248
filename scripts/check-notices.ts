/**
 * Compares apps/proxy/THIRD-PARTY-NOTICES.txt with what the published packages are installed with: their dependencies, and those
 * of these, each with its licence. Fails as well where a build holds code of others, since it would need a notice of its own.
 *
 * Builds must be there: run `pnpm build` before. Usage: node scripts/check-notices.ts [--update]
 */
import { existsSync, globSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Manifest, publishedPackages, ROOT, readManifest } from "./published-packages.ts";

const FILE = join(ROOT, "apps/proxy/THIRD-PARTY-NOTICES.txt");

interface Dependency {
  readonly manifest: Manifest;
  readonly folder: string;
  readonly neededBy: Set<string>;
}

/** Lines of the build tool, which the notices mention. */
const BUILD_SHIMS = /\/tsup\/assets\//;

/** What is told of data, since it is no dependency. */
const DATA = `The vocabularies o200k and cl100k, by which tokens are counted, were published by OpenAI (MIT) and come with js-tiktoken. Limits and
prices of models are facts; they were read on the pages of their makers and compared with the lists of LiteLLM (MIT) and
genai-prices (MIT), each named with its day in the provider packages.`;

const written = notices(dependencies());
const foreign = foreignCode();
if (process.argv.includes("--update")) writeFileSync(FILE, written);
else if (!existsSync(FILE) || readFileSync(FILE, "utf8") !== written) {
  console.error(`${relative(ROOT, FILE)} does not say what is installed. Run: pnpm check notices --update`);
  process.exitCode = 1;
}
for (const line of foreign) console.error(line);
if (foreign.length > 0) process.exitCode = 1;

/** Everything that an installation of a published package brings, without other packages of the workspace. */
function dependencies(): ReadonlyMap<string, Dependency> {
  const found = new Map<string, Dependency>();
  for (const { folder, manifest } of publishedPackages()) {
    for (const name of Object.keys(manifest.dependencies ?? {})) add(name, folder, manifest.name, found);
  }
  return found;
}

function add(name: string, from: string, neededBy: string, found: Map<string, Dependency>): void {
  if (name.startsWith("@headroom/")) return;
  const folder = installedFolder(name, from);
  const manifest = readManifest(folder);
  const key = `${name} ${manifest.version}`;
  const known = found.get(key);
  if (known?.neededBy.has(neededBy)) return;
  found.set(key, known ?? { manifest, folder, neededBy: new Set() });
  found.get(key)?.neededBy.add(neededBy);
  for (const next of Object.keys(manifest.dependencies ?? {})) add(next, folder, neededBy, found);
}

/** @throws Error where a dependency is not installed. */
function installedFolder(name: string, from: string): string {
  for (let folder = realpathSync(from); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
  }
  throw new Error(`${name}, which ${from} needs, is not installed. Run: pnpm install`);
}

function notices(found: ReadonlyMap<string, Dependency>): string {
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([, { manifest, neededBy }]) => {
    return `| ${manifest.name} | ${manifest.version} | ${manifest.license} | ${[...neededBy].sort().join(", ")} |`;
  });
  const texts = Map.groupBy(sorted, ([, dependency]) => licenceText(dependency));
  const sections = [...texts].map(([text, members]) => {
    const names = members.map(([, { manifest }]) => manifest.name).join(", ");
    return `### ${names}\n\n${text}`;
  });
  return [
    "# Third-party notices",
    "The packages of Headroom hold no code of others, but for a few lines that tsup (MIT) puts into CommonJS builds.\nAn installation brings these packages along, each under its own licence; they lie in `node_modules` with it.",
    ["| package | version | licence | needed by |", "|---|---|---|---|", ...lines].join("\n"),
    "## Data",
    DATA,
    "## Licences",
    ...sections,
  ]
    .join("\n\n")
    .concat("\n");
}

function licenceText({ folder, manifest: { name, license } }: Dependency): string {
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) return `${name} names the licence ${license} and brings no text of it.`;
  return readFileSync(join(folder, file), "utf8").replaceAll("\r", "").trim();
}

/** Files of builds that were made of files in node_modules, by their source maps. */
function foreignCode(): readonly string[] {
  return globSync(["packages/*/dist/**/*.map", "apps/*/dist/**/*.map"], { cwd: ROOT }).flatMap((map) => {
    const { sources } = JSON.parse(readFileSync(join(ROOT, map), "utf8")) as { readonly sources: readonly string[] };
    const source = sources.find((path) => path.includes("node_modules") && !BUILD_SHIMS.test(path));
    return source === undefined
      ? []
      : [`${map} holds ${source}: keep it a dependency, or add a notice to the package.`];
  });
}
