import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What a test needs of the machine, beside Node.js. */
export interface NeededProgram {
  /** Any of these will do. */
  readonly names: readonly string[];
  /** Debian's package that brings the first. */
  readonly debianPackage: string;
}

/**
 * The path of the first of the names that is installed; absent where none is, so that tests can be skipped. Where continuous
 * integration runs, which installs what tests need, it must be there.
 *
 * @throws Error in continuous integration where none is installed, naming the package that has it.
 * @example
 * const redis = installedProgram({ names: ["redis-server"], debianPackage: "redis-server" });
 */
export function installedProgram({ names, debianPackage }: NeededProgram): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (found === undefined && process.env.CI !== undefined) {
    throw new Error(`These tests need ${names.join(" or ")}. Install it: apt-get install ${debianPackage}`);
  }
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
