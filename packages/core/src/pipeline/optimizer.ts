import type { Dialect } from "../conversation/dialect.js";
import type { Conversation, Part } from "../conversation/part.js";
import { readByteDocument } from "../document/byte-document.js";
import { readObjectDocument } from "../document/object-document.js";
import type { Change, Changed, RequestDocument } from "../document/request-document.js";
import { HeadroomError, isContextOverflow } from "../errors.js";
import { attempt, type MaybePromise, whenReady } from "../maybe-promise.js";
import type { Mode } from "../mode.js";
import type { Report } from "../report/report.js";
import type { Warning } from "../report/warning.js";
import { resolveRetrieval } from "../retrieval/resolve-retrieval.js";
import type { Planner } from "../transforms/prepare-context.js";
import type { Transform } from "../transforms/transform.js";
import { buildReport, emptyReport } from "./build-report.js";
import { commitDecisions } from "./commit-decisions.js";
import { commitPlan } from "./commit-plan.js";
import { type OptimizerOptions, resolveOptions, type Settings } from "./options.js";
import { PartCounts } from "./part-counts.js";
import type { Plan } from "./plan.js";
import { planEdits } from "./plan-edits.js";
import { prepareTransforms } from "./prepare-transforms.js";
import { rememberByText } from "./remember-by-text.js";

/** How often a request is planned anew when others decide at the same time. */
const MOST_TRIES = 8;
const NOTHING_WITHHELD: ReadonlySet<Part> = new Set();

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
  /** The time in milliseconds, by a clock that all who share a store of decisions go by. @default that of the option `now` */
  readonly now?: number;
}

/** Optimizes the requests of one application or proxy. */
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
    () => {
      const tenant = request?.tenant ?? settings.tenant;
      const now = request?.now ?? settings.now?.();
      return optimizeConversation({ body, document, conversation: known, settings, mode, tenant, now });
    },
    (error) => {
      if (settings.strict || isContextOverflow(error)) throw error;
      const warning: Warning = { code: "transform-failed", message: `The request was left as it is: ${String(error)}` };
      return { body, report: emptyReport(settings.dialect.name, mode, [warning]) };
    },
  );
}

function optimizeConversation<Body>(given: Omit<Job<Body>, "counts">): MaybePromise<Optimized<Body>> {
  const settings = withMemory(given.settings);
  const job: Job<Body> = { ...given, settings, counts: partCounts(given.conversation, settings) };
  return whenReady(decideAndPlan(job), (plan) => finish(job, plan));
}

/**
 * Reads what was decided before, plans, and writes down what the plan decides. If another request was faster, all of this is
 * done once more; if nothing can be written, it is done without decisions.
 */
function decideAndPlan<Body>(job: Job<Body>, tries = 0, failure?: Warning): MaybePromise<Plan> {
  const input = { ...job, ...meansOf(job), body: job.document.value };
  return whenReady(prepareTransforms(input, failure === undefined), ({ planners, warnings }) => {
    const plan = planFor(job, planners, NOTHING_WITHHELD);
    const already = failure === undefined ? warnings : [...warnings, failure];
    if (job.mode !== "optimize") return withWarnings(plan, already);
    if (plan.refusal !== undefined) throw new HeadroomError("context-overflow", plan.refusal);
    return whenReady(commitDecisions(plan.decisions, job.settings.decisions), (committed) => {
      if (committed.state === "written") return planAndCommit(job, planners, NOTHING_WITHHELD, already, plan);
      if (committed.state === "lost" && tries < MOST_TRIES) return decideAndPlan(job, tries + 1);
      const reason = committed.state === "lost" ? "others decide all the time" : String(committed.error);
      const message = `What was decided could not be written down, so it was not done: ${reason}`;
      return decideAndPlan(job, tries, { code: "store-failed", message });
    });
  });
}

function withWarnings(plan: Plan, warnings: readonly Warning[]): Plan {
  plan.warnings.push(...warnings);
  return plan;
}

/** Where originals of evicted parts cannot be stored, plans once more without these evictions. */
function planAndCommit<Body>(
  job: Job<Body>,
  planners: ReadonlyMap<Transform, Planner>,
  withheld: ReadonlySet<Part>,
  warnings: readonly Warning[],
  planned?: Plan,
): MaybePromise<Plan> {
  const { settings, counts, tenant } = job;
  const plan = withWarnings(planned ?? planFor(job, planners, withheld), warnings);
  if (plan.refusal !== undefined) throw new HeadroomError("context-overflow", plan.refusal);
  return whenReady(commitPlan(plan, settings, tenant, counts), (failed) => {
    if (failed === undefined) return plan;
    return planAndCommit(job, planners, new Set([...withheld, ...failed.parts]), [...warnings, failed.warning]);
  });
}

interface Job<Body> {
  readonly body: Body;
  readonly document: RequestDocument<Body>;
  readonly conversation: Conversation;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly tenant: string;
  readonly now: number | undefined;
  readonly counts: PartCounts;
}

/** Settings for one request: the same texts are hashed for forms, handles and checks of them. */
function withMemory(settings: Settings): Settings {
  const digest = rememberByText(settings.digest);
  return { ...settings, digest, forms: { ...settings.forms, digest } };
}

/** Counts for one request: choices, gates and reports ask for the same texts. */
function partCounts({ model }: Conversation, { tokenizers, digest, memo }: Settings): PartCounts {
  const remembering = tokenizers(model).map((tokenizer) => {
    const count = rememberByText((text) => tokenizer.count(text));
    return { id: tokenizer.id, exact: tokenizer.exact, count };
  });
  return new PartCounts(remembering, digest, memo);
}

/** How the model of a request can fetch what is left out, and whether anything may be. */
function meansOf<Body>({ conversation, settings: { retrieval: option, retrieveCommand, profile } }: Job<Body>) {
  const retrieval = resolveRetrieval(option, conversation, retrieveCommand);
  const mayOffload = profile === "aggressive" || (profile === "balanced" && retrieval.means !== "none");
  return { retrieval, mayOffload };
}

function planFor<Body>(job: Job<Body>, planners: ReadonlyMap<Transform, Planner>, withheld: ReadonlySet<Part>): Plan {
  const { conversation, document, settings, counts } = job;
  const { value: body, rawRun } = document;
  const input = { conversation, body, rawRun, settings, counts, withheld, planners };
  return planEdits({ ...input, ...meansOf(job) });
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
    applied = { ...plan, replacements: new Map(), insertions: [], drops: new Map(), dropped: new Set() };
  }
  return { body: changed.body, report: buildReport({ ...job, plan: applied, spans: changed.spans }) };
}

function changesOf(plan: Plan): readonly Change[] {
  return [...plan.replacements.values(), ...plan.drops.values(), ...plan.insertions].flatMap(({ changes }) => changes);
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
