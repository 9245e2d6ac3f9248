import type { Dialect } from "@headroom/core";
import { anchorsOf, insertionAt } from "./anchors.js";
import { watchMessages } from "./answer-watch.js";
import { anthropicCounting } from "./counting/counting.js";
import { asksForLongCache } from "./long-cache.js";
import { anthropicCatalog, minimumCacheableTokens } from "./models/model-table.js";
import { DIALECT_NAME, readConversation } from "./read.js";
import { messagesTools } from "./tool-format.js";
import { readUsage } from "./usage.js";
import { createMessagesUsageReader } from "./usage-stream.js";

/**
 * Anthropic's messages format: requests to `/v1/messages` and to the services that speak it.
 *
 * @example
 * ```ts
 * import { anthropicMessages } from "@headroom/providers-anthropic";
 *
 * const body = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user", content: "Hello" }] };
 * const conversation = anthropicMessages.read(body, (_path, value) => JSON.stringify(value));
 * conversation?.parts[0]?.text; // "Hello"
 * ```
 */
export const anthropicMessages: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  readUsage,
  usageReader: createMessagesUsageReader,
  watchAnswer: watchMessages,
  minimumCacheableTokens,
  asksForLongCache,
  models: anthropicCatalog,
  counting: anthropicCounting,
  tools: messagesTools,
};
