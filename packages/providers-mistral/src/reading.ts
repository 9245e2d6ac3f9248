import type { RawSource } from "@headroom/core";

/** What a tool result is told about its call. */
export interface KnownCall {
  readonly name: string | undefined;
  /** Source of the call's arguments. */
  readonly arguments: string | undefined;
}

/** What reading carries from message to message. */
export interface Reading {
  readonly raw: RawSource;
  /** Calls so far by id; of calls with equal ids the latest. */
  readonly calls: Map<string, KnownCall>;
  /** Calls of the latest turn by the name of their tool, for results without an id. */
  readonly waiting: Map<string, KnownCall[]>;
}

/** A reading that begins at the first message. */
export function beginReading(raw: RawSource): Reading {
  return { raw, calls: new Map(), waiting: new Map() };
}
