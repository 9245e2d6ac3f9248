/**
 * Compares what the entries of the packages export with what was last agreed on: `api/<entry>.txt` in each package, the
 * declarations without comments. A change of them is a change for users, so it is reviewed as one.
 *
 * Builds must be there: run `pnpm build` before. Usage: node scripts/check-api.ts [--update]
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { packageEntries } from "./package-entries.ts";
import { publishedPackages, ROOT } from "./published-packages.ts";

interface Snapshot {
  readonly path: string;
  readonly declarations: string;
}

const update = process.argv.includes("--update");
const printer = ts.createPrinter({ removeComments: true });

const snapshots = entrySnapshots();
const stale = snapshots.filter(({ path, declarations }) => textOf(path) !== declarations);
const known = new Set(snapshots.map(({ path }) => path));
const left = globSync(["packages/*/api/**/*.txt"], { cwd: ROOT })
  .map((path) => join(ROOT, path))
  .filter((path) => !known.has(path));

if (update) {
  for (const path of left) rmSync(path);
  for (const { path, declarations } of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, declarations);
    console.log(`Written: ${relative(ROOT, path)}`);
  }
} else {
  for (const { path, declarations } of stale) {
    console.error(`\n${relative(ROOT, path)} is not what the package exports:`);
    for (const line of changedLines(textOf(path) ?? "", declarations)) console.error(`  ${line}`);
  }
  for (const path of left) console.error(`\n${relative(ROOT, path)} belongs to no entry.`);
  if (stale.length + left.length > 0) {
    console.error("\nIf that is meant, run `pnpm check api --update`, read the difference, and add a changeset.");
    process.exitCode = 1;
  } else console.log(`${snapshots.length} entries export what was agreed on.`);
}

function entrySnapshots(): readonly Snapshot[] {
  const entries = publishedPackages().flatMap(({ folder }) =>
    Object.keys(packageEntries(folder).library).map((output) => ({
      declared: join(folder, "dist", `${output}.d.ts`),
      path: join(folder, "api", `${output.replace(/\/index$/, "")}.txt`),
    })),
  );
  for (const { declared } of entries) {
    if (!existsSync(declared)) throw new Error(`There is no ${relative(ROOT, declared)}. Build first: pnpm build.`);
  }
  const program = ts.createProgram({
    rootNames: entries.map(({ declared }) => declared),
    options: {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    },
  });
  const checker = program.getTypeChecker();
  return entries.map(({ declared, path }) => {
    const source = program.getSourceFile(declared);
    const module = source && checker.getSymbolAtLocation(source);
    const exported = module === undefined ? [] : checker.getExportsOfModule(module);
    const own = dirname(dirname(path));
    const declarations = exported.map((symbol) => declarationOf(symbol, checker, own)).sort();
    return { path, declarations: `${declarations.join("\n\n")}\n` };
  });
}

/** The declarations of an export; of one that comes from another package only from where. */
function declarationOf(symbol: ts.Symbol, checker: ts.TypeChecker, folder: string): string {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declarations = target.declarations ?? [];
  const file = declarations[0]?.getSourceFile().fileName ?? "";
  const elsewhere = /\/(?:packages|node_modules)\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(file);
  if (!file.startsWith(`${folder}/dist/`))
    return `export { ${symbol.name} } // of ${elsewhere?.[1] ?? "another package"}`;
  const printed = declarations.map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return printer
      .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
      .replace(/^(?:export )?(?:declare )?/, "");
  });
  // The bundler of declarations numbers names that two files have.
  const text = [...new Set(printed)].join("\n").replaceAll(/\b([A-Za-z_]\w*)\$\d+\b/g, "$1");
  const named = target.name === symbol.name ? "" : `// as ${symbol.name}\n`;
  return `${named}${text}`;
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** Lines that only one of two texts has. */
function changedLines(before: string, after: string): readonly string[] {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const [had, has] = [new Set(old), new Set(fresh)];
  return [
    ...old.filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !had.has(line)).map((line) => `+ ${line}`),
  ];
}
