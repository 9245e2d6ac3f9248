import type { Dialect, JsonObject, Usage } from "@headroom/core";

/** One request of a recording, as far as it was recorded. */
export interface RecordedTurn {
  /** Builds the body: recordings hold a conversation once, not once for each request. */
  readonly body: () => JsonObject;
  /** Empty where it is not known. */
  readonly model: string;
  /** When it was sent, in milliseconds of the epoch; absent where that was not recorded. */
  readonly at?: number;
  /** What the provider billed; absent where that was not recorded. */
  readonly usage?: Usage;
}

/** The requests of one conversation, in the order in which they were sent. */
export interface Recording {
  readonly name: string;
  readonly dialect: Dialect;
  readonly turns: readonly RecordedTurn[];
}

/** Reads one kind of recording, an object at a time. */
export interface RecordingReader {
  /** Takes an object if it belongs to this kind of recording. */
  take(object: JsonObject): boolean;
  /** What the objects were, after the last one. */
  end(): readonly Recording[];
}
