/** For the checks of packed packages: installs what would be published into an empty project, and runs programs there. */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules/typescript/bin/tsc");

/** The executable of the oldest Node that packages without a need for a newer one run on. */
export const OLD_NODE = nodeOfVersion(20);
/** The executable of the newest Node that is tried. */
export const NEW_NODE = nodeOfVersion(26);

/** The manifests of all packages that can be published, with their folders, by name. */
export const PACKAGES = new Map(
  globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root })
    .map((path) => ({ folder: join(root, dirname(path)), ...readManifest(join(root, path)) }))
    .filter((manifest) => manifest.private !== true)
    .map((manifest) => [manifest.name, manifest]),
);

/**
 * An empty project with one package of the workspace, with what that package needs of the workspace, and with others from
 * the registry by name and version. Call `remove` in the end.
 *
 * @throws Error when something is not built or cannot be installed.
 */
export function installAlone(name, others = {}) {
  const folder = mkdtempSync(join(tmpdir(), "headroom-packed-"));
  const run = (program, ...args) => runIn(folder, program, args);
  const tarballs = Object.fromEntries([...closure(name)].map((each) => [each, pack(PACKAGES.get(each), folder)]));
  const { [name]: self, ...needed } = tarballs;
  // Versions that are not published yet come from the tarballs, also for the packages among themselves.
  const manifest = { private: true, dependencies: { [name]: self, ...others }, overrides: needed };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline");
  return {
    folder,
    run,
    /** Runs a program under a file name that says which kind of module it is, and gives what it printed. */
    node(file, text, node = process.execPath) {
      writeFileSync(join(folder, file), text);
      return run(node, file);
    },
    /** Runs it on this Node, on the oldest and on the newest. */
    nodes(file, text) {
      return [process.execPath, OLD_NODE, NEW_NODE].map((node) => this.node(file, text, node)).join("");
    },
    /** Compiles a program against the declarations as they were packed. */
    compile(file, text) {
      writeFileSync(join(folder, file), text);
      const options = ["--module", "nodenext", "--target", "es2023", "--strict", "--skipLibCheck"];
      run(process.execPath, compiler, "--noEmit", ...options, file);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Lines that load names from modules, in a module of either kind. `from` gives the names by the module. */
export function loadLines(kind, from) {
  const line = kind === "cjs" ? ([module, names]) => `const { ${names} } = require("${module}");` : importLine;
  return Object.entries(from).map(line).join("\n");
}

function importLine([module, names]) {
  return `import { ${names} } from "${module}";`;
}

function closure(name, found = new Set()) {
  const { folder, ...manifest } = PACKAGES.get(name);
  if (!existsSync(join(folder, "dist"))) throw new Error(`There is no dist in ${folder}. Build first: pnpm build.`);
  found.add(name);
  for (const other of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    if (PACKAGES.has(other) && !found.has(other)) closure(other, found);
  }
  return found;
}

function pack({ folder, name, version }, target) {
  runIn(folder, "pnpm", ["--reporter=silent", "pack", "--pack-destination", target]);
  return `file:./${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

function readManifest(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function runIn(folder, program, args) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (result.status === 0) return result.stdout;
  throw new Error(`${program} ${args.join(" ")}\n${result.error?.message ?? `${result.stdout}${result.stderr}`}`);
}

/** The executable of a version of Node.js, from the registry. */
export function nodeOfVersion(major) {
  const { status, stdout, stderr } = spawnSync("npx", ["-y", `node@${major}`, "-p", "process.execPath"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Node ${major} could not be fetched: ${stderr}`);
  return stdout.trim();
}
