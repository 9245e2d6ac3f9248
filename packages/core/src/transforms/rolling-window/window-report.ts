import type { LimitReason } from "./window-limits.js";

/** What the window did with a request. Tokens are counted as the provider does, as far as that is known. */
export interface WindowReport {
  /** Most tokens that the window holds. */
  readonly limit: number;
  /** What the limit comes from: the model's own window, `maxTokens`, or a rise of its price. */
  readonly limitedBy: LimitReason;
  /** Tokens of the request without the window, and with it. */
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** How often the window moved since the conversation began. Each time the cached prefix is broken once. */
  readonly steps: number;
  /** Tool outputs that are gone, and the turns that they belong to. */
  readonly evictedResults: number;
  readonly evictedTurns: number;
  /** Turns that are gone as a whole, but for the last answer among them; only where `overflow` drops the oldest. */
  readonly droppedTurns: number;
}
