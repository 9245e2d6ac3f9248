import type { Dialect } from "../conversation/dialect.js";
import type { Conversation, Part } from "../conversation/part.js";
import { readByteDocument } from "../document/byte-document.js";
import { readObjectDocument } from "../document/object-document.js";
import type { Change, Changed, RequestDocument } from "../document/request-document.js";
import { handlesIn } from "../form/expand-text.js";
import { type MaybePromise, whenReady } from "../maybe-promise.js";
import { commitPlan } from "./commit.js";
import { PartCounts } from "./counts.js";
import { type Mode, type OptimizerOptions, resolveOptions, type Settings } from "./options.js";
import { type AcceptedEdit, type Plan, planEdits } from "./plan.js";
import { percent, type Report, type Warning } from "./report.js";
import { resolveRetrieval } from "./retrieval.js";
import { addWaste, NO_WASTE } from "./waste-signals.js";

/** What comes out of an optimization: the body to send, and what was done to it. */
export interface Optimized<Body> {
  /** The same reference as went in where nothing was changed. */
  readonly body: Body;
  readonly report: Report;
}

/** Choices for one request. */
export interface RequestOptions {
  /** Owner of the handles. */
  readonly tenant?: string;
  readonly mode?: Mode;
}

export interface Optimizer {
  readonly dialect: Dialect;
  /**
   * Optimizes the bytes of a request body. Never throws for a body: what cannot be read comes back as it is, and the
   * report says why. Synchronous unless a store is asynchronous.
   */
  optimize(body: Uint8Array, request?: RequestOptions): MaybePromise<Optimized<Uint8Array>>;
  /** Optimizes a request body that is an object. Parts that are not edited stay `===`. */
  optimizeObject<Body>(body: Body, request?: RequestOptions): MaybePromise<Optimized<Body>>;
}

/**
 * Creates an optimizer. Options are read once and frozen.
 *
 * @throws HeadroomError with code `invalid-option`, naming the option and what is allowed.
 * @example
 * const optimizer = createOptimizer({ dialect: openaiChat, retrieval: "assume" });
 * const { body, report } = await optimizer.optimize(bytes);
 */
export function createOptimizer(options: OptimizerOptions): Optimizer {
  const settings = resolveOptions(options);
  return Object.freeze({
    dialect: settings.dialect,
    optimize: (body: Uint8Array, request?: RequestOptions) => run(body, readByteDocument, settings, request),
    optimizeObject: <Body>(body: Body, request?: RequestOptions) => run(body, readObjectDocument<Body>, settings, request),
  });
}

function run<Body>(
  body: Body,
  read: (body: Body) => RequestDocument<Body>,
  settings: Settings,
  request: RequestOptions | undefined,
): MaybePromise<Optimized<Body>> {
  const mode = request?.mode ?? settings.mode;
  if (mode === "off") return { body, report: emptyReport(settings, mode, []) };
  let document: RequestDocument<Body>;
  let conversation: Conversation | undefined;
  try {
    document = read(body);
    conversation = settings.dialect.read(document.value, document.raw);
  } catch (error) {
    return { body, report: emptyReport(settings, mode, [unreadable(error)]) };
  }
  if (conversation === undefined) return { body, report: emptyReport(settings, mode, [notARequest(settings)]) };
  const job: Job<Body> = { body, document, conversation, settings, mode, counts: partCounts(conversation, settings) };
  const plan = planFor(job);
  const commit = mode === "optimize" ? commitPlan(plan, settings, request?.tenant ?? settings.tenant, job.counts) : undefined;
  return whenReady(commit, () => finish(job, plan));
}

interface Job<Body> {
  readonly body: Body;
  readonly document: RequestDocument<Body>;
  readonly conversation: Conversation;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly counts: PartCounts;
}

function partCounts(conversation: Conversation, settings: Settings): PartCounts {
  return new PartCounts(settings.tokenizers(conversation.model), settings.digest, settings.memo);
}

function planFor<Body>({ conversation, document, settings, counts }: Job<Body>): Plan {
  const retrieval = resolveRetrieval(settings.retrieval, conversation, settings.retrieveCommand);
  const { profile } = settings;
  const mayOffload = profile === "aggressive" || (profile === "balanced" && retrieval.means !== "none");
  return planEdits({ conversation, body: document.value, settings, retrieval, mayOffload, counts });
}

/** Turns the plan into a body and a report. If that fails, the body goes out as it came. */
function finish<Body>(job: Job<Body>, plan: Plan): Optimized<Body> {
  const { document, settings, mode } = job;
  let changed: Changed<Body> = { body: job.body, spans: [] };
  let applied: Plan = plan;
  try {
    if (mode !== "audit") changed = document.apply(changesOf(plan, document, settings.dialect));
  } catch (error) {
    if (settings.strict) throw error;
    plan.warnings.push({ code: "transform-failed", message: `The edits could not be applied: ${String(error)}` });
    applied = { ...plan, replacements: new Map(), insertions: [] };
  }
  return { body: changed.body, report: buildReport(job, applied, changed) };
}

function changesOf<Body>(plan: Plan, document: RequestDocument<Body>, dialect: Dialect): readonly Change[] {
  const changes: Change[] = [];
  for (const [part, { edit }] of plan.replacements) {
    const change = replacementOf(part, edit, document, dialect);
    if (change !== undefined) changes.push(change);
  }
  for (const { edit } of plan.insertions) {
    if (edit.type !== "insert") continue;
    const json = JSON.stringify(dialect.insertion(edit.anchor, edit.text));
    changes.push({ type: "insert-after", path: edit.anchor.path, json });
  }
  return changes;
}

function replacementOf<Body>(
  part: Part,
  edit: AcceptedEdit["edit"],
  document: RequestDocument<Body>,
  dialect: Dialect,
): Change | undefined {
  if (edit.type === "replace-json") return { type: "replace", path: part.path, json: edit.json };
  if (edit.type !== "replace") return undefined;
  if (part.encoding === "text") return { type: "replace", path: part.path, json: JSON.stringify(edit.text) };
  const wrapped = dialect.wrap?.(part, edit.text, document.raw);
  return wrapped === undefined ? undefined : { type: "replace", ...wrapped };
}

function buildReport<Body>(job: Job<Body>, plan: Plan, changed: Changed<Body>): Report {
  const { conversation, settings, mode, counts } = job;
  const before = counts.totalOf(conversation);
  let saved = 0;
  for (const [part, accepted] of plan.replacements) saved += counts.tokensOf(part) - accepted.tokensAfter;
  for (const insertion of plan.insertions) saved -= insertion.tokensAfter;
  const sent = mode === "audit" ? 0 : saved;
  const tokenizer = counts.tokenizers[0];
  return {
    mode,
    dialect: conversation.dialect,
    model: conversation.model,
    tokensBefore: before,
    tokensAfter: before - sent,
    tokensSaved: sent,
    savingsPercent: percent(sent, before),
    potentialTokensSaved: saved,
    exactTokens: tokenizer?.exact ?? false,
    tokenizer: tokenizer?.id ?? "none",
    transformsApplied: transformsApplied(plan, mode),
    handles: mode === "audit" ? [] : handlesOf(job, plan),
    edits: changed.spans,
    warnings: plan.warnings,
    wasteSignals: conversation.parts.reduce((sum, part) => addWaste(sum, counts.factsOf(part).waste), NO_WASTE),
    outcomes: outcomesOf(conversation, plan, counts),
  };
}

function transformsApplied(plan: Plan, mode: Mode): readonly string[] {
  if (mode === "audit") return [];
  const tags = new Set<string>();
  for (const accepted of [...plan.replacements.values(), ...plan.insertions]) tags.add(accepted.edit.tag ?? accepted.transform);
  return [...tags];
}

/** Handles of what was left out now, and of forms that came in with the request. */
function handlesOf<Body>({ conversation, settings }: Job<Body>, plan: Plan): readonly string[] {
  const handles = new Set<string>();
  for (const part of conversation.parts) {
    const edit = plan.replacements.get(part)?.edit;
    if (edit !== undefined) for (const offload of edit.offloads ?? []) handles.add(offload.handle);
    else if (part.kind === "tool-result") for (const handle of handlesIn(part.text ?? "", settings.digest)) handles.add(handle);
  }
  return [...handles];
}

function outcomesOf(conversation: Conversation, plan: Plan, counts: PartCounts): Report["outcomes"] {
  return conversation.parts
    .filter((part) => part.kind === "tool-result" && part.text !== undefined)
    .map((part) => {
      const accepted = plan.replacements.get(part);
      const tokensBefore = counts.tokensOf(part);
      return {
        path: part.path,
        outcome: plan.outcomes.get(part) ?? "unchanged",
        tokensBefore,
        tokensAfter: accepted?.tokensAfter ?? tokensBefore,
        ...(accepted !== undefined && { tag: accepted.edit.tag ?? accepted.transform }),
      };
    });
}

function unreadable(error: unknown): Warning {
  return { code: "unreadable-body", message: error instanceof Error ? error.message : String(error) };
}

function notARequest(settings: Settings): Warning {
  return { code: "not-a-request", message: `The body is not a ${settings.dialect.name} request; it was left as it is.` };
}

function emptyReport(settings: Settings, mode: Mode, warnings: readonly Warning[]): Report {
  return {
    mode,
    dialect: settings.dialect.name,
    model: "",
    tokensBefore: 0,
    tokensAfter: 0,
    tokensSaved: 0,
    savingsPercent: 0,
    potentialTokensSaved: 0,
    exactTokens: false,
    tokenizer: "none",
    transformsApplied: [],
    handles: [],
    edits: [],
    warnings,
    wasteSignals: NO_WASTE,
    outcomes: [],
  };
}
