/**
 * Packs every package that can be published as npm would and checks the result with publint and attw: exports resolve,
 * declarations match the code, ESM and CJS both work. Says as well what its package.json lacks.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestFaults } from "./manifest-faults.ts";
import { publishedPackages } from "./published-packages.ts";

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

let failures = 0;
for (const each of publishedPackages()) {
  const { folder, manifest } = each;
  const faults = manifestFaults(each);
  for (const fault of faults) console.error(`${manifest.name}: ${fault}`);
  const linted = run(folder, "publint", "--pack", "npm", "--strict");
  const typed = manifest.exports === undefined || checkTypes(folder);
  const passed = faults.length === 0 && linted && typed;
  if (!passed) failures += 1;
  console.log(`${passed ? "ok    " : "FAILED"} ${manifest.name}`);
}
process.exitCode = failures === 0 ? 0 : 1;
