import type { Dialect } from "../conversation/dialect.js";
import type { Conversation, Part } from "../conversation/part.js";
import { readByteDocument } from "../document/byte-document.js";
import { readObjectDocument } from "../document/object-document.js";
import type { Change, Changed, RequestDocument } from "../document/request-document.js";
import { HeadroomError, isContextOverflow } from "../errors.js";
import { attempt, type MaybePromise, whenReady } from "../maybe-promise.js";
import { buildReport, emptyReport } from "./build-report.js";
import { commitPlan } from "./commit.js";
import { PartCounts } from "./counts.js";
import { type Mode, type OptimizerOptions, resolveOptions, type Settings } from "./options.js";
import { type Plan, planEdits } from "./plan.js";
import type { Report, Warning } from "./report.js";
import { resolveRetrieval } from "./retrieval.js";

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
  /** The model, for bodies that do not name it because it stands in the address or in another object. */
  readonly model?: string;
}

export interface Optimizer {
  readonly dialect: Dialect;
  /**
   * Optimizes the bytes of a request body. Never throws for a body: what cannot be read comes back as it is, and the
   * report says why. Synchronous unless a store is asynchronous.
   *
   * @throws HeadroomError `context-overflow` for a request that stays too long, where the window is told to refuse it.
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
    optimizeObject: <Body>(body: Body, request?: RequestOptions) =>
      run(body, readObjectDocument<Body>, settings, request),
  });
}

function run<Body>(
  body: Body,
  read: (body: Body) => RequestDocument<Body>,
  settings: Settings,
  request: RequestOptions | undefined,
): MaybePromise<Optimized<Body>> {
  const mode = request?.mode ?? settings.mode;
  if (mode === "off") return { body, report: emptyReport(settings.dialect.name, mode, []) };
  let document: RequestDocument<Body>;
  let conversation: Conversation | undefined;
  try {
    document = read(body);
    conversation = settings.dialect.read(document.value, document.raw);
  } catch (error) {
    return { body, report: emptyReport(settings.dialect.name, mode, [unreadable(error)]) };
  }
  if (conversation === undefined)
    return { body, report: emptyReport(settings.dialect.name, mode, [notARequest(settings)]) };
  const { model } = conversation;
  const known = { ...conversation, model: model === "" ? (request?.model ?? "") : model };
  return attempt(
    () => optimizeConversation(body, document, known, settings, mode, request?.tenant ?? settings.tenant),
    (error) => {
      if (settings.strict || isContextOverflow(error)) throw error;
      const warning: Warning = { code: "transform-failed", message: `The request was left as it is: ${String(error)}` };
      return { body, report: emptyReport(settings.dialect.name, mode, [warning]) };
    },
  );
}

function optimizeConversation<Body>(
  body: Body,
  document: RequestDocument<Body>,
  conversation: Conversation,
  settings: Settings,
  mode: Mode,
  tenant: string,
): MaybePromise<Optimized<Body>> {
  const job: Job<Body> = { body, document, conversation, settings, mode, counts: partCounts(conversation, settings) };
  return whenReady(planAndCommit(job, tenant), (plan) => finish(job, plan));
}

/** Where originals of evicted parts cannot be stored, plans once more without these evictions. */
function planAndCommit<Body>(
  job: Job<Body>,
  tenant: string,
  withheld: ReadonlySet<Part> = new Set(),
  warnings: readonly Warning[] = [],
): MaybePromise<Plan> {
  const { settings, counts } = job;
  const plan = planFor(job, withheld);
  plan.warnings.push(...warnings);
  if (job.mode !== "optimize") return plan;
  if (plan.refusal !== undefined) throw new HeadroomError("context-overflow", plan.refusal);
  return whenReady(commitPlan(plan, settings, tenant, counts), (failed) => {
    if (failed === undefined) return plan;
    return planAndCommit(job, tenant, new Set([...withheld, ...failed.parts]), [...warnings, failed.warning]);
  });
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

function planFor<Body>({ conversation, document, settings, counts }: Job<Body>, withheld: ReadonlySet<Part>): Plan {
  const retrieval = resolveRetrieval(settings.retrieval, conversation, settings.retrieveCommand);
  const { profile } = settings;
  const mayOffload = profile === "aggressive" || (profile === "balanced" && retrieval.means !== "none");
  return planEdits({ conversation, body: document.value, settings, retrieval, mayOffload, counts, withheld });
}

/** Turns the plan into a body and a report. If that fails, the body goes out as it came. */
function finish<Body>(job: Job<Body>, plan: Plan): Optimized<Body> {
  const { document, settings, mode } = job;
  let changed: Changed<Body> = { body: job.body, spans: [] };
  let applied: Plan = plan;
  try {
    if (mode !== "audit") changed = document.apply(changesOf(plan));
  } catch (error) {
    if (settings.strict) throw error;
    plan.warnings.push({ code: "transform-failed", message: `The edits could not be applied: ${String(error)}` });
    applied = { ...plan, replacements: new Map(), insertions: [] };
  }
  return { body: changed.body, report: buildReport({ ...job, plan: applied, spans: changed.spans }) };
}

function changesOf(plan: Plan): readonly Change[] {
  return [...plan.replacements.values(), ...plan.insertions].flatMap(({ changes }) => changes);
}

function unreadable(error: unknown): Warning {
  return { code: "unreadable-body", message: error instanceof Error ? error.message : String(error) };
}

function notARequest(settings: Settings): Warning {
  return {
    code: "not-a-request",
    message: `The body is not a ${settings.dialect.name} request; it was left as it is.`,
  };
}
