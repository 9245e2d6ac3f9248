import {
  type Budgets,
  HeadroomError,
  type RateLimits,
  type ResolvedStoreLimits,
  type ResponseStore,
  type ResponseStoreLimits,
  resolveStoreLimits,
  type Store,
  type StoreLimits,
} from "@headroom/core";
import type { BudgetStoreOptions } from "../budgets/budget-options.js";
import { type LocalBudgets, withLocalBudgets } from "../degraded/local-budgets.js";
import { withLocalRateLimits } from "../degraded/local-rate-limits.js";
import { withoutLostResponses } from "../degraded/lost-responses.js";
import { RedisBudgets } from "./redis-budgets.js";
import { type ConnectionListener, RedisConnection } from "./redis-connection.js";
import { RedisRateLimits } from "./redis-rate-limits.js";
import { RedisResponses } from "./redis-responses.js";
import { RedisStore } from "./redis-store.js";

const DAY_MS = 24 * 60 * 60 * 1000;

const DEFAULT_LIMITS: ResolvedStoreLimits = { maxBytes: 1024 ** 3, maxEntries: 1_000_000, maxAgeMs: 30 * DAY_MS };

export interface RedisStoresOptions extends StoreLimits, ConnectionListener {
  /** Address of a Redis (from 6.2) or Valkey server: `redis://` or, encrypted, `rediss://`, with user and password. */
  readonly url: string;
  /** What all keys begin with. Replicas that share their state have it in common. @default "headroom" */
  readonly prefix?: string | undefined;
  /** Longest wait for an answer, in milliseconds; after it, calls fail at once until the server answers again. @default 90 */
  readonly timeoutMs?: number | undefined;
  /**
   * How many processes share the state. While the server does not answer, each keeps to that part of the limits, and of what is left
   * of the budgets, by itself.
   *
   * @default 2
   */
  readonly replicas?: number | undefined;
  /** The time in milliseconds, for tests. @default the server's */
  readonly now?: (() => number) | undefined;
}

export interface RedisStores {
  /** Handle to original text. */
  readonly originals: Store;
  /** Choices that must be repeated. */
  readonly decisions: Store;
  /** Requests and tokens that callers used. */
  readonly rateLimits: RateLimits;
  /** The store of another namespace. Limits left out are those given to {@link openRedisStores}. */
  open(namespace: string, limits?: StoreLimits): Store;
  /** What was spent. One time zone for all that share it. */
  budgets(options?: BudgetStoreOptions): Budgets;
  /** Answers that are given again. */
  responses(limits: ResponseStoreLimits): ResponseStore;
  /** Ends the connection, and all of these with it. */
  close(): void;
}

/**
 * Opens stores on a Redis or Valkey server, which any number of replicas share.
 *
 * Limits of texts hold for each tenant, which is what stands before the first colon of a key: 1 GiB, 1,000,000 entries and 30 days
 * since the last use unless told otherwise. Whatever is decided together is decided by one script on the server and by its clock.
 * A server that does not answer makes no caller wait more than `timeoutMs` once; where it cannot be reached at the start, the stores
 * open all the same and serve when it can.
 *
 * @throws HeadroomError `invalid-option` for an address that is none. StoreError `cannot-open` where the server refuses the client;
 * operations reject with StoreError `unavailable` while it does not answer.
 * @example
 * const stores = await openRedisStores({ url: "redis://127.0.0.1:6379" });
 * await stores.originals.set("tenant:handle", "a long tool output");
 * stores.close();
 */
export async function openRedisStores(options: RedisStoresOptions): Promise<RedisStores> {
  const { prefix = "headroom", timeoutMs = 90, replicas = 2, now, onLost } = options;
  const limits = resolveStoreLimits(options, DEFAULT_LIMITS);
  checkAddress(options.url);
  checkAtLeastOne({ timeoutMs, replicas });
  const budgets: LocalBudgets[] = [];
  const onBack = (): void => {
    for (const each of budgets) void each.resend();
    options.onBack?.();
  };
  const connection = new RedisConnection({ url: options.url, timeoutMs, onLost, onBack });
  await connection.open();
  const open = (namespace: string, own: StoreLimits = {}): Store =>
    new RedisStore(connection, prefix, namespace, resolveStoreLimits(own, limits), now);
  return Object.freeze({
    originals: open("originals"),
    decisions: open("decisions"),
    rateLimits: withLocalRateLimits(new RedisRateLimits(connection, prefix, now), { replicas, now }),
    open,
    budgets({ timeZone, leaseMs } = {}) {
      const shared = new RedisBudgets(connection, prefix, { timeZone, leaseMs, now });
      const opened = withLocalBudgets(shared, { timeZone, leaseMs, replicas, ...(now !== undefined && { now }) });
      budgets.push(opened);
      return opened;
    },
    responses: (own) => withoutLostResponses(new RedisResponses(connection, prefix, own, now)),
    close: () => connection.close(),
  } satisfies RedisStores);
}

function checkAtLeastOne(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new HeadroomError("invalid-option", `${name} must be a whole number of at least 1, not ${value}.`);
  }
}

function checkAddress(url: string): void {
  let protocol: string | undefined;
  try {
    ({ protocol } = new URL(url));
  } catch {
    // Below, without the address: it may hold a password.
  }
  if (protocol === "redis:" || protocol === "rediss:") return;
  throw new HeadroomError(
    "invalid-option",
    "The address of the Redis server is none. It must begin with redis:// or rediss://, such as redis://127.0.0.1:6379.",
  );
}
