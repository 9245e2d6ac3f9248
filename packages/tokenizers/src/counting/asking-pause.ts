import type { CountError } from "@headroom/core";

/** When a provider is left alone. */
export interface AskingPause {
  isOn(): boolean;
  answered(): void;
  refused(error: CountError): void;
}

const FIRST_PAUSE_MS = 1000;
/** A provider that says nothing of waiting, or no sensible time, is left alone no longer than this. */
const LONGEST_PAUSE_MS = 10 * 60_000;
/** What is wrong with a key or an address is still wrong a second later. */
const NOT_ALLOWED: ReadonlySet<number | undefined> = new Set([401, 403, 404]);
const NOT_ALLOWED_PAUSE_MS = 60_000;

/** Pauses for as long as the provider says, else twice as long after every refusal in a row. */
export function createAskingPause(now: () => number): AskingPause {
  let until = Number.NEGATIVE_INFINITY;
  let refusals = 0;
  return {
    isOn: () => now() < until,
    answered() {
      refusals = 0;
    },
    refused(error) {
      const at = now();
      const first = NOT_ALLOWED.has(error.status) ? NOT_ALLOWED_PAUSE_MS : FIRST_PAUSE_MS;
      const own = Math.min(first * 2 ** refusals, LONGEST_PAUSE_MS);
      refusals += 1;
      until = Math.max(until, at + (saidToWait(error.retryAfter, at) ?? own));
    },
  };
}

/** Milliseconds, from seconds or a date of HTTP. */
function saidToWait(retryAfter: string | undefined, at: number): number | undefined {
  if (retryAfter === undefined || retryAfter.trim() === "") return undefined;
  const seconds = Number(retryAfter);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - at : seconds * 1000;
  return Number.isNaN(wait) || wait < 0 ? undefined : Math.min(wait, LONGEST_PAUSE_MS);
}
