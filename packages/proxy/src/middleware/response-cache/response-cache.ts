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
import type { KeptQuestion } from "./similarity/question-index.js";
import { SimilarQuestions } from "./similarity/similar-questions.js";
import { decodeAnswer, encodeAnswer, type FoundAnswer, replay, type StoredAnswer } from "./stored-answer.js";

/** What a response cache has done so far. */
export interface ResponseCacheStats {
  readonly entries: number;
  readonly maxEntries: number;
  /** Those to similar questions included. */
  readonly hits: number;
  readonly similarHits: number;
  readonly ttlSeconds: number;
}

export interface ResponseCache {
  readonly step: RelayStep;
  clear(): Promise<void>;
  stats(): Promise<ResponseCacheStats>;
}

/**
 * Gives answers again to requests that are equal in everything that decides an answer, to the same caller. Of requests that
 * come while an equal one is on its way, only the first is sent. Where it is told so, the last text of the user may say the
 * same in other words.
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
    clear: () => cache.clear(),
    async stats() {
      const { hits, similarHits } = cache;
      return { entries: await store.count(), maxEntries, hits, similarHits, ttlSeconds };
    },
  };
}

class Cache {
  hits = 0;
  similarHits = 0;
  /** What will be known of the answers to requests that are on their way, by key. */
  readonly #flights = new Map<string, Promise<StoredAnswer | undefined>>();
  readonly #store: ResponseStore;
  readonly #similar: SimilarQuestions | undefined;

  constructor(
    private readonly resolved: ResolvedResponseCache,
    private readonly onFailure: FailureListener,
    private readonly now: () => number,
  ) {
    const { store, similarity, maxEntries } = resolved;
    this.#store = store;
    this.#similar = similarity && new SimilarQuestions(similarity, maxEntries, onFailure, now);
  }

  async step(outbound: Outbound, next: SendOn): Promise<void> {
    const { exchange, match } = outbound;
    if (match === undefined || match.counts || wants(outbound, "no-store")) return next(outbound);
    const facts = await outbound.facts();
    if (facts === undefined || !isSelfContained(facts)) return next(outbound);
    const key = cacheKey(outbound, facts.json);
    const question = this.#similar?.questionOf(key, outbound, facts);
    const refreshes = wants(outbound, "no-cache");
    let found = refreshes ? undefined : await this.#find(key, question);
    // Nothing is waited for between looking for a flight and taking off, so that only one request is the first.
    const flight = found !== undefined || refreshes ? undefined : this.#flights.get(key);
    if (flight !== undefined) found = asHit(await flight);
    if (found === undefined) return this.#record(key, question, outbound, next);
    this.hits += 1;
    if (!exchange.closed) replay(exchange, found, outbound.added, this.now());
  }

  async clear(): Promise<void> {
    this.#similar?.clear();
    await this.#store.clear();
  }

  /** What is kept for a request, or else for one that asks the same in other words. */
  async #find(key: string, question: KeptQuestion | undefined): Promise<FoundAnswer | undefined> {
    const stored = await this.#read(key);
    if (question === undefined || this.#similar === undefined) return asHit(stored);
    if (stored === undefined) return this.#flights.has(key) ? undefined : this.#findSimilar(question, this.#similar);
    this.#similar.use(question);
    return asHit(stored);
  }

  async #findSimilar(question: KeptQuestion, similar: SimilarQuestions): Promise<FoundAnswer | undefined> {
    for (const { kept, score } of await similar.similarTo(question)) {
      const answer = await this.#read(kept.key);
      if (answer === undefined) {
        similar.forget(kept.key);
        continue;
      }
      similar.use(kept);
      this.similarHits += 1;
      return { answer, found: `similar; score=${score.toFixed(3)}` };
    }
    return undefined;
  }

  /** Sends a request on and writes its answer down; equal ones that come meanwhile wait for it. */
  async #record(key: string, question: KeptQuestion | undefined, outbound: Outbound, next: SendOn): Promise<void> {
    const recorder = new AnswerRecorder(this.resolved.maxAnswerBytes, this.now);
    this.#fly(key, question, recorder.recorded);
    const added = [...outbound.added, "x-headroom-cache", "miss"];
    try {
      await next(observed({ ...outbound, added }, recorder));
    } catch (error) {
      recorder.end({ how: "unsent" });
      throw error;
    }
  }

  #fly(key: string, question: KeptQuestion | undefined, flight: Promise<StoredAnswer | undefined>): void {
    if (!this.#flights.has(key)) this.#flights.set(key, flight);
    const land = async (answer: StoredAnswer | undefined): Promise<void> => {
      if (answer === undefined) return;
      await this.#store.set(key, encodeAnswer(answer));
      if (question !== undefined) this.#similar?.use(question);
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

function asHit(answer: StoredAnswer | undefined): FoundAnswer | undefined {
  return answer && { answer, found: "hit" };
}

/** Whether the client asks for this by our header, or by the one of HTTP. */
function wants({ exchange: { headers } }: Outbound, wish: "no-store" | "no-cache"): boolean {
  const own = headerValue(headers, "x-headroom-cache")?.trim().toLowerCase();
  if (wish === "no-store" && (own === "bypass" || bypasses(headers))) return true;
  return new RegExp(`(?:^|[\\s,])${wish}(?:[\\s,]|$)`, "i").test(headerValue(headers, "cache-control") ?? "");
}
