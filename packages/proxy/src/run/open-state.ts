import { openSqliteStores } from "@headroom/stores/sqlite";
import { budgetsOf, rateLimitsOf, responseCacheOf } from "../config/limits-of.js";
import type { ProxyConfig } from "../config/proxy-options.js";
import type { FailureListener } from "../failure-listener.js";
import type { BudgetOptions } from "../middleware/budgets/budget-options.js";
import type { RateLimitOptions } from "../middleware/rate-limits/rate-limit-options.js";
import type { ResponseCacheOptions } from "../middleware/response-cache/response-cache-options.js";
import { type TextStores, textStores } from "../parts/open-optimizer-parts.js";
import { storePath } from "../parts/store-path.js";

/** What a proxy keeps between requests. */
export interface ProxyState {
  /** Where optimizers keep texts; absent where there are none. */
  readonly texts: TextStores | undefined;
  readonly responseCache: ResponseCacheOptions | undefined;
  readonly rateLimits: RateLimitOptions | undefined;
  readonly budgets: BudgetOptions | undefined;
  close(): void;
}

/**
 * Opens what a configuration needs: on a server that replicas share, or else in the SQLite file of this machine, and in memory what
 * may be forgotten with the process.
 *
 * @throws StoreError when a file or a server cannot be used. HeadroomError for options that a store refuses.
 */
export function openState(
  config: ProxyConfig,
  env: Readonly<Record<string, string | undefined>>,
  onFailure: FailureListener = () => {},
): Promise<ProxyState> | ProxyState {
  const { redisUrl } = config;
  return redisUrl === undefined ? openLocalState(config, env) : openSharedState(config, redisUrl, onFailure);
}

function openLocalState(config: ProxyConfig, env: Readonly<Record<string, string | undefined>>): ProxyState {
  const budgets = budgetsOf(config);
  const needsFile = config.optimize || budgets !== undefined;
  const path = storePath(config.store, env);
  const stores = needsFile ? openSqliteStores({ path }) : undefined;
  try {
    return {
      texts: config.optimize ? stores && textStores(stores, path) : undefined,
      responseCache: responseCacheOf(config),
      rateLimits: rateLimitsOf(config),
      budgets: budgets && { ...budgets, store: stores?.budgets(budgets) },
      close: () => stores?.close(),
    };
  } catch (error) {
    stores?.close();
    throw error;
  }
}

async function openSharedState(config: ProxyConfig, url: string, onFailure: FailureListener): Promise<ProxyState> {
  // Most proxies run alone and start without it.
  const { openRedisStores } = await import("@headroom/stores/redis");
  const { redisPrefix: prefix, redisTimeoutMs: timeoutMs, replicas } = config;
  const stores = await openRedisStores({
    url,
    prefix,
    timeoutMs,
    replicas,
    onLost: (error) => onFailure("store-lost", error),
  });
  try {
    const [responseCache, rateLimits, budgets] = [responseCacheOf(config), rateLimitsOf(config), budgetsOf(config)];
    return {
      texts: stores,
      responseCache: responseCache && {
        ...responseCache,
        store: stores.responses({ ...responseCache, maxAgeMs: responseCache.ttlSeconds * 1000 }),
      },
      rateLimits: rateLimits && { ...rateLimits, store: stores.rateLimits },
      budgets: budgets && { ...budgets, store: stores.budgets(budgets) },
      close: () => stores.close(),
    };
  } catch (error) {
    stores.close();
    throw error;
  }
}
