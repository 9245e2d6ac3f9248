import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A folder in which this program is found as `headroom`, until it is removed. */
export interface CommandOnPath {
  /** A search path that begins with the folder. */
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes this program, which `self` starts, known as `headroom`, whether it is installed or not. */
export async function putCommandOnPath(self: readonly string[], path: string | undefined): Promise<CommandOnPath> {
  const folder = await mkdtemp(join(tmpdir(), "headroom-wrap-"));
  const quoted = self.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  await writeFile(join(folder, "headroom"), `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 });
  const forWindows = self.map((word) => `"${word}"`).join(" ");
  await writeFile(join(folder, "headroom.cmd"), `@${forWindows} %*\r\n`);
  return {
    path: path === undefined || path === "" ? folder : folder + delimiter + path,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
