import type { Usage, UsageReader } from "../conversation/usage.js";
import type { JsonValue } from "../json/path.js";
import { createSseReader } from "./sse-reader.js";

/** How usage is gathered from the events of a stream. */
export interface UsageFold<State> {
  /** What is known before the first event. */
  readonly start: State;
  /** A text that the data of every event with usage contains; other events are not parsed. */
  readonly mention: string;
  /** What is known after one more event. */
  read(state: State, event: JsonValue): State;
  /** The usage so far, if there is any. */
  usage(state: State): Usage | undefined;
}

/**
 * Makes a usage reader for a stream whose events carry JSON. Events that are not JSON say nothing about usage.
 *
 * @example
 * ```ts
 * import { createUsageReader } from "@headroom/core";
 *
 * const reader = createUsageReader<number>({
 *   start: 0,
 *   mention: '"tokens"',
 *   read: (total, event) => total + Number((event as { tokens: number }).tokens),
 *   usage: (outputTokens) => ({ outputTokens }),
 * });
 * reader.push(new TextEncoder().encode('data: {"tokens":3}\n\ndata: {"tokens":4}\n\n'));
 * reader.usage(); // { outputTokens: 7 }
 * ```
 */
export function createUsageReader<State>(fold: UsageFold<State>): UsageReader {
  let state = fold.start;
  const events = createSseReader(({ data }) => {
    const value = data.includes(fold.mention) ? parseJson(data) : undefined;
    if (value !== undefined) {
      state = fold.read(state, value);
    }
  });
  return {
    push: (bytes) => events.push(bytes),
    usage: () => fold.usage(state),
  };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
