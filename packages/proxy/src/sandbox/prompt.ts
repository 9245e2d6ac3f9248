import type { JsonObject, JsonValue } from "@headroom/core";

/** How long a cached prefix lives that ends with a block: Anthropic's two lives. */
export type MarkLife = "5m" | "1h";

/** A stretch of a prompt that ends where a cached prefix may end. Blocks stand in the order in which they are cached. */
export interface PromptBlock {
  /** What the provider compares; two blocks with the same text are the same to the cache. */
  readonly text: string;
  /** What else the prefix up to here depends on, at no tokens. */
  readonly salt?: string;
  /** Token count of what is no text, such as an image. */
  readonly tokens?: number;
  /** The client asks to cache the prompt up to here. */
  readonly mark?: MarkLife;
  /** A provider that places breakpoints itself may place one here. */
  readonly endsMessage?: boolean;
}

/** A tool that the request offers. */
export interface PromptTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly schema: JsonObject;
}

/** What the conversation waits for. */
export type Turn =
  | { readonly kind: "user"; readonly text: string }
  | { readonly kind: "results"; readonly count: number }
  | { readonly kind: "other" };

/** Whether the request asks for a call, and of which tool. */
export type ToolChoice =
  | { readonly type: "auto" | "none" | "required" }
  | { readonly type: "tool"; readonly name: string };

/** A checked request, without what distinguishes one format from another. */
export interface Prompt {
  readonly model: string;
  readonly blocks: readonly PromptBlock[];
  readonly tools: readonly PromptTool[];
  readonly choice: ToolChoice;
  /** Whether one answer may call several tools. */
  readonly parallel: boolean;
  readonly turn: Turn;
  /** JSON schema that the text of the answer must fit; `true` for any JSON. */
  readonly schema?: JsonObject | true;
  /** Most tokens of the answer. */
  readonly limit?: number;
  readonly stream: boolean;
}

/** A call that the request holds the result of. */
export interface AnsweredCall {
  readonly name: string;
  readonly input: JsonValue;
}

/** What the model says. Without calls it is the end of its turn. */
export interface Answer {
  readonly text: string;
  readonly calls: readonly AnsweredCall[];
}
