import type { ProviderCounting } from "../counting/provider-counting.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import type { ModelCatalog } from "../models/model-catalog.js";
import type { Anchor } from "./anchor.js";
import type { AnswerWatch } from "./answer-watch.js";
import type { Conversation, Part } from "./part.js";
import type { ToolFormat } from "./tool-format.js";
import type { Usage, UsageReader } from "./usage.js";

/** Gives the source text of a value of the body: the characters that stand in the request, where there are any. */
export type RawSource = (path: JsonPath, value: JsonValue) => string;

/** Where a new value goes. */
export interface Replacement {
  readonly path: JsonPath;
  readonly json: string;
}

/** How the place of a JSON value says a text. */
export interface WrappedText {
  /** Of distinct places, so that whatever else stands around the value stays. */
  readonly replacements: readonly Replacement[];
  /** What the model reads in the end, for counting: the text, or the JSON that holds it. */
  readonly reads: string;
}

/**
 * A provider's request and response format. A dialect points into a body; it never rebuilds one, so what it does not know
 * survives. It holds no state and reads no clock.
 */
export interface Dialect {
  readonly name: string;
  /** The read-only view, or `undefined` when the body is not a request of this dialect. Never throws. */
  read(body: JsonValue, raw: RawSource): Conversation | undefined;
  /** Legal places for an added text, in order. */
  anchors(body: JsonValue): readonly Anchor[];
  /**
   * The array element that says `text` at an anchor. In bodies that are objects it is put in as it is, so that a dialect of
   * class instances may give one.
   */
  insertion(anchor: Anchor, text: string): JsonValue;
  /**
   * How the place of a part that holds a JSON value says `text` instead, in such a way that reading the body again gives a
   * part with that text. Without it such parts are given other JSON or left alone.
   */
  wrap?(part: Part, text: string): WrappedText | undefined;
  /** The inverse of {@link wrap}: puts `json` back in the place of a part that was read from a wrapped text. */
  unwrap?(part: Part, json: string): readonly Replacement[];
  /** Tokens that the provider says it counted, from a whole JSON answer. */
  readUsage(response: JsonValue): Usage | undefined;
  /** Reads usage from the events of a streamed answer. */
  usageReader(): UsageReader;
  /** Follows a streamed answer to its end. Without it, one that breaks off just ends with its connection. */
  watchAnswer?(): AnswerWatch;
  /** Smallest prefix in tokens that the provider caches for a model; 0 where there is none. */
  minimumCacheableTokens(model: string): number;
  /** Whether a request asks for the longer of a cache's lives. Without it, nothing does. */
  asksForLongCache?(body: JsonValue): boolean;
  /** What is known about the models that requests of this dialect name; absent where nothing is. */
  readonly models?: ModelCatalog;
  /** How the provider counts requests of this dialect; absent where that depends on who serves them. */
  readonly counting?: ProviderCounting;
  /** How tools are offered, called and answered; absent where calls cannot be answered without the client. */
  readonly tools?: ToolFormat;
}
