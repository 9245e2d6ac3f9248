import { writeSync } from "node:fs";

/** Prints a line before anything else happens, even if the process is killed right after. */
export function print(line: string): void {
  writeSync(1, `${line}\n`);
}
