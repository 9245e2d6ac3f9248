import type { Mode, WasteSignals } from "@headroom/core";
import type { BlockBreakdown } from "./block-breakdown.js";

/** What is known of one request when its answer has ended. */
export interface RequestMetrics {
  readonly requestId: string;
  /** When it was sent. */
  readonly timestamp: Date;
  readonly model: string;
  readonly stream: boolean;
  readonly mode: Mode;
  /**
   * Tokens of all texts that the model reads, as the application sent them; 0 for a request behind a fetch of `autoRetrieve`, which
   * it did not send.
   */
  readonly tokensInputBefore: number;
  /** The same as it went to the provider. */
  readonly tokensInputAfter: number;
  /** From the answer, as all that is billed; `null` where the provider did not say. */
  readonly tokensOutput: number | null;
  /**
   * What was expected to be billed for the input: texts and what stands around them, corrected by what earlier answers of the
   * model billed; `null` where nothing is known of how the provider counts.
   */
  readonly tokensEstimated: number | null;
  /** All input tokens that the provider billed, cached ones included. */
  readonly tokensBilled: number | null;
  /** Input tokens that were read from the prompt cache. */
  readonly cachedTokens: number | null;
  /** Input tokens that were written to it. */
  readonly cacheWriteTokens: number | null;
  /** Dollars by list price after prompt caching; `null` where no price or no usage is known. */
  readonly costAfter: number | null;
  /** The same without Headroom: what was saved is charged at the average price of the input that was sent. */
  readonly costBefore: number | null;
  readonly blockBreakdown: BlockBreakdown;
  readonly wasteSignals: WasteSignals;
  /** 16 hex digits that change when the system text or the tools do. */
  readonly stablePrefixHash: string;
  /** 0 to 100: how little in the system text changes from day to day. */
  readonly cacheAlignmentScore: number;
  readonly transformsApplied: readonly string[];
  /** Tool outputs that the window left out. */
  readonly toolUnitsDropped: number;
  readonly turnsDropped: number;
  /** 16 hex digits of the messages as the application sent them. */
  readonly messagesHash: string;
  /** Why there is no answer, or why it broke off. */
  readonly error: string | null;
}

/** Which requests. */
export interface MetricsFilter {
  /** From this moment on. */
  readonly startTime?: Date;
  /** Up to this moment. */
  readonly endTime?: Date;
  readonly model?: string;
  readonly mode?: Mode;
}

/** Which requests, newest first. */
export interface MetricsQuery extends MetricsFilter {
  /** @default 100 */
  readonly limit?: number;
  /** How many of the newest to pass over. @default 0 */
  readonly offset?: number;
}

/** Sums over requests. */
export interface MetricsSummary {
  readonly totalRequests: number;
  readonly totalTokensBefore: number;
  readonly totalTokensAfter: number;
  /** Negative if the requests grew. */
  readonly totalTokensSaved: number;
  /** Per request; 0 where there is none. */
  readonly avgTokensSaved: number;
  readonly avgCacheAlignment: number;
  readonly auditCount: number;
  readonly optimizeCount: number;
  /** Input tokens that providers billed, and those of them that they read from their caches. */
  readonly totalTokensBilled: number;
  readonly totalCachedTokens: number;
  readonly totalTokensOutput: number;
  /** Dollars, of the requests whose cost is known. */
  readonly totalCost: number;
  /** Dollars after provider caching; negative if more was spent. */
  readonly totalCostSaved: number;
}
