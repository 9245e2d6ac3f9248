/**
 * Measures what each entry of a package adds to an application: its built code with that of the workspace packages it needs,
 * bundled, minified and compressed with gzip, without dependencies of others. Fails where an entry is larger than its budget
 * in size-budgets.json, and where it has none.
 *
 * Builds must be there: run `pnpm build` before. Usage: node scripts/check-sizes.ts [--update], which gives a budget to entries
 * that have none and forgets those of entries that are gone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { packageEntries } from "./package-entries.ts";
import { publishedPackages } from "./published-packages.ts";

const BUDGETS = join(import.meta.dirname, "size-budgets.json");
/** In kilobytes of 1,000 bytes, by the name that an entry is imported by; commands by their file. */
const budgets = JSON.parse(readFileSync(BUDGETS, "utf8")) as Readonly<Record<string, number>>;

interface Entry {
  readonly name: string;
  readonly file: string;
}

function entries(): readonly Entry[] {
  return publishedPackages().flatMap(({ folder, manifest: { name } }) => {
    const { library, commands } = packageEntries(folder);
    return [...Object.keys(library), ...Object.keys(commands)].map((output) => ({
      name: `${name}/${output}`.replace(/\/index$/, ""),
      file: join(folder, "dist", `${output}.js`),
    }));
  });
}

async function kilobytes(file: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    outdir: "out",
    format: "esm",
    platform: "node",
    target: "node20",
    splitting: true,
    logLevel: "error",
    external: ["node:*"],
    plugins: [
      {
        name: "only-workspace-packages",
        setup({ onResolve }) {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === "entry-point" || path.startsWith("@headroom/") ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0) / 1000;
}

const update = process.argv.includes("--update");
const agreed = new Map<string, number>();
let failures = 0;
for (const { name, file } of entries()) {
  const size = await kilobytes(file);
  const budget = budgets[name] ?? (update ? Math.ceil(size) + 1 : undefined);
  if (budget !== undefined) agreed.set(name, budget);
  const fits = budget !== undefined && size <= budget;
  if (!fits) failures += 1;
  const said = budget === undefined ? "no budget: pnpm check sizes --update" : `of ${budget} kB`;
  console.log(`${fits ? "ok    " : "FAILED"} ${size.toFixed(1).padStart(6)} kB ${said}  ${name}`);
}
if (update) writeFileSync(BUDGETS, `${JSON.stringify(Object.fromEntries(agreed), null, 2)}\n`);
if (failures > 0) {
  console.error(
    `${failures} without a budget, or over it. Make it smaller, or raise the budget in scripts/size-budgets.json and say why.`,
  );
}
process.exitCode = failures === 0 ? 0 : 1;
