import type { FileHeader } from "./file-header.js";

/** What a line that stands for the header of a file begins with. */
export const FILE_MARK = "== ";

/** The mode of most files, which is not said. */
const USUAL_MODE = "100644";
const BETWEEN_PATHS = " => ";
const SHORT =
  /^== (?:(new|deleted)(?: (\d{6}))? )?(?:mode (\d{6}) to (\d{6}) )?(?:(renamed|copied) (\d{1,3}%) )?(?:([0-9a-f]{4,64})(?:\.\.([0-9a-f]{4,64}))?(?: (\d{6}|-))? )?(?:(binary|empty|unindexed) )?([^\n]+)$/;

/** A header in one line: what happened to the file, its blobs before and after, its path. */
export function writeShortHeader({ from, to, change, moved, modes, mode, blobs, contents }: FileHeader): string {
  const words: string[] = [];
  if (change !== undefined) words.push(change, ...(mode === USUAL_MODE ? [] : [mode as string]));
  if (modes !== undefined) words.push(`mode ${modes.before} to ${modes.after}`);
  if (moved !== undefined) words.push(moved.how, moved.similarity);
  if (blobs !== undefined) words.push(...shortBlobs(blobs, change));
  // Where the mode changed or came with the file, the blobs are not followed by it.
  if (blobs !== undefined && change === undefined && modes === undefined && mode !== USUAL_MODE)
    words.push(mode ?? "-");
  if (contents === "binary") words.push("binary");
  if (contents === "none" && blobs !== undefined) words.push("empty");
  if (contents === "hunks" && blobs === undefined) words.push("unindexed");
  words.push(moved === undefined ? to : from + BETWEEN_PATHS + to);
  return FILE_MARK + words.join(" ");
}

/** Reads what {@link writeShortHeader} writes. */
export function readShortHeader(line: string): FileHeader | undefined {
  const match = SHORT.exec(line);
  if (match === null) return undefined;
  const [, change, ownMode = USUAL_MODE, modeBefore, modeAfter, how, similarity, first, second, said, word, paths] =
    match;
  const names = (paths as string).split(BETWEEN_PATHS);
  const [from, to] = how === undefined ? [paths, paths] : names;
  if (how !== undefined && names.length !== 2) return undefined;
  const blobs = first === undefined ? undefined : longBlobs(first, second, change);
  if (blobs === undefined && first !== undefined) return undefined;
  const isShown = blobs !== undefined && modeBefore === undefined && said !== "-";
  const mode = change !== undefined ? ownMode : isShown ? (said ?? USUAL_MODE) : undefined;
  return {
    from: from as string,
    to: to as string,
    ...(change !== undefined && { change: change as "new" | "deleted" }),
    ...(how !== undefined && { moved: { how: how as "renamed" | "copied", similarity: similarity as string } }),
    ...(modeBefore !== undefined && { modes: { before: modeBefore, after: modeAfter as string } }),
    ...(mode !== undefined && { mode }),
    ...(blobs !== undefined && { blobs }),
    contents: contentsOf(word, blobs !== undefined),
  };
}

function contentsOf(word: string | undefined, hasBlobs: boolean): FileHeader["contents"] {
  if (word === "binary") return "binary";
  if (word === "unindexed") return "hunks";
  return hasBlobs && word !== "empty" ? "hunks" : "none";
}

type Blobs = NonNullable<FileHeader["blobs"]>;

/** Both blobs, or the only one that is not all zeros. */
function shortBlobs({ before, after }: Blobs, change: FileHeader["change"]): readonly string[] {
  if (change === "new" && before === "0".repeat(after.length)) return [after];
  if (change === "deleted" && after === "0".repeat(before.length)) return [before];
  return [`${before}..${after}`];
}

function longBlobs(first: string, second: string | undefined, change: string | undefined): Blobs | undefined {
  if (second !== undefined) return { before: first, after: second };
  const none = "0".repeat(first.length);
  if (change === "new") return { before: none, after: first };
  if (change === "deleted") return { before: first, after: none };
  return undefined;
}
