/**
 * Packs every package that can be published as npm would and checks the result with publint and attw: exports resolve,
 * declarations match the code, ESM and CJS both work.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: unknown;
}

interface PublishedPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Packages that can be published, without those that have no sources yet. */
function publishedPackages(): readonly PublishedPackage[] {
  return globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root })
    .sort()
    .map((path) => ({
      folder: join(root, dirname(path)),
      manifest: JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest,
    }))
    .filter(({ folder, manifest }) => manifest.private !== true && existsSync(join(folder, "src")));
}

function run(folder: string, program: string, ...args: readonly string[]): boolean {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (result.status === 0) return true;
  console.error(`${program} ${args.join(" ")} in ${folder}`);
  console.error(result.error?.message ?? `${result.stdout}${result.stderr}`);
  return false;
}

/** attw reads declarations, which a package with only a command does not have. */
function checkTypes(folder: string): boolean {
  const target = mkdtempSync(join(tmpdir(), "headroom-pack-"));
  try {
    if (!run(folder, "npm", "pack", "--loglevel=error", "--pack-destination", target)) return false;
    const tarball = readdirSync(target).find((file) => file.endsWith(".tgz"));
    return tarball !== undefined && run(folder, "attw", join(target, tarball), "--profile", "node16");
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

const root = fileURLToPath(new URL("..", import.meta.url));
let failures = 0;
for (const { folder, manifest } of publishedPackages()) {
  const linted = run(folder, "publint", "--pack", "npm", "--strict");
  const typed = manifest.exports === undefined || checkTypes(folder);
  if (!linted || !typed) failures += 1;
  console.log(`${linted && typed ? "ok    " : "FAILED"} ${manifest.name}`);
}
process.exitCode = failures === 0 ? 0 : 1;
