import { CountError, type JsonObject, type OfficialCounter, sha256, type TokenCount } from "@headroom/core";
import { askWithin } from "./ask-within.js";
import { createAskingPause } from "./asking-pause.js";
import { createCountCache } from "./count-cache.js";
import type { RequestEstimate } from "./request-estimate.js";

/** What a counter asks, and when. */
export interface RequestCounterOptions {
  /** Who is asked. Without one, all counts are estimates. */
  readonly official?: OfficialCounter;
  /** Counts where nobody is asked, or no answer comes in time. */
  readonly estimate: RequestEstimate;
  /**
   * How long a count waits for the provider, in milliseconds.
   * @default 2000
   */
  readonly timeoutMs?: number;
  /**
   * How many official counts are remembered, at about 200 bytes each.
   * @default 1000
   */
  readonly cachedCounts?: number;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** A native SHA-256 where there is one. @default a portable implementation */
  readonly sha256?: (text: string) => string;
  /** Is told why a count is an estimate although a provider was to be asked. */
  readonly onFailure?: (error: CountError) => void;
}

/** Counts the input tokens of whole requests. */
export interface RequestCounter {
  /**
   * The count of a request body: the provider's where it gives one in time, else an estimate with its bounds; `undefined`
   * for a body that is no request. Never fails because of the provider.
   */
  count(body: JsonObject): Promise<TokenCount | undefined>;
}

/**
 * Counts requests by asking their provider, sparingly: equal requests once, not for longer than `timeoutMs`, and after a
 * refusal not before the provider said or some time has passed. It is not for the path of a request on its way.
 *
 * @throws RangeError when an option is out of range.
 * @example
 * const counter = createRequestCounter({ official: createAnthropicCounter({ client }), estimate });
 * await counter.count({ model: "claude-sonnet-5", messages: [{ role: "user", content: "Hello" }] });
 */
export function createRequestCounter(options: RequestCounterOptions): RequestCounter {
  const { official, estimate, timeoutMs = 2000, cachedCounts = 1000, now = Date.now, onFailure } = options;
  checkRange("timeoutMs", timeoutMs);
  checkRange("cachedCounts", cachedCounts);
  const digest = options.sha256 ?? sha256;
  const cache = createCountCache(cachedCounts);
  const pause = createAskingPause(now);
  const asking = new Map<string, Promise<TokenCount | undefined>>();

  async function ask(counter: OfficialCounter, key: string, body: JsonObject): Promise<TokenCount | undefined> {
    try {
      const count = await askWithin(timeoutMs, (signal) => counter.count(body, signal));
      pause.answered();
      cache.set(key, count);
      return count;
    } catch (error) {
      const failure = CountError.isInstance(error)
        ? error
        : new CountError(`${counter.name} did not count.`, { cause: error });
      // A request that the provider refuses as it is would be refused again; nothing is wrong with asking.
      if (isAboutTheRequest(failure)) cache.set(key, undefined);
      else pause.refused(failure);
      onFailure?.(failure);
      return undefined;
    }
  }

  async function officialCount(counter: OfficialCounter, body: JsonObject): Promise<TokenCount | undefined> {
    const key = digest(`${counter.name}\n${JSON.stringify(body)}`);
    if (cache.has(key)) return cache.get(key);
    const underWay = asking.get(key);
    if (underWay !== undefined) return underWay;
    if (pause.isOn()) return undefined;
    const asked = ask(counter, key, body).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  }

  return {
    async count(body) {
      const estimated = estimate(body);
      if (estimated === undefined || official === undefined) return estimated;
      return (await officialCount(official, body)) ?? estimated;
    },
  };
}

function isAboutTheRequest({ status }: CountError): boolean {
  return status === 400 || status === 413 || status === 422;
}

function checkRange(name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new RangeError(`${name} is ${value}. Use a number from 0 up.`);
}
