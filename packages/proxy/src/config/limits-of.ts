import type { BudgetOptions } from "../middleware/budgets/budget-options.js";
import type { RateLimitOptions } from "../middleware/rate-limits/rate-limit-options.js";
import type { ResponseCacheOptions } from "../middleware/response-cache/response-cache-options.js";
import type { AnswerSimilarityOptions } from "../middleware/response-cache/similarity/answer-similarity-options.js";
import { embedderOf } from "./embedder-of.js";
import type { ProxyConfig } from "./proxy-options.js";

/** A response cache whose limits are all known. */
type WithLimits = ResponseCacheOptions & { readonly [Name in "ttlSeconds" | "maxEntries" | "maxBytes"]: number };

/**
 * The response cache of a configuration; `undefined` where it is off.
 *
 * @throws HeadroomError `invalid-option`, see {@link embedderOf}.
 */
export function responseCacheOf(config: ProxyConfig): WithLimits | undefined {
  if (!config.cacheEnabled) return undefined;
  const { cacheTtlSeconds: ttlSeconds, cacheMaxEntries: maxEntries, cacheMaxMegabytes } = config;
  return { ttlSeconds, maxEntries, maxBytes: cacheMaxMegabytes * 1024 * 1024, similarity: similarityOf(config) };
}

function similarityOf(config: ProxyConfig): AnswerSimilarityOptions | undefined {
  const { cacheSimilarity: threshold, cacheSimilarityTimeoutMs: timeoutMs } = config;
  const embedder = threshold === undefined ? undefined : embedderOf(config, timeoutMs);
  const { cacheSimilarityWording: wording, cacheSimilarityAnyTemperature: anyTemperature } = config;
  return embedder && { embedder, threshold, wording, timeoutMs, anyTemperature };
}

/** The rate limits of a configuration; `undefined` where there are none, or they are off. */
export function rateLimitsOf(config: ProxyConfig): RateLimitOptions | undefined {
  const { rateLimitRequestsPerMinute: requestsPerMinute, rateLimitTokensPerMinute: tokensPerMinute } = config;
  const isLimited = requestsPerMinute !== undefined || tokensPerMinute !== undefined;
  if (!config.rateLimitEnabled || !isLimited) return undefined;
  return { requestsPerMinute, tokensPerMinute, outputTokensAhead: config.outputTokensAhead };
}

/** The budgets of a configuration; `undefined` where there are none. */
export function budgetsOf(config: ProxyConfig): BudgetOptions | undefined {
  const { budgetLimitUsd, budgetPerKeyUsd, budgetPeriod, budgets, budgetTimeZone: timeZone } = config;
  const withPeriod = (dollars: number | undefined) => (dollars === undefined ? {} : { [budgetPeriod]: dollars });
  const total = { ...budgets?.total, ...withPeriod(budgetLimitUsd) };
  const perKey = { ...budgets?.perKey, ...withPeriod(budgetPerKeyUsd) };
  if (Object.keys(total).length + Object.keys(perKey).length === 0) return undefined;
  return { total, perKey, timeZone, unpriced: config.unpricedModels, outputTokensAhead: config.outputTokensAhead };
}
