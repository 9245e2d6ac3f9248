/**
 * Runs every check of the workspace in turn, never stops at the first failure, and says at the end what failed.
 *
 * Usage: pnpm check [NAME ...]             only the named checks
 *        pnpm check NAME ... --update      api and notices write what they compare with, sizes the budgets that are missing
 *        pnpm check:full                   also what is packed, installed alone; soak, load, rolling replacement and version
 *                                          matrix; and a smoke run of the other benchmarks; half an hour in all
 */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Whether it writes what it compares with, where it is given `--update`. */
  readonly updates?: boolean;
}

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

const CHECKS: readonly Check[] = [
  { name: "format", command: ["biome", "format", "."] },
  { name: "lint", command: ["biome", "check", "--formatter-enabled=false", "--error-on-warnings", "."] },
  {
    name: "types",
    command: ["turbo", "run", "types", "--continue=dependencies-successful", "--output-logs=errors-only"],
  },
  { name: "types-scripts", command: ["tsc", "-p", "scripts/tsconfig.json"] },
  {
    name: "types-docs",
    command: [
      "node",
      "--import",
      "./apps/proxy/test/support/register-sources.mjs",
      "apps/proxy/test/docs/check-types.ts",
    ],
  },
  {
    name: "dependencies",
    command: ["depcruise", "packages", "apps", "benchmarks", "examples", "--config", "depcruise.config.mjs"],
  },
  { name: "unused", command: ["knip", "--no-config-hints"] },
  {
    name: "build",
    command: ["turbo", "run", "build", "--continue=dependencies-successful", "--output-logs=errors-only"],
  },
  { name: "packages", command: ["node", "scripts/check-packages.ts"] },
  { name: "api", command: ["node", "scripts/check-api.ts"], updates: true },
  { name: "sizes", command: ["node", "scripts/check-sizes.ts"], updates: true },
  { name: "notices", command: ["node", "scripts/check-notices.ts"], updates: true },
  { name: "reference", command: ["typedoc"] },
  { name: "tests", command: ["vitest", "run"] },
];

const FULL_CHECKS: readonly Check[] = [
  { name: "packed", command: ["node", "scripts/check-packed.mjs"] },
  {
    name: "package check:full scripts",
    command: [
      "pnpm",
      "--reporter=append-only",
      "--recursive",
      "--workspace-concurrency=1",
      "--no-bail",
      "--if-present",
      "run",
      "check:full",
    ],
  },
  { name: "benchmarks smoke", command: ["pnpm", "--filter", "@headroom/benchmarks", "run", "--if-present", "smoke"] },
];

function run(check: Check): Outcome {
  const [program, ...given] = check.command;
  const args = update && check.updates === true ? [...given, "--update"] : given;
  console.log(`\n=== ${check.name}: ${[program, ...args].join(" ")}`);
  const started = performance.now();
  const result = spawnSync(program, args, { cwd: root, stdio: "inherit", env });
  if (result.error !== undefined) console.error(`${check.name} did not start: ${result.error.message}`);
  return { name: check.name, passed: result.status === 0, seconds: (performance.now() - started) / 1000 };
}

function select(names: readonly string[]): readonly Check[] {
  const known = CHECKS.map((check) => check.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no check named ${unknown.join(", ")}. Choose from: ${known.join(", ")}.`);
    process.exit(2);
  }
  return names.length === 0 ? CHECKS : CHECKS.filter((check) => names.includes(check.name));
}

const root = fileURLToPath(new URL("..", import.meta.url));
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
const args = process.argv.slice(2);
const update = args.includes("--update");
const names = args.filter((arg) => arg !== "--full" && arg !== "--update");
const checks = [...select(names), ...(args.includes("--full") ? FULL_CHECKS : [])];

const outcomes = checks.map(run);

console.log(`\nnode ${process.version}`);
for (const { name, passed, seconds } of outcomes) {
  console.log(`${passed ? "ok    " : "FAILED"} ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
const failed = outcomes.filter((outcome) => !outcome.passed).map((outcome) => outcome.name);
console.log(failed.length === 0 ? "All checks passed." : `${failed.length} failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
