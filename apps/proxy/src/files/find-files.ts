import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** A file that may hold recordings. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last written to, in milliseconds of the epoch. */
  readonly changedAt: number;
}

/** What there is below a path. */
export interface FoundFiles {
  /** Newest first. */
  readonly files: readonly FoundFile[];
  /** Files and folders that cannot be looked into, with the reason. */
  readonly unreadable: readonly UnreadableFile[];
}

export interface UnreadableFile {
  readonly path: string;
  readonly reason: string;
}

const RECORDINGS = /\.(?:jsonl|json|ndjson)(?:\.\d+)?$/i;

/**
 * A file, or the files of JSON in a folder and all that is below it. Links to folders are not followed: they may lead round in
 * a circle.
 */
export async function findFiles(path: string): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const unreadable: UnreadableFile[] = [];
  const tryTo = async (at: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      unreadable.push({ path: at, reason: (error as Error).message });
    }
  };
  const look = (at: string, isNamed: boolean): Promise<void> =>
    tryTo(at, async () => {
      const facts = await stat(at);
      if (facts.isDirectory()) await lookInside(at);
      else if (isNamed || facts.isFile()) files.push({ path: at, bytes: facts.size, changedAt: facts.mtimeMs });
    });
  const lookInside = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const at = join(folder, entry.name);
      if (entry.isDirectory()) await tryTo(at, () => lookInside(at));
      else if (RECORDINGS.test(entry.name)) await look(at, false);
    }
  };
  await look(path, true);
  return { files: files.sort((a, b) => b.changedAt - a.changedAt || (a.path < b.path ? -1 : 1)), unreadable };
}
