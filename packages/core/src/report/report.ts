import type { ChangedSpan } from "../document/request-document.js";
import type { JsonPath } from "../json/path.js";
import type { Mode } from "../mode.js";

import type { CacheAlignment } from "../transforms/cache-aligner/report/cache-alignment.js";
import type { ColdCacheReport } from "../transforms/cold-cache/cold-cache-report.js";
import type { WindowReport } from "../transforms/rolling-window/window-report.js";
import type { OutcomeKind } from "../transforms/transform.js";
import type { Warning } from "./warning.js";
import type { WasteSignals } from "./waste-signals.js";

/** What became of one tool result. Tokens are of the first tokenizer. */
export interface PartOutcome {
  readonly path: JsonPath;
  readonly outcome: OutcomeKind;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** What was done, such as `smart_crush`; absent where nothing was. */
  readonly tag?: string;
}

/** The only telemetry surface. All counts are of text; the provider's framing of messages is not in them. */
export interface Report {
  readonly mode: Mode;
  readonly dialect: string;
  readonly model: string;
  /** Tokens of all texts that the model reads, by the first tokenizer. */
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Negative if the request grew. */
  readonly tokensSaved: number;
  /** Share of `tokensBefore`, 0 to 100, one decimal. */
  readonly savingsPercent: number;
  /** What `optimize` would save; differs from `tokensSaved` in audit mode. */
  readonly potentialTokensSaved: number;
  /** Whether the count is of the model's own vocabulary. */
  readonly exactTokens: boolean;
  readonly tokenizer: string;
  readonly transformsApplied: readonly string[];
  /** Handles that stand in the body that goes out. */
  readonly handles: readonly string[];
  readonly edits: readonly ChangedSpan[];
  readonly warnings: readonly Warning[];
  readonly wasteSignals: WasteSignals;
  readonly outcomes: readonly PartOutcome[];
  /** How the beginning of the prompt keeps its place in the cache; absent where nobody looked. */
  readonly cacheAlignment?: CacheAlignment;
  /** What was left out because the provider had forgotten the conversation; absent where nothing was for that reason. */
  readonly coldCache?: ColdCacheReport;
  /** What the window did; absent where it has nothing to say. */
  readonly window?: WindowReport;
}
