import type { ReplaceEdit, ReplaceJsonEdit } from "../conversation/edit.js";
import { cacheableFloor } from "../transforms/cacheable-prefix.js";
import type { OutcomeKind } from "../transforms/transform.js";
import { cacheableMinimum } from "./cacheable-minimum.js";
import { type GateContext, judgeReplacement } from "./judge-replacement.js";
import { noteFault, type PlanInput } from "./plan.js";
import type { StandingTexts } from "./standing-texts.js";
import type { TransformRun } from "./transform-run.js";

/**
 * Accepts the replacements of one transform that pass the gates. They have to come in prompt order, for what was accepted
 * before counts in the prefix of those behind it.
 */
export function replacementAcceptor(run: TransformRun): (edit: ReplaceEdit | ReplaceJsonEdit) => void {
  const { input, plan, transform, view } = run;
  const { settings, counts, conversation } = input;
  const minimum = cacheableMinimum(settings, conversation.model);
  const aboveFloor = cacheableFloor(view.conversation.parts, minimum, (part) => counts.tokensOf(part));
  const parts = new Set(view.conversation.parts);
  return (edit) => {
    if (!parts.has(edit.part)) {
      noteFault(plan, settings, transform, "an edit of a part that the request does not have", edit.part);
      return;
    }
    let outcome = acceptOne(edit, run, aboveFloor);
    if (outcome !== "compressed" && edit.type === "replace") {
      // Each is made when it is asked for, which is work.
      for (const gentler of edit.otherwise ?? []) {
        outcome = acceptOne({ type: "replace", part: edit.part, ...gentler }, run, aboveFloor);
        if (outcome === "compressed") break;
      }
    }
    // What is refused leaves an earlier accepted edit of the part where it is.
    const isRefused = outcome !== "compressed" && outcome !== "evicted";
    const part = view.original(edit.part);
    plan.outcomes.set(part, isRefused && plan.replacements.has(part) ? "compressed" : outcome);
  };
}

function acceptOne(
  proposed: ReplaceEdit | ReplaceJsonEdit,
  { input, plan, standing, transform, view: { original } }: TransformRun,
  aboveFloor: ReturnType<typeof cacheableFloor>,
): OutcomeKind {
  const part = original(proposed.part);
  const edit = { ...proposed, part, ...(proposed.references && { references: proposed.references.map(original) }) };
  const verdict = judgeReplacement(edit, gatesFor(edit, input, standing));
  if (!verdict.ok) {
    if (verdict.broken !== undefined) noteFault(plan, input.settings, transform, verdict.broken, part);
    return verdict.outcome;
  }
  const tokensAfter = verdict.tokensAfter[0] ?? 0;
  // What is left after an eviction is half of a window: whether it can be cached is not at stake.
  if (proposed.eviction === undefined && !aboveFloor(proposed.part, tokensAfter)) return "below-cacheable-minimum";
  const { changes, exact } = verdict;
  const instead = plan.replacements.get(part);
  plan.replacements.set(part, {
    edit,
    transform: transform.name,
    tokensAfter,
    changes,
    exact,
    ...(instead !== undefined && { instead }),
  });
  return proposed.eviction === undefined ? "compressed" : "evicted";
}

/** What the gates look at for one edit: forms that point to earlier results are read from what stands there by now. */
export function gatesFor(
  edit: ReplaceEdit | ReplaceJsonEdit,
  { settings, counts, mayOffload }: PlanInput,
  standing: StandingTexts,
): GateContext {
  const { dialect, forms, memo } = settings;
  const { references = [] } = edit;
  if (references.length === 0) return { counts, dialect, forms, memo, mayOffload };
  const basis = references.map((part) => `${counts.digestOf(part)} ${standing.basisOf(part)}`).join();
  return { counts, dialect, forms: standing.formsAt(edit.part), memo, mayOffload, basis };
}
