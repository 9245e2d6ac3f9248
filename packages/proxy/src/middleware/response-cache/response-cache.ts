import type { ResponseStore } from "@headroom/core";
import type { FailureListener } from "../../failure-listener.js";
import { headerValue } from "../../headers/header-lines.js";
import { type Outbound, observed, type RelayStep, type SendOn } from "../../relay/outbound.js";
import { bypasses } from "../../requested-mode.js";
import { AnswerRecorder } from "./answer-recorder.js";
import { cacheKey } from "./cache-key.js";
import { isSelfContained } from "./is-self-contained.js";
import {
  type ResolvedResponseCache,
  type ResponseCacheOptions,
  resolveResponseCache,
} from "./response-cache-options.js";
import { decodeAnswer, encodeAnswer, replay, type StoredAnswer } from "./stored-answer.js";

/** What a response cache has done so far. */
export interface ResponseCacheStats {
  readonly entries: number;
  readonly maxEntries: number;
  readonly hits: number;
  readonly ttlSeconds: number;
}

export interface ResponseCache {
  readonly step: RelayStep;
  clear(): Promise<void>;
  stats(): Promise<ResponseCacheStats>;
}

/**
 * Gives answers again to requests that are equal in everything that decides an answer, to the same caller. Of requests that
 * come while an equal one is on its way, only the first is sent.
 *
 * @throws HeadroomError `invalid-option`, see {@link resolveResponseCache}.
 */
export function createResponseCache(
  options: ResponseCacheOptions,
  onFailure: FailureListener,
  now: () => number = Date.now,
): ResponseCache {
  const resolved = resolveResponseCache(options);
  const cache = new Cache(resolved, onFailure, now);
  const { store, maxEntries, ttlSeconds } = resolved;
  return {
    step: (outbound, next) => cache.step(outbound, next),
    clear: async () => store.clear(),
    stats: async () => ({ entries: await store.count(), maxEntries, hits: cache.hits, ttlSeconds }),
  };
}

class Cache {
  hits = 0;
  /** What will be known of the answers to requests that are on their way, by key. */
  readonly #flights = new Map<string, Promise<StoredAnswer | undefined>>();
  readonly #store: ResponseStore;

  constructor(
    private readonly resolved: ResolvedResponseCache,
    private readonly onFailure: FailureListener,
    private readonly now: () => number,
  ) {
    this.#store = resolved.store;
  }

  async step(outbound: Outbound, next: SendOn): Promise<void> {
    const { exchange, match } = outbound;
    if (match === undefined || match.counts || wants(outbound, "no-store")) return next(outbound);
    const facts = await outbound.facts();
    if (facts === undefined || !isSelfContained(facts)) return next(outbound);
    const key = cacheKey(outbound, facts.json);
    const refreshes = wants(outbound, "no-cache");
    let stored = refreshes ? undefined : await this.#read(key);
    // Nothing is waited for between looking for a flight and taking off, so that only one request is the first.
    const flight = stored !== undefined || refreshes ? undefined : this.#flights.get(key);
    if (flight !== undefined) stored = await flight;
    if (stored === undefined) return this.#record(key, outbound, next);
    this.hits += 1;
    if (!exchange.closed) replay(exchange, stored, outbound.added, this.now());
  }

  /** Sends a request on and writes its answer down; equal ones that come meanwhile wait for it. */
  async #record(key: string, outbound: Outbound, next: SendOn): Promise<void> {
    const recorder = new AnswerRecorder(this.resolved.maxAnswerBytes, this.now);
    this.#fly(key, recorder.recorded);
    const added = [...outbound.added, "x-headroom-cache", "miss"];
    try {
      await next(observed({ ...outbound, added }, recorder));
    } catch (error) {
      recorder.end({ how: "unsent" });
      throw error;
    }
  }

  #fly(key: string, flight: Promise<StoredAnswer | undefined>): void {
    if (!this.#flights.has(key)) this.#flights.set(key, flight);
    const land = async (answer: StoredAnswer | undefined): Promise<void> => {
      if (answer !== undefined) await this.#store.set(key, encodeAnswer(answer));
    };
    flight
      .then(land)
      .catch((error: unknown) => this.onFailure("cache-failed", error))
      .finally(() => {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
      });
  }

  async #read(key: string): Promise<StoredAnswer | undefined> {
    try {
      const bytes = await this.#store.get(key);
      return bytes === undefined ? undefined : decodeAnswer(bytes);
    } catch (error) {
      this.onFailure("cache-failed", error);
      return undefined;
    }
  }
}

/** Whether the client asks for this by our header, or by the one of HTTP. */
function wants({ exchange: { headers } }: Outbound, wish: "no-store" | "no-cache"): boolean {
  const own = headerValue(headers, "x-headroom-cache")?.trim().toLowerCase();
  if (wish === "no-store" && (own === "bypass" || bypasses(headers))) return true;
  return new RegExp(`(?:^|[\\s,])${wish}(?:[\\s,]|$)`, "i").test(headerValue(headers, "cache-control") ?? "");
}
