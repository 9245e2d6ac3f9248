import type { Edit } from "../conversation/edit.js";
import type { Conversation, Part } from "../conversation/part.js";
import type { Change, RequestDocument } from "../document/request-document.js";
import { HeadroomError } from "../errors.js";
import type { JsonValue } from "../json/path.js";
import type { Warning } from "../report/warning.js";
import type { Retrieval } from "../retrieval/resolve-retrieval.js";
import type { CacheAlignment } from "../transforms/cache-aligner/report/cache-alignment.js";
import type { ColdCacheReport } from "../transforms/cold-cache/cold-cache-report.js";
import type { Decision, Planner } from "../transforms/prepare-context.js";
import type { WindowReport } from "../transforms/rolling-window/window-report.js";
import type { OutcomeKind, Transform } from "../transforms/transform.js";
import type { Settings } from "./options.js";
import type { PartCounts } from "./part-counts.js";

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

/** A plan that changes nothing yet. */
export function emptyPlan(): Plan {
  return {
    replacements: new Map(),
    insertions: [],
    drops: new Map(),
    dropped: new Set(),
    outcomes: new Map(),
    warnings: [],
    decisions: [],
  };
}

/**
 * Notes that a transform proposed what must not be done, and that it was left out.
 *
 * @throws HeadroomError `law-broken` in strict mode.
 */
export function noteFault(plan: Plan, settings: Settings, transform: Transform, fault: string, part?: Part): void {
  const message = `${transform.name} proposed ${fault}; it was left out.`;
  if (settings.strict) throw new HeadroomError("law-broken", message);
  plan.warnings.push({ code: "law-broken", message, ...(part !== undefined && { path: part.path }) });
}
