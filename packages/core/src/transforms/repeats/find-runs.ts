import { writeSame } from "../../form/same-form.js";
import type { PlanContext } from "../transform.js";
import type { EarlierLines, HashedUnit, UnitPlace } from "./earlier-lines.js";
import { payloadOf } from "./payload.js";
import { referenceTo } from "./write-runs.js";

/** Tokens that each reference saves at least, and so do all of them against the form whose place they take. */
export const LEAST_SAVED = 60;

/** Lines of a unit, from `from` up to and without `to`, and the place where the same lines stand earlier. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly place: UnitPlace;
  readonly placeFrom: number;
}

/** The runs of lines that stand earlier and are worth a reference, in order. */
export function findRuns({ lines, hashes }: HashedUnit, earlier: EarlierLines, context: PlanContext): readonly Run[] {
  const index = earlier.index();
  const [tokenizer] = context.tokenizers;
  const named = new Set<number>();
  const runs: Run[] = [];
  for (let line = 0; line < lines.count; ) {
    const match = index.longest(lines, hashes, line);
    if (match === undefined) {
      line++;
      continue;
    }
    const run = { from: line, to: line + match.count, place: match.source, placeFrom: match.from };
    const reference = writeSame([referenceTo(run, lines, earlier, context, named)]);
    const saved = (tokenizer?.count(lines.slice(run.from, run.to)) ?? 0) - (tokenizer?.count(reference) ?? 0);
    if (saved >= LEAST_SAVED) {
      runs.push(run);
      named.add(run.place.target);
    }
    line = run.to;
  }
  return runs;
}

/** All that a tool gave, where it stands earlier; what the client wrote around it may differ. */
export function findPayload(unit: HashedUnit, earlier: EarlierLines): readonly Run[] {
  const place = earlier.samePayload(unit);
  if (place === undefined) return [];
  const there = earlier.unitsOf(earlier.at(place.target).part)[place.unit] as HashedUnit;
  const [from, to] = payloadOf(unit.lines);
  const [placeFrom] = payloadOf(there.lines);
  return [{ from, to, place, placeFrom }];
}
