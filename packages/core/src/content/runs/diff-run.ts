import { noRun, type Run } from "./run.js";

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const COMBINED_HUNK = /^@@@+ /;
/** Lines that git and diff write before the hunks of a file, and where a file has no hunks. */
const HEADER =
  /^(?:diff |index [0-9a-f]|--- |\+\+\+ |old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename from |rename to |copy from |copy to |Binary files |GIT binary patch|Index: |=== ?|\\ No newline)/;
/** Lines of `git log` and `git show` between patches. */
const COMMIT =
  /^(?:commit [0-9a-f]{7,}|Author: |AuthorDate: |Commit: |CommitDate: |Date: |Merge: |From [0-9a-f]{7,} |From: |Subject: |---$|-- $)/;
/** Other lines in a row between two patches, such as the message of a commit. */
const MAX_BETWEEN = 60;

/** Patches in unified format. */
export function diffRun(lines: readonly string[], from: number): Run {
  return beginsFile(lines, from) ? patchRun(lines, from) : noRun(from);
}

/** Patches below the commits that made them, as `git log -p` and `git show` print them. */
export function historyRun(lines: readonly string[], from: number): Run {
  return beginsCommit(lines, from) ? patchRun(lines, from) : noRun(from);
}

/** Patches, with the commits that stand among them. */
function patchRun(lines: readonly string[], from: number): Run {
  let hunks = 0;
  let end = from;
  for (let line = from; line < lines.length && line - end <= MAX_BETWEEN; ) {
    const text = lines[line] as string;
    const hunkEnd = endOfHunk(lines, line);
    if (hunkEnd > line) {
      hunks++;
      line = end = hunkEnd;
      continue;
    }
    line++;
    if (HEADER.test(text)) end = line;
    else if (!COMMIT.test(text) && text !== "" && !text.startsWith(" ")) break;
  }
  return { found: hunks > 0, next: Math.max(end, from + 1) };
}

function beginsFile(lines: readonly string[], from: number): boolean {
  const first = lines[from] as string;
  if (first.startsWith("diff --git ") || first.startsWith("diff --cc ") || first.startsWith("Index: ")) return true;
  return first.startsWith("--- ") && lines[from + 1]?.startsWith("+++ ") === true;
}

function beginsCommit(lines: readonly string[], from: number): boolean {
  if (!/^commit [0-9a-f]{7,64}\b/.test(lines[from] as string)) return false;
  // A commit counts where a patch follows its message.
  for (let line = from + 1; line < lines.length && line - from <= MAX_BETWEEN; line++) {
    const text = lines[line] as string;
    if (text.startsWith("diff --git ") || text.startsWith("diff --cc ")) return true;
    if (!COMMIT.test(text) && text !== "" && !text.startsWith(" ")) return false;
  }
  return false;
}

/** The line behind the hunk whose first line stands at a line; the line itself where none begins there. */
function endOfHunk(lines: readonly string[], at: number): number {
  const first = lines[at] as string;
  if (COMBINED_HUNK.test(first)) return endOfPrefixed(lines, at + 1);
  const match = HUNK.exec(first);
  if (match === null) return at;
  let removed = Number(match[1] ?? 1);
  let added = Number(match[2] ?? 1);
  let line = at + 1;
  for (; line < lines.length && (removed > 0 || added > 0); line++) {
    const text = lines[line] as string;
    const mark = text[0];
    if (mark === "-") removed--;
    else if (mark === "+") added--;
    else if (mark === " " || text === "") {
      removed--;
      added--;
    } else if (mark !== "\\") break;
  }
  return line;
}

function endOfPrefixed(lines: readonly string[], from: number): number {
  let line = from;
  while (line < lines.length && /^[ +-]|^$/.test(lines[line] as string)) line++;
  return line;
}
