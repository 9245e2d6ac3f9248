import type { Usage } from "../conversation/usage.js";
import type { Day } from "../models/model-facts.js";
import type { RequestOverheads } from "./overhead.js";
import type { VocabularyScale } from "./vocabulary-scale.js";

/** Where a provider's answers say one count of the usage record. */
export interface UsageField {
  /** Path in an answer, such as `usage.prompt_tokens_details.cached_tokens`; an array is written as `[]`. */
  readonly field: string;
  readonly is: keyof Usage;
}

/** What can be asked of the provider to learn a count. */
export interface OfficialMeans {
  /** The request, such as `POST /v1/messages/count_tokens`. */
  readonly endpoint: string;
  /** The call of the official client. */
  readonly call: string;
  /** What it counts. */
  readonly counts: "request" | "text";
  /** Whether its number is the one that is billed, as far as the provider says. */
  readonly exact: boolean;
  readonly note?: string;
}

/** How tokens are counted for a provider's models. Plain data and pure functions. */
export interface ProviderCounting {
  readonly provider: string;
  /** Public vocabularies with which text is counted exactly. */
  readonly vocabularies: readonly string[];
  /** Absent where the provider has no means. */
  readonly official?: OfficialMeans;
  /** How a model without a public vocabulary is estimated. */
  scaleOf(model: string): VocabularyScale;
  /** All scales that `scaleOf` gives. */
  readonly scales: readonly VocabularyScale[];
  /** What the provider adds to the texts of a request to a model. */
  overheadsOf(model: string): RequestOverheads;
  readonly usage: readonly UsageField[];
  /** The day on which all of this was last compared with its sources. */
  readonly checkedOn: Day;
}
