import type { BudgetState } from "@headroom/core";
import type { Handler } from "hono";
import type { ActiveKeys } from "../metrics/active-keys.js";
import type { Tally } from "../metrics/tally.js";
import type { RateLimitOptions } from "../middleware/rate-limits/rate-limit-options.js";
import type { ResponseCache } from "../middleware/response-cache/response-cache.js";
import { logRecord } from "../request-log/log-line.js";

/** Where the figures of `GET /stats` come from. */
export interface StatsSources {
  readonly tally: Tally;
  readonly cache: ResponseCache | undefined;
  readonly rateLimits: RateLimitOptions | undefined;
  readonly activeKeys: ActiveKeys;
  /** What is spent of the budgets that all keys share; the tightest period first. */
  readonly budgetStates: () => Promise<readonly BudgetState[]>;
}

/** Answers `GET /stats`: what was done so far, without what was said. */
export function statsEndpoint(sources: StatsSources): Handler {
  return async (context) => {
    const { tally } = sources;
    const { totals } = tally;
    return context.json({
      requests: {
        total: totals.requests,
        cached: totals.cached,
        cached_similar: totals.cachedSimilar,
        rate_limited: totals.rateLimited,
        failed: totals.failed,
      },
      tokens: {
        input: totals.inputTokens,
        output: totals.outputTokens,
        cached: totals.cachedTokens,
        saved: totals.tokensSaved,
        savings_percent: tally.savingsPercent(),
      },
      cost: await costOf(sources),
      cache: await cacheOf(sources),
      rate_limiter: rateLimiterOf(sources),
      recent_requests: tally.recent().map(logRecord),
    });
  };
}

async function costOf({ tally, budgetStates }: StatsSources) {
  const { costUsd, savingsUsd } = tally.totals;
  const [state] = await budgetStates().catch(() => []);
  const limit = state && state.budget.limit / 1e6;
  const spent = state && state.spent / 1e6;
  return {
    total_cost_usd: costUsd,
    total_savings_usd: savingsUsd,
    period_cost_usd: spent ?? null,
    budget_limit_usd: limit ?? null,
    budget_period: state?.budget.period ?? null,
    budget_remaining_usd: state ? Math.max(0, state.budget.limit - state.spent - state.reserved) / 1e6 : null,
  };
}

async function cacheOf({ cache }: StatsSources) {
  if (cache === undefined) return null;
  const { entries, maxEntries, hits, similarHits, ttlSeconds } = await cache.stats();
  return { entries, max_entries: maxEntries, total_hits: hits, similar_hits: similarHits, ttl_seconds: ttlSeconds };
}

function rateLimiterOf({ rateLimits, activeKeys }: StatsSources) {
  if (rateLimits === undefined) return null;
  return {
    requests_per_minute: rateLimits.requestsPerMinute ?? null,
    tokens_per_minute: rateLimits.tokensPerMinute ?? null,
    active_keys: activeKeys.count(),
  };
}
