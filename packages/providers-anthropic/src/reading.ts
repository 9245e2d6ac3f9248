import type { Lock, RawSource } from "@headroom/core";

/** What a tool result is told about its call. */
export interface KnownCall {
  readonly name: string | undefined;
  /** Source of the call's arguments. */
  readonly arguments: string | undefined;
  readonly resultLocks: readonly Lock[];
}

/** What reading carries from message to message. */
export interface Reading {
  /** Calls so far by id; of calls with equal ids the latest. */
  readonly calls: Map<string, KnownCall>;
  readonly raw: RawSource;
}

/** A reading that begins at the first message. */
export function beginReading(raw: RawSource): Reading {
  return { calls: new Map(), raw };
}
