import type { RequestEntry } from "../journal/request-entry.js";
import { CappedCounts } from "./capped-counts.js";
import { createHistogram, type Histogram } from "./histogram.js";

/** Most models and errors that are counted by name. */
const MOST_NAMES = 200;
/** Requests that are remembered one by one. */
const RECENT = 10;
const LATENCY_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000];
const OVERHEAD_MS = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500];
const TOKENS = [0, 20, 100, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000];

/** Sums over all requests since the start. */
export interface Totals {
  requests: number;
  cached: number;
  /** Those of them that asked the same in other words. */
  cachedSimilar: number;
  rateLimited: number;
  failed: number;
  inputTokens: number;
  inputTokensOriginal: number;
  outputTokens: number;
  cachedTokens: number;
  tokensSaved: number;
  costUsd: number;
  savingsUsd: number;
  latencyMs: number;
}

/** Sums up requests as they end. */
export class Tally {
  readonly totals: Totals = {
    requests: 0,
    cached: 0,
    cachedSimilar: 0,
    rateLimited: 0,
    failed: 0,
    inputTokens: 0,
    inputTokensOriginal: 0,
    outputTokens: 0,
    cachedTokens: 0,
    tokensSaved: 0,
    costUsd: 0,
    savingsUsd: 0,
    latencyMs: 0,
  };
  readonly byProvider = new CappedCounts(MOST_NAMES);
  readonly byModel = new CappedCounts(MOST_NAMES);
  readonly byError = new CappedCounts(MOST_NAMES);
  /** Faults that no client sees, by their codes. */
  readonly faults = new CappedCounts(MOST_NAMES);
  readonly latencyMs: Histogram = createHistogram(LATENCY_MS);
  readonly firstByteMs: Histogram = createHistogram(LATENCY_MS);
  readonly optimizationMs: Histogram = createHistogram(OVERHEAD_MS);
  readonly savedTokens: Histogram = createHistogram(TOKENS);
  readonly #recent: RequestEntry[] = [];

  add(entry: RequestEntry): void {
    const { totals } = this;
    totals.requests += 1;
    totals.cached += Number(entry.cacheHit);
    totals.cachedSimilar += Number(entry.cacheSimilar);
    totals.rateLimited += Number(entry.rateLimited);
    totals.failed += Number(entry.failed);
    totals.inputTokens += entry.inputTokensOptimized;
    totals.inputTokensOriginal += entry.inputTokensOriginal;
    totals.outputTokens += entry.outputTokens;
    totals.cachedTokens += entry.cachedTokens;
    totals.tokensSaved += entry.tokensSaved;
    totals.costUsd += entry.costUsd ?? 0;
    totals.savingsUsd += entry.savingsUsd ?? 0;
    totals.latencyMs += entry.totalMs;
    this.byProvider.add(entry.provider);
    if (entry.model !== "") this.byModel.add(entry.model);
    if (entry.error !== undefined) this.byError.add(entry.error);
    this.latencyMs.observe(entry.totalMs);
    if (entry.firstByteMs !== undefined) this.firstByteMs.observe(entry.firstByteMs);
    this.optimizationMs.observe(entry.optimizationMs);
    this.savedTokens.observe(entry.tokensSaved);
    this.#recent.push(entry.content === undefined ? entry : { ...entry, content: undefined });
    if (this.#recent.length > RECENT) this.#recent.shift();
  }

  /** The last requests, newest first, without what was said in them. */
  recent(): readonly RequestEntry[] {
    return this.#recent.toReversed();
  }

  /** Share of all tokens that came in, 0 to 100, one decimal. */
  savingsPercent(): number {
    const { tokensSaved, inputTokensOriginal } = this.totals;
    return inputTokensOriginal === 0 ? 0 : Math.round((1000 * tokensSaved) / inputTokensOriginal) / 10;
  }
}
