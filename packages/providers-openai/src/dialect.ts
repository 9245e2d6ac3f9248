import { createChatTools, type Dialect } from "@headroom/core";
import { anchorsOf, insertionAt } from "./anchors.js";
import { watchChat } from "./answer-watch.js";
import { openaiCounting } from "./counting/counting.js";
import { asksForLongCache } from "./long-cache.js";
import { minimumCacheableTokens, openaiCatalog } from "./models/model-table.js";
import { DIALECT_NAME, readConversation } from "./read.js";
import { recogniseRequest } from "./recognise.js";
import { readUsage } from "./usage.js";
import { createChatUsageReader } from "./usage-stream.js";

/**
 * OpenAI's chat completions format: requests to `/v1/chat/completions` of OpenAI and of the many servers that speak it.
 *
 * @example
 * ```ts
 * import { openaiChat } from "@headroom/providers-openai";
 *
 * const body = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] };
 * const conversation = openaiChat.read(body, (_path, value) => JSON.stringify(value));
 * conversation?.parts[0]?.text; // "Hello"
 * ```
 */
export const openaiChat: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  readUsage,
  usageReader: createChatUsageReader,
  watchAnswer: watchChat,
  minimumCacheableTokens,
  asksForLongCache,
  models: openaiCatalog,
  counting: openaiCounting,
  tools: createChatTools({ recognise: recogniseRequest, namesResults: false }),
};
