import type { ModelOverrides, Provider, TrafficClass, trafficClassOf } from "@headroom/core";
import type { OptimizationOptions } from "./dialect-optimizers.js";
import type { FailureListener } from "./failure-listener.js";
import type { EntrySink } from "./journal/request-entry.js";
import type { BudgetOptions } from "./middleware/budgets/budget-options.js";
import type { RateLimitOptions } from "./middleware/rate-limits/rate-limit-options.js";
import type { ResponseCacheOptions } from "./middleware/response-cache/response-cache-options.js";
import type { Transport } from "./upstream/transport.js";

/** What the proxy is made of. */
export interface AppOptions {
  /** How bodies are optimized; `false` passes them on as they come. */
  readonly optimize: OptimizationOptions | false;
  /** Whom requests go to. What nobody claims goes to the first. @default PROVIDERS */
  readonly providers?: readonly Provider[];
  /** Addresses that are not the official ones, by the name of a provider. Clients cannot choose. */
  readonly upstreams?: Readonly<Record<string, string>>;
  /** Facts about models that are better than what the providers know, by model. */
  readonly models?: ModelOverrides;
  /**
   * How requests are paid for. Those of a login that is no API key are treated with care: nothing is left out of them and
   * nothing is added. @default "auto", by the headers
   */
  readonly traffic?: "auto" | TrafficClass | typeof trafficClassOf;
  /** @default undici, see {@link createUndiciTransport} */
  readonly transport?: Transport;
  /** Answers that are given again to equal requests. @default none */
  readonly responseCache?: ResponseCacheOptions | undefined;
  /** What each caller may ask for in a minute. @default anything */
  readonly rateLimits?: RateLimitOptions | undefined;
  /** What may be spent. @default anything */
  readonly budgets?: BudgetOptions | undefined;
  /** Names by which clients may call this app besides loopback ones; absent where any name will do. */
  readonly allowedHosts?: readonly string[];
  /** One of these must come with every request, in `x-headroom-key`. @default none, so that anyone may come */
  readonly keys?: readonly string[];
  /** Whose originals a request may reach. @default one tenant, "local", or one for each key */
  readonly tenantOf?: (headers: Headers) => string;
  /** Most bytes of a body that is optimized, also when decoded. @default 104_857_600 */
  readonly maxBodyBytes?: number;
  /** A longer body is passed on as it comes, or refused with 413. @default "forward" */
  readonly overLimit?: "forward" | "reject";
  /** Is told of faults that clients do not see. */
  readonly onFailure?: FailureListener;
  /** Is given each request that was taken to a provider, when it is over. */
  readonly onRequest?: EntrySink;
  /** Whether what it is given holds what was said, without what looks like a secret. @default false */
  readonly keepContent?: boolean;
}
