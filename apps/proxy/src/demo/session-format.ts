import type { Dialect, JsonObject } from "@headroom/core";
import type { Answer } from "@headroom/proxy/sandbox";
import { anthropicFormat } from "./anthropic-format.js";
import { openaiFormat } from "./openai-format.js";

/** How a client of one provider sends a session. */
export interface SessionFormat {
  readonly name: string;
  /** Reads the usage of an answer. */
  readonly dialect: Dialect;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The model that is taken unless another is named. */
  readonly model: string;
  /** A request with these messages, as an agent would send it: with its tools, and marked for caching. */
  request(model: string, messages: readonly JsonObject[], all: readonly JsonObject[]): JsonObject;
  /** What the model said in a message. */
  answer(message: JsonObject): Answer;
}

/** All formats of sessions, by name. */
export const SESSION_FORMATS: ReadonlyMap<string, SessionFormat> = new Map(
  [anthropicFormat, openaiFormat].map((format) => [format.name, format]),
);
