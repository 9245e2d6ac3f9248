import type { Part } from "../../conversation/part.js";
import type { ResultPlace } from "../../conversation/tool-results.js";
import { decodeBudget } from "../../form/expand-text.js";
import type { LineTable } from "../../form/line-table.js";
import { SAME_KIND, type SamePiece, writeSame } from "../../form/same-form.js";
import { writeForm } from "../../form/write-form.js";
import { isWellFormed } from "../../json/well-formed.js";
import { inBrief } from "./describe-call.js";
import type { Earlier, RepeatContext } from "./earlier-results.js";
import { type LineRange, payloadOf } from "./payload.js";

/** A tool result of which parts, or all, are said by pointing to earlier ones. */
export interface Repeat {
  readonly text: string;
  /** The earlier results that it points to, by their number in {@link RepeatContext.earlier}. */
  readonly targets: readonly number[];
  /** Its own lines that still stand in it. */
  readonly kept: readonly LineRange[];
}

/** Each reference saves this many tokens at least, and so does the whole against the form it takes the place of. */
const LEAST_SAVED = 60;
/** How much of a run's first line is shown. */
const QUOTE_CHARACTERS = 32;

/** Lines of the part that stand earlier. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly targetFrom: number;
}

/**
 * What of a part stands earlier: `part` as the transforms before left it, `from` as it came. Reads each line a few times at
 * most.
 */
export function findRepeat(part: Part, from: Part, context: RepeatContext): Repeat | undefined {
  const repeat = repeatOf(from, context);
  if (repeat === undefined || (from.text as string).length > decodeBudget(repeat.text.length)) return undefined;
  const [tokenizer] = context.plan.tokenizers;
  const tokens = tokenizer?.count(repeat.text) ?? 0;
  return context.plan.tokensOf(part) - tokens >= LEAST_SAVED ? repeat : undefined;
}

function repeatOf(from: Part, context: RepeatContext): Repeat | undefined {
  const { whole, plan } = context;
  if (whole !== undefined) {
    const { part } = context.earlier[whole] as Earlier;
    return plan.digestOf(part) === plan.digestOf(from)
      ? repeatOfWhole(whole, context)
      : repeatOfLines(from, [payloadRun(from, whole, context)], context);
  }
  return context.isFile || from.encoding !== "text" ? undefined : repeatOfLines(from, findRuns(from, context), context);
}

function repeatOfWhole(target: number, context: RepeatContext): Repeat | undefined {
  const { part, call } = context.earlier[target] as Earlier;
  const { digest } = context.plan;
  const standsFor = context.plan.standingText(part);
  if (standsFor === undefined) return undefined;
  const body = writeSame([{ type: "earlier", place: placeOf(part, context), note: call }]);
  return { text: writeForm({ kind: SAME_KIND, standsFor, body }, digest), targets: [target], kept: [] };
}

/** All that a tool gave; what the client wrote around it differs. */
function payloadRun(from: Part, target: number, context: RepeatContext): Run {
  const [first, last] = payloadOf(context.linesOf(from).lines);
  const [targetFrom] = payloadOf(context.linesOf((context.earlier[target] as Earlier).part).lines);
  return { from: first, to: last, target, targetFrom };
}

function findRuns(from: Part, context: RepeatContext): readonly Run[] {
  const { lines, hashes } = context.linesOf(from);
  const index = context.index();
  const [tokenizer] = context.plan.tokenizers;
  const targets = new Set<number>();
  const runs: Run[] = [];
  for (let line = 0; line < lines.count; ) {
    const match = index.longest(lines, hashes, line);
    if (match === undefined) {
      line++;
      continue;
    }
    const run = { from: line, to: line + match.count, target: match.source, targetFrom: match.from };
    const reference = writeSame([pieceOf(run, lines, context, !targets.has(run.target))]);
    const saved = (tokenizer?.count(lines.slice(run.from, run.to)) ?? 0) - (tokenizer?.count(reference) ?? 0);
    if (saved >= LEAST_SAVED) {
      runs.push(run);
      targets.add(run.target);
    }
    line = run.to;
  }
  return runs;
}

function repeatOfLines(from: Part, runs: readonly Run[], context: RepeatContext): Repeat | undefined {
  const { lines } = context.linesOf(from);
  // A form ends with a line that is not empty; line feeds at the end stay behind it.
  let end = lines.count;
  while (end > 1 && lines.start(end - 1) === lines.end(end - 1)) end--;
  const pieces: SamePiece[] = [];
  const kept: LineRange[] = [];
  const targets = new Set<number>();
  let at = 0;
  const keepUpTo = (line: number): void => {
    if (line <= at) return;
    pieces.push({ type: "lines", text: lines.slice(at, line) });
    kept.push([at, line]);
  };
  for (const run of runs) {
    const to = Math.min(run.to, end);
    if (to <= run.from) continue;
    keepUpTo(run.from);
    pieces.push(pieceOf({ ...run, to }, lines, context, !targets.has(run.target)));
    targets.add(run.target);
    at = to;
  }
  keepUpTo(end);
  if (targets.size === 0) return undefined;
  const form = writeForm(
    { kind: SAME_KIND, standsFor: lines.slice(0, end), body: writeSame(pieces) },
    context.plan.digest,
  );
  return { text: form + feedsAfter(lines, end), targets: [...targets], kept };
}

/** The line feed that ends the form, and those that followed the text. */
function feedsAfter({ count }: LineTable, end: number): string {
  return end === count ? "" : "\n".repeat(count - end + 1);
}

function pieceOf(run: Run, lines: LineTable, context: RepeatContext, isFirst: boolean): SamePiece {
  const { part, call } = context.earlier[run.target] as Earlier;
  const range = [run.targetFrom + 1, run.targetFrom + run.to - run.from] as const;
  const words = [isFirst ? call : "", quoteOf(lines.slice(run.from, run.to))];
  const note = words.filter((word) => word !== "").join(", ");
  return { type: "earlier", place: placeOf(part, context), lines: range, note };
}

/** How the first line that says something begins. */
function quoteOf(text: string): string {
  const quote = inBrief(text.trimStart().split("\n", 1)[0] as string, QUOTE_CHARACTERS);
  return quote !== "" && isWellFormed(quote) ? `"${quote}"` : "";
}

function placeOf(part: Part, context: RepeatContext): ResultPlace {
  return context.plan.placeOf(part) as ResultPlace;
}
