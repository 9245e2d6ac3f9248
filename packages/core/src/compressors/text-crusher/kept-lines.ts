import { extractAnchors } from "../../relevance/anchors.js";
import { ERROR_CANDIDATE, textEvidence } from "../select/error-words.js";
import { ErrorEvidence } from "../select/row-source.js";
import { lineRoles } from "../text-view/line-form.js";
import { RowRole } from "../text-view/row-role.js";
import { findAsked } from "../text-view/rules/asked-rows.js";

/** Share of the text that lines of one reason may take, and characters that they may take in any text. */
const MOST_SHARE = 0.05;
const ALWAYS_ROOM = 400;
/** How many lines an error may have before its first stack frame. */
const FRAME_WITHIN = 8;
/** Longer lines are looked at up to here. */
const MOST_CHARACTERS = 2000;

/**
 * Lines of a text that are read as they stand, and so stay as they are also where their wording is like that of others: the
 * first and the last one, those that hold an exact string of the query, and of lines that report an error the first and the
 * last of each sort, with the first stack frame behind them.
 */
export function keptLines(text: string, query: string): ReadonlySet<string> {
  const lines = text.split("\n");
  const kept = new Set<string>();
  const room = Math.max(ALWAYS_ROOM, text.length * MOST_SHARE);
  const keep = (found: Iterable<number>): void => {
    let left = room;
    for (const at of found) {
      const line = lines[at] as string;
      if (kept.has(line) || line.length > left) continue;
      left -= line.length;
      kept.add(line);
    }
  };
  const isFilled = (line: string): boolean => line.trim() !== "";
  keep([lines.findIndex(isFilled), lines.findLastIndex(isFilled)].filter((at) => at >= 0));
  keep(askedLines(text, lines, query));
  keep(errorLines(lines));
  return kept;
}

function askedLines(text: string, lines: readonly string[], query: string): readonly number[] {
  const anchors = extractAnchors(query);
  if (anchors.length === 0) return [];
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  const textOf = (line: number): string => lines[line] as string;
  return findAsked({ text, length: lines.length, textOf, startOf: (line) => starts[line] as number }, anchors);
}

/** Lines that report an error, the rarest sorts first; of each sort the first and the last. */
function errorLines(lines: readonly string[]): readonly number[] {
  const sorts = new Map<string, { first: number; last: number; count: number }>();
  for (const [at, whole] of lines.entries()) {
    const line = whole.slice(0, MOST_CHARACTERS);
    if (line.search(ERROR_CANDIDATE) < 0 || textEvidence(line) === ErrorEvidence.none) continue;
    const sort = line.replace(/\d+/g, "0");
    const known = sorts.get(sort);
    if (known === undefined) sorts.set(sort, { first: at, last: at, count: 1 });
    else {
      known.last = at;
      known.count++;
    }
  }
  const frameBehind = (at: number): readonly number[] => {
    const behind = lines.slice(at + 1, at + 1 + FRAME_WITHIN);
    const frame = behind.findIndex((line) => (lineRoles(line) & RowRole.frame) !== 0);
    return frame < 0 ? [] : [at + 1 + frame];
  };
  return [...sorts.values()]
    .sort((a, b) => a.count - b.count || a.first - b.first)
    .flatMap(({ first, last }) => [first, ...frameBehind(first), last]);
}
