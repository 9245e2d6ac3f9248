/**
 * Runs measurements one after another: src/<NAME>.bench.ts for each NAME, all of them without a name. They measure
 * the built packages, as users get them.
 *
 * Usage: pnpm --filter @headroom/benchmarks bench [--smoke] [NAME ...] [--OPTION=VALUE ...]
 *        --smoke sets BENCH_SMOKE=1: a measurement that can be made shorter then only shows that it works.
 *        Other options are passed on to the one measurement that is named.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { basename } from "node:path";

const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith("--"));
const options = args.filter((arg) => arg.startsWith("--") && arg !== "--smoke");
const names = globSync("src/*.bench.ts", { cwd: import.meta.dirname })
  .map((path) => basename(path, ".bench.ts"))
  .sort();
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark named ${unknown.join(", ")}. Choose from: ${names.join(", ")}.`);
  process.exit(2);
}

if (options.length > 0 && wanted.length !== 1) {
  console.error(`${options.join(" ")}: options go to one benchmark, so name one.`);
  process.exit(2);
}

const env = { ...process.env, ...(args.includes("--smoke") && { BENCH_SMOKE: "1" }) };
const failed = names
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .filter((name) => {
    console.log(`\n=== ${name}`);
    const result = spawnSync(process.execPath, ["--expose-gc", `src/${name}.bench.ts`, ...options], {
      cwd: import.meta.dirname,
      stdio: "inherit",
      env,
    });
    return result.status !== 0;
  });
if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
