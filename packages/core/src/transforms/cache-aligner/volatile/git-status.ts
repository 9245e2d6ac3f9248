import type { Recogniser, VolatileSpan } from "./volatile-span.js";

/** A heading under which states of files, or commits, stand. */
const STATUS_HEADING = /^[ \t]*(?:[#*-]{1,3}[ \t]+)?(?:git[ _-]?)?status[^:\n]{0,60}:[ \t]*$/i;
const COMMITS_HEADING = /^[ \t]*(?:[#*-]{1,3}[ \t]+)?(?:recent|last|latest) commits[^:\n]{0,60}:[ \t]*$/i;
const SHORT_STATE =
  /^(?:## \S.*|[ MADRCUT?!]{1,2}[ \t]+(?:\S+|"[^"]+")(?: -> (?:\S+|"[^"]+"))?|\(?(?:clean|working tree clean|no changes)\)?)$/;
const COMMIT = /^[ \t]*(?:[*-][ \t]+)?[0-9a-f]{7,40}[ \t].*$/;
const BRANCH = /^([ \t]*(?:[-*][ \t]+)?(?:current |git )?branch(?: name)?[ \t]*:[ \t]*)(\S+)[ \t]*$/i;
/** Lines of `git status` as people see it. */
const LONG_START = /^(?:On branch \S+|HEAD detached (?:at|from) \S+)$/;
const LONG_LINE =
  /^(?:On branch .*|HEAD detached .*|Your branch .*|No commits yet|nothing (?:to commit|added to commit).*|no changes added to commit.*|(?:Changes|Unmerged paths|Untracked files).*:| {2}\(use "git .*\)|[ \t]+(?:modified|deleted|new file|renamed|typechange|both \w+|added by \w+|deleted by \w+):[ \t].*|\t\S.*|)$/;

/**
 * Recognises what git says: states of files and recent commits under a heading that names them, the current branch on a line
 * of its own, and the output of `git status`.
 */
export const gitStatus: Recogniser = (text) => {
  if (!/branch|status|commits/i.test(text)) return [];
  const lines = linesOf(text);
  const found: VolatileSpan[] = [];
  for (let at = 0; at < lines.length; ) {
    const { start, end, line } = lines[at] as Line;
    if (STATUS_HEADING.test(line)) at = block(at, SHORT_STATE);
    else if (COMMITS_HEADING.test(line)) at = block(at, COMMIT);
    else if (LONG_START.test(line)) at = longBlock(at);
    else {
      const [, label] = BRANCH.exec(line) ?? [];
      if (label !== undefined) found.push(spanOf(start + label.length, end));
      at++;
    }
  }
  return found;

  /** The lines below a heading; none is a value, too, since lines may come. */
  function block(heading: number, accepts: RegExp): number {
    let next = heading + 1;
    while (next < lines.length && accepts.test((lines[next] as Line).line)) next++;
    found.push(spanOf((lines[heading] as Line).end, (lines[next - 1] as Line).end));
    return next;
  }

  function longBlock(first: number): number {
    let next = first + 1;
    while (next < lines.length && LONG_LINE.test((lines[next] as Line).line)) next++;
    let last = next - 1;
    while (last > first && (lines[last] as Line).line === "") last--;
    found.push(spanOf((lines[first] as Line).start, (lines[last] as Line).end));
    return next;
  }
};

interface Line {
  readonly start: number;
  /** Before the line feed, and a carriage return in front of it. */
  readonly end: number;
  readonly line: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf("\n", start);
    const next = feed < 0 ? text.length : feed;
    const end = next > start && text[next - 1] === "\r" ? next - 1 : next;
    lines.push({ start, end, line: text.slice(start, end) });
    start = next + 1;
  }
  return lines;
}

function spanOf(start: number, end: number): VolatileSpan {
  return { kind: "git-status", start, end, isNow: false };
}
