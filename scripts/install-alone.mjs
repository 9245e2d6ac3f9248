/** For the checks of packed packages: installs what would be published into an empty project, and runs programs there. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../packages/", import.meta.url));
const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

/**
 * An empty project with one package of the workspace, with what that package needs of the workspace, and with others from
 * the registry by name and version. Call `remove` in the end.
 *
 * @throws Error when something is not built or cannot be installed.
 */
export function installAlone(name, others = {}) {
  const folder = mkdtempSync(join(tmpdir(), "headroom-packed-"));
  const run = (program, ...args) => runIn(folder, program, args);
  const own = closure(name);
  const tarballs = Object.fromEntries([...own].map(([each, source]) => [each, pack(source, folder)]));
  const { [name]: self, ...needed } = tarballs;
  // Versions that are not published yet come from the tarballs, also for the packages among themselves.
  const manifest = { private: true, dependencies: { [name]: self, ...others }, overrides: needed };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline");
  return {
    folder,
    /** Runs a program under a file name that says which kind of module it is, and gives what it printed. */
    node(file, text) {
      writeFileSync(join(folder, file), text);
      return run(process.execPath, file);
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

function closure(name, found = new Map()) {
  if (found.has(name)) return found;
  const folder = join(packages, name.replace("@headroom/", ""));
  if (!existsSync(join(folder, "dist"))) throw new Error(`There is no dist in ${folder}. Build first: pnpm build.`);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  found.set(name, folder);
  for (const other of Object.keys(dependencies)) if (other.startsWith("@headroom/")) closure(other, found);
  return found;
}

function pack(source, target) {
  runIn(source, "pnpm", ["--reporter=silent", "pack", "--pack-destination", target]);
  const { name, version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  return `file:./${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

function runIn(folder, program, args) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (result.status === 0) return result.stdout;
  throw new Error(`${program} ${args.join(" ")}\n${result.error?.message ?? `${result.stdout}${result.stderr}`}`);
}
