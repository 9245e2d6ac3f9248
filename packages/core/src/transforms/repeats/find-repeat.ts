import type { Part } from "../../conversation/part.js";
import type { ResultPlace } from "../../conversation/tool-results.js";
import { decodeBudget } from "../../form/expand-text.js";
import { SAME_KIND, writeSame } from "../../form/same-form.js";
import { writeForm } from "../../form/write-form.js";
import { type Splice, spliceText } from "../../json/splice.js";
import type { PlanContext } from "../transform.js";
import type { EarlierLines } from "./earlier-lines.js";
import { findPayload, findRuns, LEAST_SAVED } from "./find-runs.js";
import type { LineRange } from "./payload.js";
import { writeRuns } from "./write-runs.js";

/** A tool result of which parts, or all, are said by pointing to earlier ones. */
export interface Repeat {
  readonly text: string;
  /** The earlier results that it points to, by number. */
  readonly targets: readonly number[];
  /** Of each of its units the lines that still stand in it. */
  readonly kept: readonly (readonly LineRange[])[];
}

/** A tool result that may stand earlier. */
export interface Candidate {
  /** As the transforms before left it. */
  readonly part: Part;
  /** As it came with the request. */
  readonly from: Part;
  /** Whether it may be the contents of a file. */
  readonly isFile: boolean;
}

/** What of a tool result stands earlier, if saying so is shorter than the form that it has. Reads each line a few times at most. */
export function findRepeat(candidate: Candidate, earlier: EarlierLines, context: PlanContext): Repeat | undefined {
  const { part, from, isFile } = candidate;
  const whole = earlier.sameText(from, isFile);
  const repeat =
    whole === undefined ? repeatOfUnits(candidate, earlier, context) : repeatOfWhole(whole, earlier, context);
  if (repeat === undefined || (from.text as string).length > decodeBudget(repeat.text.length)) return undefined;
  const tokens = context.tokenizers[0]?.count(repeat.text) ?? 0;
  return context.tokensOf(part) - tokens >= LEAST_SAVED ? repeat : undefined;
}

function repeatOfWhole(target: number, earlier: EarlierLines, context: PlanContext): Repeat | undefined {
  const { part, call } = earlier.at(target);
  const standsFor = context.standingText(part);
  if (standsFor === undefined) return undefined;
  const place = context.placeOf(part) as ResultPlace;
  const body = writeSame([{ type: "earlier", place, note: call }]);
  const text = writeForm({ kind: SAME_KIND, standsFor, body }, context.digest);
  return { text, targets: [target], kept: [] };
}

function repeatOfUnits({ from, isFile }: Candidate, earlier: EarlierLines, context: PlanContext): Repeat | undefined {
  const splices: Splice[] = [];
  const targets = new Set<number>();
  const kept = earlier.unitsOf(from).map((unit): readonly LineRange[] => {
    const all = [[0, unit.lines.count]] as const;
    if (unit.string === undefined && from.encoding === "json") return all;
    const runs = isFile ? findPayload(unit, earlier) : findRuns(unit, earlier, context);
    const written = runs.length === 0 ? undefined : writeRuns(unit, runs, earlier, context);
    if (written === undefined) return all;
    const { start, end, string } = unit;
    splices.push({ start, end, text: string === undefined ? written.text : JSON.stringify(written.text) });
    for (const { place } of runs) targets.add(place.target);
    return written.kept;
  });
  return splices.length === 0
    ? undefined
    : { text: spliceText(from.text as string, splices), targets: [...targets], kept };
}
