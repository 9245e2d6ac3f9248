import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What is installed; one command reproduces the same numbers later. */
const REQUIREMENTS = ["headroom-ai==0.42.0", "litellm==1.110.2"];
const MINUTES = 60_000;

/** A Python with the peers, or why there is none. */
export type PythonEnvironment =
  | { readonly python: string; readonly versions: Readonly<Record<string, string>> }
  | { readonly missing: string };

/**
 * Makes a virtual environment with the Python packages in `folder`, or takes the one that is there.
 *
 * @param script Python program that prints with `--versions` what is installed.
 */
export function openPythonEnvironment(folder: string, script: string): PythonEnvironment {
  const python = join(folder, "bin", "python");
  const found = versionsOf(python, script);
  if (
    found !== undefined &&
    REQUIREMENTS.every((each) => each === `${each.split("==")[0]}==${found[each.split("==")[0] ?? ""]}`)
  ) {
    return { python, versions: found };
  }
  const failed = run("python3", ["-m", "venv", folder]);
  if (failed !== undefined) return { missing: `Python 3 with venv is missing: ${failed}` };
  const refused = run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...REQUIREMENTS]);
  if (refused !== undefined)
    return { missing: `${REQUIREMENTS.join(" and ")} could not be installed from PyPI: ${refused}` };
  const versions = versionsOf(python, script);
  return versions === undefined ? { missing: `${REQUIREMENTS.join(" and ")} cannot be loaded.` } : { python, versions };
}

/** Runs a program; gives the last line of what went wrong. */
function run(program: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 10 * MINUTES });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim().split("\n").at(-1) ?? `${program} ended with ${status}`;
}

function versionsOf(python: string, script: string): Readonly<Record<string, string>> | undefined {
  if (!existsSync(python)) return undefined;
  const { status, stdout } = spawnSync(python, [script, "--versions"], { encoding: "utf8", timeout: MINUTES });
  return status === 0 ? (JSON.parse(stdout) as Record<string, string>) : undefined;
}
