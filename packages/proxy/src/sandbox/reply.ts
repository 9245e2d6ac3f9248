import type { AnsweredCall } from "./prompt.js";
import type { CacheUse } from "./prompt-cache.js";

export interface ReplyCall extends AnsweredCall {
  /** Unique in the conversation; a format puts its prefix before it. */
  readonly id: string;
}

/** An answer with all that a format needs to write it. */
export interface Reply {
  /** Twenty-four characters that differ between prompts; a format puts its prefix before them. */
  readonly id: string;
  readonly model: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly text: string;
  readonly calls: readonly ReplyCall[];
  readonly stop: "end" | "calls" | "limit";
  readonly input: CacheUse;
  /** The tokens of the prompt. */
  readonly inputIds: readonly number[];
  readonly outputTokens: number;
}

/** Text in pieces, as a model would stream it. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/.{1,16}/gsu) ?? [];
}
