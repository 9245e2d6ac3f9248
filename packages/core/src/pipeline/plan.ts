import type { DropEdit, Edit, InsertEdit, ReplaceEdit, ReplaceJsonEdit } from "../conversation/edit.js";
import type { Conversation, Part } from "../conversation/part.js";
import type { Change, RequestDocument } from "../document/request-document.js";
import { HeadroomError } from "../errors.js";
import type { JsonValue } from "../json/path.js";
import { replayGateOf } from "../transforms/cache-aligner/freeze/replay-gate.js";
import type { CacheAlignment } from "../transforms/cache-aligner/report/cache-alignment.js";
import type { ColdCacheReport } from "../transforms/cold-cache/cold-cache-report.js";
import type { Decision, Planner } from "../transforms/prepare.js";
import type { WindowReport } from "../transforms/rolling-window/window-report.js";
import type { OutcomeKind, PlanContext, Transform } from "../transforms/transform.js";
import { acceptDrop } from "./accept-drop.js";
import { acceptReplay } from "./accept-replay.js";
import type { PartCounts } from "./counts.js";
import { cacheableFloor, type GateContext, inPromptOrder, judgeReplacement, tokensToKeep } from "./gates.js";
import type { Settings } from "./options.js";
import { readContext } from "./prepare.js";
import type { Warning } from "./report.js";
import type { Retrieval } from "./retrieval.js";
import { dependentsOf, settleReferences } from "./settle-references.js";
import { StandingTexts } from "./standing-texts.js";
import { runSource } from "./write-drop.js";
import { insertionChanges, legalAnchor } from "./write-insertion.js";

/** An edit that passed the gates. */
export interface AcceptedEdit {
  readonly edit: Edit;
  readonly transform: string;
  /** Tokens of the edited text under the first tokenizer. */
  readonly tokensAfter: number;
  readonly changes: readonly Change[];
  /** Whether its text gives the original of the part back character by character, not only as the same JSON. */
  readonly exact?: boolean;
  /** The edit that it superseded, for when what it points to does not stand any more. */
  readonly instead?: AcceptedEdit;
}

export interface Plan {
  /** Accepted edits of parts, by the part of the conversation as it came. A later edit superseded an earlier one. */
  readonly replacements: Map<Part, AcceptedEdit>;
  readonly insertions: AcceptedEdit[];
  /** Accepted drops, by the first of their parts, and all parts that are gone with them. */
  readonly drops: Map<Part, AcceptedEdit>;
  readonly dropped: Set<Part>;
  readonly outcomes: Map<Part, OutcomeKind>;
  readonly warnings: Warning[];
  /** Choices that must be written down before the plan is carried out. */
  readonly decisions: Decision[];
  alignment?: CacheAlignment;
  coldCache?: ColdCacheReport;
  window?: WindowReport;
  /** Why the request must not be sent. */
  refusal?: string;
}

export interface PlanInput {
  readonly conversation: Conversation;
  readonly body: JsonValue;
  readonly rawRun: RequestDocument<unknown>["rawRun"];
  readonly settings: Settings;
  readonly retrieval: Retrieval;
  readonly mayOffload: boolean;
  readonly counts: PartCounts;
  /** Parts that may not be evicted this time, since their originals cannot be stored. */
  readonly withheld?: ReadonlySet<Part>;
  /** Who plans for transforms that read something before. */
  readonly planners?: ReadonlyMap<Transform, Planner>;
}

/** Runs the transforms in order, each on a view with the accepted edits applied, and gates what they propose. */
export function planEdits(input: PlanInput): Plan {
  const plan: Plan = {
    ...{ replacements: new Map(), insertions: [], drops: new Map(), dropped: new Set() },
    ...{ outcomes: new Map(), warnings: [], decisions: [] },
  };
  const standing = new StandingTexts(input.conversation.parts, plan, input.settings.forms);
  for (const transform of input.settings.transforms) {
    runTransform(transform, input, plan, standing);
    settleReferences(plan, input.conversation.parts, ({ edit }) => {
      return !isReplacement(edit) || judgeReplacement(edit, gatesFor(edit, input, standing)).ok;
    });
  }
  return plan;
}

function runTransform(transform: Transform, input: PlanInput, plan: Plan, standing: StandingTexts): void {
  const { view, original } = viewWithEdits(input.conversation, plan);
  const context = planContext(input, plan, standing, view, original);
  let edits: readonly Edit[] | undefined;
  try {
    edits = (input.planners?.get(transform) ?? transform).plan(view, context);
  } catch (error) {
    if (input.settings.strict) throw error;
    plan.warnings.push({
      code: "transform-failed",
      message: `${transform.name} failed and was left out: ${String(error)}`,
    });
  }
  if (edits === undefined || edits.length === 0) return;
  const gate = replayGateOf(transform);
  if (gate !== undefined) {
    const fault = acceptReplay(edits, gate, transform.name, input, plan, view, original);
    if (fault === undefined) return;
    plan.decisions.length = 0;
    report(plan, input.settings, transform, undefined, fault);
    return;
  }
  const judge = judgeFor(transform, input, plan, standing, view, original);
  for (const edit of inPromptOrder(edits, view.parts)) judge(edit);
}

/** The conversation with accepted texts in place, and the way back from its parts to those that came in. */
function viewWithEdits(conversation: Conversation, plan: Plan): { view: Conversation; original: (part: Part) => Part } {
  if (plan.replacements.size === 0) return { view: conversation, original: (part) => part };
  const origin = new Map<Part, Part>();
  const parts = conversation.parts.map((part) => {
    const edited = editedPart(part, plan.replacements.get(part));
    if (edited !== part) origin.set(edited, part);
    return edited;
  });
  return { view: { ...conversation, parts }, original: (part) => origin.get(part) ?? part };
}

function editedPart(part: Part, accepted: AcceptedEdit | undefined): Part {
  if (accepted === undefined || !isReplacement(accepted.edit)) return part;
  return { ...part, text: accepted.edit.type === "replace" ? accepted.edit.text : accepted.edit.json };
}

function isReplacement(edit: Edit): edit is ReplaceEdit | ReplaceJsonEdit {
  return edit.type === "replace" || edit.type === "replace-json";
}

function withoutReferences(part: Part, plan: Plan): Part {
  let accepted = plan.replacements.get(part);
  while ((accepted?.edit.references?.length ?? 0) > 0) accepted = accepted?.instead;
  return editedPart(part, accepted);
}

function planContext(
  input: PlanInput,
  plan: Plan,
  standing: StandingTexts,
  view: Conversation,
  original: (part: Part) => Part,
): PlanContext {
  const { settings, counts } = input;
  const tokensOf = (part: Part): number => counts.tokensOf(part);
  return {
    tokenizers: counts.tokenizers,
    retrieval: input.retrieval,
    mayOffload: input.mayOffload,
    format: settings.format,
    forms: settings.forms,
    ...readContext(input),
    countsOf: (part) => counts.factsOf(part).tokens,
    tokensToKeep: tokensToKeep(view.parts, cacheableMinimum(settings, view), tokensOf),
    note: (part, outcome) => void plan.outcomes.set(original(part), outcome),
    originalOf: original,
    placeOf: (part) => standing.placeOf(original(part)),
    standingOf: (part) => standing.standingOf(original(part)),
    standingText: (part) => standing.textOf(original(part)),
    formsAt: (part) => standing.formsAt(original(part)),
    dependentsOf: (part) => dependentsOf(original(part), plan),
    referencesOf: (part) => plan.replacements.get(original(part))?.edit.references ?? [],
    withoutReferences: (part) => withoutReferences(original(part), plan),
    sourceOf: (messages) => runSource(messages, input),
    isWithheld: (part) => input.withheld?.has(original(part)) ?? false,
    get model() {
      return settings.dialect.models?.resolve(input.conversation.model);
    },
    counting: settings.dialect.counting,
    get minimumCacheableTokens() {
      return settings.minimumCacheableTokens ?? settings.dialect.minimumCacheableTokens(input.conversation.model);
    },
    warn: (warning) => void plan.warnings.push(warning),
    decide: (decision) => void plan.decisions.push(decision),
    describeAlignment: (alignment) => void Object.assign(plan, { alignment }),
    describeColdCache: (coldCache) => void Object.assign(plan, { coldCache }),
    describeWindow: (report, refusal) => void Object.assign(plan, { window: report, ...(refusal && { refusal }) }),
  };
}

/** What the gates look at for one edit: forms that point to earlier results are read from what stands there by now. */
function gatesFor(
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

/** Applies the gates to one edit after the other, in prompt order. */
function judgeFor(
  transform: Transform,
  input: PlanInput,
  plan: Plan,
  standing: StandingTexts,
  view: Conversation,
  original: (part: Part) => Part,
): (edit: Edit) => void {
  const { settings, counts } = input;
  const minimum = cacheableMinimum(input.settings, view);
  const aboveFloor = cacheableFloor(view.parts, minimum, (part) => counts.tokensOf(part));
  const parts = new Set(view.parts);
  const judgeOne = (proposed: ReplaceEdit | ReplaceJsonEdit): OutcomeKind => {
    const part = original(proposed.part);
    const edit = { ...proposed, part, ...(proposed.references && { references: proposed.references.map(original) }) };
    const verdict = judgeReplacement(edit, gatesFor(edit, input, standing));
    if (!verdict.ok) {
      if (verdict.broken !== undefined) report(plan, settings, transform, part, verdict.broken);
      return verdict.outcome;
    }
    const tokensAfter = verdict.tokensAfter[0] ?? 0;
    // What is left after an eviction is half of a window: whether it can be cached is not at stake.
    if (proposed.eviction === undefined && !aboveFloor(proposed.part, tokensAfter)) return "below-cacheable-minimum";
    const { changes, exact } = verdict;
    const instead = plan.replacements.get(part);
    plan.replacements.set(part, {
      ...{ edit, transform: transform.name, tokensAfter, changes, exact },
      ...(instead !== undefined && { instead }),
    });
    return proposed.eviction === undefined ? "compressed" : "evicted";
  };
  return (edit) => {
    if (edit.type === "insert") return acceptInsertion(edit, transform, input, plan);
    if (edit.type === "drop") return acceptDropOf(edit, transform, input, plan);
    if (!parts.has(edit.part)) {
      report(plan, settings, transform, edit.part, "an edit of a part that the request does not have");
      return;
    }
    let outcome = judgeOne(edit);
    if (outcome !== "compressed" && edit.type === "replace") {
      // Each is made when it is asked for, which is work.
      for (const gentler of edit.otherwise ?? []) {
        outcome = judgeOne({ type: "replace", part: edit.part, ...gentler });
        if (outcome === "compressed") break;
      }
    }
    // What is refused leaves an earlier accepted edit of the part where it is.
    const isRefused = outcome !== "compressed" && outcome !== "evicted";
    const part = original(edit.part);
    plan.outcomes.set(part, isRefused && plan.replacements.has(part) ? "compressed" : outcome);
  };
}

function cacheableMinimum({ minimumCacheableTokens, dialect }: Settings, { model }: Conversation): number {
  return minimumCacheableTokens ?? dialect.minimumCacheableTokens(model);
}

function acceptDropOf(edit: DropEdit, transform: Transform, input: PlanInput, plan: Plan): void {
  const fault = acceptDrop(edit, transform.name, input, plan);
  if (fault !== undefined) report(plan, input.settings, transform, undefined, fault);
}

function acceptInsertion(edit: InsertEdit, transform: Transform, input: PlanInput, plan: Plan): void {
  const anchor = legalAnchor(edit, input);
  if (anchor === undefined) {
    const path = JSON.stringify(edit.anchor.path);
    report(plan, input.settings, transform, undefined, `a text added at ${path}, where none may stand`);
    return;
  }
  const tokensAfter = input.counts.tokenizers[0]?.count(edit.text) ?? 0;
  const changes = insertionChanges(edit, anchor, input);
  plan.insertions.push({ edit, transform: transform.name, tokensAfter, changes });
}

function report(plan: Plan, settings: Settings, transform: Transform, part: Part | undefined, what: string): void {
  const message = `${transform.name} proposed ${what}; it was left out.`;
  if (settings.strict) throw new HeadroomError("law-broken", message);
  plan.warnings.push({ code: "law-broken", message, ...(part !== undefined && { path: part.path }) });
}
