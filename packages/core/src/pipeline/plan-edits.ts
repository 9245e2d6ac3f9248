import type { Edit, InsertEdit } from "../conversation/edit.js";
import { replayGateOf } from "../transforms/cache-aligner/freeze/replay-gate.js";
import type { Transform } from "../transforms/transform.js";
import { acceptDrop } from "./accept-drop.js";
import { gatesFor, replacementAcceptor } from "./accept-replacement.js";
import { acceptReplay } from "./accept-replay.js";
import { editedView, isReplacement } from "./edited-view.js";
import { inPromptOrder } from "./in-prompt-order.js";
import { judgeReplacement } from "./judge-replacement.js";
import { emptyPlan, noteFault, type Plan, type PlanInput } from "./plan.js";
import { planContext } from "./plan-context.js";
import { settleReferences } from "./settle-references.js";
import { StandingTexts } from "./standing-texts.js";
import type { TransformRun } from "./transform-run.js";
import { insertionChanges, legalAnchor } from "./write-insertion.js";

/** Runs the transforms in order, each on a view with the accepted edits applied, and gates what they propose. */
export function planEdits(input: PlanInput): Plan {
  const { conversation, settings } = input;
  const plan = emptyPlan();
  const standing = new StandingTexts(conversation.parts, plan, settings.forms);
  for (const transform of settings.transforms) {
    runTransform({ transform, input, plan, standing, view: editedView(conversation, plan) });
    settleReferences(plan, conversation.parts, ({ edit }) => {
      return !isReplacement(edit) || judgeReplacement(edit, gatesFor(edit, input, standing)).ok;
    });
  }
  return plan;
}

function runTransform(run: TransformRun): void {
  const edits = proposedEdits(run);
  if (edits === undefined || edits.length === 0) return;
  const gate = replayGateOf(run.transform);
  if (gate === undefined) acceptAll(edits, run);
  else {
    const fault = acceptReplay(edits, gate, run);
    if (fault === undefined) return;
    run.plan.decisions.length = 0;
    noteFault(run.plan, run.input.settings, run.transform, fault);
  }
}

/** What a transform wants; one that fails wants nothing, and a warning says so. */
function proposedEdits(run: TransformRun): readonly Edit[] | undefined {
  const { transform, input, plan, view } = run;
  const planner: Pick<Transform, "plan"> = input.planners?.get(transform) ?? transform;
  const context = planContext(run);
  try {
    return planner.plan(view.conversation, context);
  } catch (error) {
    if (input.settings.strict) throw error;
    const message = `${transform.name} failed and was left out: ${String(error)}`;
    plan.warnings.push({ code: "transform-failed", message });
    return undefined;
  }
}

function acceptAll(edits: readonly Edit[], run: TransformRun): void {
  const { transform, input, plan, view } = run;
  const acceptReplacement = replacementAcceptor(run);
  for (const edit of inPromptOrder(edits, view.conversation.parts)) {
    if (isReplacement(edit)) acceptReplacement(edit);
    else {
      const fault = edit.type === "insert" ? acceptInsertion(edit, run) : acceptDrop(edit, transform.name, input, plan);
      if (fault !== undefined) noteFault(plan, input.settings, transform, fault);
    }
  }
}

/** Accepts a text where one may stand. Gives what is wrong with the edit, if anything is. */
function acceptInsertion(edit: InsertEdit, { transform, input, plan }: TransformRun): string | undefined {
  const anchor = legalAnchor(edit, input);
  if (anchor === undefined) return `a text added at ${JSON.stringify(edit.anchor.path)}, where none may stand`;
  const tokensAfter = input.counts.tokenizers[0]?.count(edit.text) ?? 0;
  const changes = insertionChanges(edit, anchor, input);
  plan.insertions.push({ edit, transform: transform.name, tokensAfter, changes });
  return undefined;
}
