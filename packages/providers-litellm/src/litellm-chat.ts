import type { Dialect } from "@headroom/core";
import { openaiChat } from "@headroom/providers-openai";
import { throughGateway } from "./through-gateway.js";
import { readUsage } from "./usage.js";
import { createLitellmUsageReader } from "./usage-stream.js";

/**
 * LiteLLM's chat completions: OpenAI's format in front of the models of any maker, which are named with a prefix
 * (`anthropic/claude-sonnet-5`, `bedrock/us.anthropic.claude-opus-5`, `gemini/gemini-3.5-flash`). Cache markers may stand on
 * messages, on content parts and on tools; usage comes in the names of OpenAI, of Anthropic, or of both.
 *
 * @example
 * ```ts
 * import { litellmChat } from "@headroom/providers-litellm";
 *
 * const body = { model: "anthropic/claude-opus-5", messages: [{ role: "user", content: "Hello" }] };
 * litellmChat.read(body, (_path, value) => JSON.stringify(value))?.model; // "anthropic/claude-opus-5"
 * litellmChat.minimumCacheableTokens("anthropic/claude-opus-5"); // 512
 * ```
 */
export const litellmChat: Dialect = {
  ...throughGateway(openaiChat, "litellm-chat"),
  readUsage,
  usageReader: createLitellmUsageReader,
};
