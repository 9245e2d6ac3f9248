import { ErrorEvidence } from "../../select/row-source.js";
import type { SelectionRule } from "../../select/selection-rule.js";
import type { SelectionView } from "../../select/selection-view.js";
import { RowRole } from "../row-role.js";
import { hasRole, isBlank, type TextRows } from "../text-rows.js";

/** Rows that go on with an error, such as frames of a stack trace, are shown up to this many. */
const MOST_BEHIND = 12;
/** Rows shown before and behind an error in any case, up to a blank one. */
const BEFORE = 2;
const BEHIND = 2;
/** How far behind an error the first frame of its stack trace is looked for: messages may have many lines. */
const FRAME_WITHIN = 60;
const FRAME_BEFORE = 4;

/** What stands around the errors that are shown: the nearest first, for all of them in turn. */
export function contextRows(rows: TextRows): SelectionRule {
  return {
    name: "context",
    claim: "exempt",
    find(view, isKept) {
      const headings = headingsAbove(rows);
      const around = errorsShown(view, isKept).map((row) => neighboursOf(rows, row, headings[row] as number));
      const found: number[] = [];
      const most = Math.max(0, ...around.map((list) => list.length));
      for (let rank = 0; rank < most; rank++) {
        for (const list of around) if (rank < list.length) found.push(list[rank] as number);
      }
      return { rows: [...new Set(found)] };
    },
  };
}

function errorsShown({ rows, errorFrom }: SelectionView, isKept: (row: number) => boolean): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    const evidence = rows.errorEvidenceOf(row);
    if (evidence !== ErrorEvidence.none && evidence >= errorFrom && isKept(row)) found.push(row);
  }
  return found;
}

/** Rows around one that states an error, the most telling first; of one that mentions an error, only those that go on with it. */
function neighboursOf(rows: TextRows, row: number, heading: number): number[] {
  const states = rows.errorEvidenceOf(row) === ErrorEvidence.stated;
  const behind: number[] = [];
  for (let at = row + 1; at < rows.length && behind.length < MOST_BEHIND; at++) {
    if (isBlank(rows, at)) break;
    if (!(states && behind.length < BEHIND) && !hasRole(rows, at, RowRole.continuation)) break;
    behind.push(at);
  }
  if (!states) return behind.slice(0, BEHIND);
  const before: number[] = [];
  for (let at = row - 1; at >= 0 && before.length < BEFORE && !isBlank(rows, at); at--) before.push(at);
  const frame = frameOf(rows, row);
  const near = [behind[0], before[0], frame, heading, behind[1], before[1], ...behind.slice(2)];
  return near.filter((at) => at !== undefined && at >= 0) as number[];
}

/** Of each row, the last heading above it; -1 where there is none. */
function headingsAbove(rows: TextRows): Int32Array {
  const headings = new Int32Array(rows.length);
  let heading = -1;
  for (let row = 0; row < rows.length; row++) {
    headings[row] = heading;
    if (hasRole(rows, row, RowRole.heading)) heading = row;
  }
  return headings;
}

/** The first frame behind an error, if it is not that of another one; or the last one before it, where those come first. */
function frameOf(rows: TextRows, row: number): number | undefined {
  for (let at = row - 1; at >= Math.max(0, row - FRAME_BEFORE); at--) if (hasRole(rows, at, RowRole.frame)) return at;
  for (let at = row + 1; at <= Math.min(rows.length - 1, row + FRAME_WITHIN); at++) {
    if (hasRole(rows, at, RowRole.frame)) return at;
    if (rows.errorEvidenceOf(at) === ErrorEvidence.stated) return undefined;
  }
  return undefined;
}
