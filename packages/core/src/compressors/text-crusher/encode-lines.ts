import { chooseSigns } from "./grammar/signs.js";
import { distinctLines } from "./mine/distinct-lines.js";
import { lineWeights } from "./mine/line-weights.js";
import { dropUnpaid } from "./plan/drop-unpaid.js";
import { numberPatterns } from "./plan/number-patterns.js";
import { planRecords } from "./plan/plan-records.js";
import { planRepeats } from "./plan/plan-repeats.js";
import { planWordings } from "./plan/plan-wordings.js";
import { writeLines } from "./write-lines.js";

/**
 * A text with the wording of its lines said once; `undefined` where no wording recurs enough. `kept` are lines that stay as
 * they are, unless they recur.
 *
 * @example
 * encodeLines(log)?.length; // less than log.length
 */
export function encodeLines(text: string, kept: ReadonlySet<string> = new Set()): string | undefined {
  const signs = chooseSigns(text);
  if (signs === undefined) return undefined;
  const distinct = distinctLines(text);
  const wordings = planWordings(distinct, lineWeights(distinct), kept);
  const form = numberPatterns(planRepeats(dropUnpaid(planRecords(wordings))));
  const isPlain = form.statements.every((statement) => typeof statement === "string");
  return isPlain ? undefined : writeLines(form, signs);
}
