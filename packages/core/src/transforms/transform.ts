import type { Anchor } from "../conversation/anchor.js";
import type { Edit } from "../conversation/edit.js";
import type { MessageRun } from "../conversation/message-run.js";
import type { Conversation, Part } from "../conversation/part.js";
import type { ResultPlace } from "../conversation/tool-results.js";
import type { ProviderCounting } from "../counting/provider-counting.js";
import type { Digest } from "../digest/handle.js";
import type { FormContext } from "../form/form-codec.js";
import type { JsonValue } from "../json/path.js";
import type { MaybePromise } from "../maybe-promise.js";
import type { ResolvedModel } from "../models/model-catalog.js";
import type { Warning } from "../report/warning.js";
import type { Retrieval } from "../retrieval/resolve-retrieval.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import type { CacheAlignment } from "./cache-aligner/report/cache-alignment.js";
import type { ColdCacheReport } from "./cold-cache/cold-cache-report.js";
import type { Decision, Planner, PrepareContext } from "./prepare-context.js";
import type { WindowReport } from "./rolling-window/window-report.js";
import type { Standing } from "./standing.js";

/** Why a part came out as it did. */
export type OutcomeKind =
  | "compressed"
  | "evicted"
  | "dropped"
  | "unchanged"
  | "locked"
  | "guarded"
  | "not-smaller"
  | "below-threshold"
  | "below-cacheable-minimum"
  | "already-a-form"
  | "failed";

/** Everything that a transform may read besides the conversation. Holds no clock, no store, nothing random. */
export interface PlanContext {
  /** All of them must agree that an edit saves tokens. */
  readonly tokenizers: readonly Tokenizer[];
  readonly retrieval: Retrieval;
  /** Whether parts may be left out behind a handle in this request. */
  readonly mayOffload: boolean;
  readonly format: "text" | "json";
  readonly digest: Digest;
  /** Tells forms from text that looks like them. */
  readonly forms: FormContext;
  /** Tokens of a part's text under the first tokenizer, remembered. */
  tokensOf(part: Part): number;
  /** Tokens of a part's text under each tokenizer, remembered. */
  countsOf(part: Part): readonly number[];
  /** How many tokens a part must keep, because the prefix up to it would be too short for the provider's cache; mostly 0. */
  tokensToKeep(part: Part): number;
  /** Digest of a part's text, remembered for the request. */
  digestOf(part: Part): string;
  /** Remembers a result of `compute` under a key that names everything it was computed from. */
  remember<T>(key: string, compute: () => T, weight: (value: T) => number): T;
  /** Says why a part was left as it is; the last word counts. */
  note(part: Part, outcome: OutcomeKind): void;
  /** A part of the view as it came with the request. */
  originalOf(part: Part): Part;
  /** Which tool result a part is, as the reader counts them; `undefined` for anything else. */
  placeOf(part: Part): ResultPlace | undefined;
  /** How much of a tool result stands in the body by the edits accepted so far. */
  standingOf(part: Part): Standing;
  /** What the reader has of a tool result without the store; `undefined` where something is missing. */
  standingText(part: Part): string | undefined;
  /** {@link PlanContext.forms} with those in a part that point to what stands before it. */
  formsAt(part: Part): FormContext;
  /**
   * The parts whose forms point to a part, as they came with the request. A transform that leaves a part out, or evicts it,
   * makes them longer in the same step: they go back to the form they had before they pointed there.
   */
  dependentsOf(part: Part): readonly Part[];
  /** What the form of a part points to, as it came with the request. */
  referencesOf(part: Part): readonly Part[];
  /** A part of the view in the form that it would have if nothing that it points to stood any more. */
  withoutReferences(part: Part): Part;
  /** Whether a part must not be evicted this time, since its original cannot be stored. */
  isWithheld(part: Part): boolean;
  /** The source of messages, as a JSON list; `undefined` where they stand in no list. */
  sourceOf(messages: MessageRun): string | undefined;
  /** The value of the body in the place of a part: the only way to look at parts without a text. */
  valueOf(part: Part): JsonValue | undefined;
  /** The places of the request at which a text may be added. */
  anchors(): readonly Anchor[];
  /** What is known of the request's model; absent where the dialect knows no models. */
  readonly model: ResolvedModel | undefined;
  /** How the provider counts; absent where nobody knows. */
  readonly counting: ProviderCounting | undefined;
  /** Smallest prefix in tokens that the provider caches; 0 where there is none. */
  readonly minimumCacheableTokens: number;
  /** Says something that the user should know. */
  warn(warning: Warning): void;
  /** Makes a choice that has to be written down before the request is sent. If it cannot be, the request is planned anew. */
  decide(decision: Decision): void;
  /** Says how well the beginning of the prompt keeps its place in the provider's cache. */
  describeAlignment(alignment: CacheAlignment): void;
  /** Says what was left out because the provider had forgotten the conversation. */
  describeColdCache(report: ColdCacheReport): void;
  /** Says what the window did. With `refusal`, the request is not to be sent, and the error says so. */
  describeWindow(report: WindowReport, refusal?: string): void;
}

/**
 * Works over a whole conversation and returns edits; `undefined` or none means unchanged. Pure: the edit of a part may
 * depend on what stands before the part and on frozen options, never on what comes later.
 */
export interface Transform {
  readonly name: string;
  /**
   * Reads what lies outside of the request, and gives who plans instead of this transform; `undefined` where there is nothing
   * to read. Nothing may be written here: see {@link PlanContext.decide}.
   */
  prepare?(conversation: Conversation, context: PrepareContext): MaybePromise<Planner | undefined>;
  /** The edits that the transform wants, in any order; none where it has nothing to do. */
  plan(conversation: Conversation, context: PlanContext): readonly Edit[] | undefined;
}
