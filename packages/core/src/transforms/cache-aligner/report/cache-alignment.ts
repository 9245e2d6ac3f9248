import type { JsonPath } from "../../../json/path.js";
import type { VolatileKind } from "../volatile/volatile-span.js";

/** Values of one kind in one text that are likely to change, and what each change costs. */
export interface VolatileFinding {
  readonly kind: VolatileKind;
  /** Where the text stands. */
  readonly path: JsonPath;
  readonly count: number;
  /** Tokens from the first of them to the end of the request. When it changes, they are not read from the cache. */
  readonly tokensBehind: number;
  /** Dollars by which a request is dearer when the first of them changed; absent where no price is known. */
  readonly costOfChange?: number;
}

/** What of a prompt changed since the request before it in the same conversation. */
export type PromptChange = "volatile-values" | "system-text" | "tool-order" | "tool-keys" | "tools" | "model";

/** What was done for a conversation that is known. */
export interface ConversationAlignment {
  /** What the client changed since the request before. */
  readonly changes: readonly PromptChange[];
  /** Whether system text or tools are sent as they were first, and not as they came with this request. */
  readonly isFrozen: boolean;
  /** Notes about changed values that stand in the conversation. */
  readonly notes: number;
}

/** How well the beginning of a prompt keeps its place in the provider's cache, and what was done about it. */
export interface CacheAlignment {
  /** 0 to 100, see `getAlignmentScore`. */
  readonly score: number;
  /** 16 hex digits, equal for prompts whose tools and system text differ in volatile values only. */
  readonly stablePrefixHash: string;
  /** Tokens of tools and system prompt in front of the first value that is likely to change. */
  readonly stablePrefixTokens: number;
  /** Tokens of tools and system prompt. */
  readonly prefixTokens: number;
  /** In the order of the prompt. */
  readonly volatile: readonly VolatileFinding[];
  /** Absent without a store of decisions, and where there is nothing that could change. */
  readonly conversation?: ConversationAlignment;
}
