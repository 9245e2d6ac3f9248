import type { Dialect } from "@headroom/core";
import { openaiResponses } from "@headroom/providers-openai";
import { throughGateway } from "./through-gateway.js";

/**
 * LiteLLM's responses API: OpenAI's format in front of the models of any maker, which are named with a prefix.
 *
 * @example
 * ```ts
 * import { litellmResponses } from "@headroom/providers-litellm";
 *
 * const body = { model: "anthropic/claude-opus-5", input: "Hello" };
 * litellmResponses.read(body, (_path, value) => JSON.stringify(value))?.parts[0]?.text; // "Hello"
 * ```
 */
export const litellmResponses: Dialect = throughGateway(openaiResponses, "litellm-responses");
