import type { JsonObject } from "@headroom/core";

/** The request formats that sessions are written in. */
export type Format = "anthropic-messages" | "openai-chat" | "openai-responses";

/** What a session is about, by the tools that it calls. */
export type Family = "coding" | "terminal" | "service";

/** What the provider said that a request took, in tokens. */
export interface RealUsage {
  /** The whole prompt, cached or not. */
  readonly prompt: number;
  readonly read: number;
  readonly written: number;
  /** Whether prefixes were written with the long life. */
  readonly long: boolean;
  readonly output: number;
}

/** One request of a session, as the client sends it, and what was answered. */
export interface Turn {
  readonly body: JsonObject;
  /** The answer, in the format of the session; absent where it was not recorded. */
  readonly answer?: JsonObject;
  /** Seconds, from any point; absent where none was recorded. */
  readonly at?: number;
  /** Whether a person spoke before this request, and not a tool. */
  readonly afterPerson: boolean;
  readonly model?: string;
  readonly usage?: RealUsage;
}

/** A conversation as its requests, in order. */
export interface Session {
  readonly name: string;
  readonly format: Format;
  readonly family: Family;
  readonly turns: readonly Turn[];
  /** Whether the requests came without the system prompt and tools that were sent with them. */
  readonly withoutPrefix: boolean;
}
