import { createChatTools, type Dialect } from "@headroom/core";
import { anchorsOf, insertionAt } from "./anchors.js";
import { watchChat } from "./answer-watch.js";
import { mistralCounting } from "./counting/counting.js";
import { minimumCacheableTokens, mistralCatalog } from "./models/model-table.js";
import { DIALECT_NAME, readConversation } from "./read.js";
import { recogniseRequest } from "./recognise.js";
import { createChatUsageReader, readUsage } from "./usage.js";

/**
 * Mistral's chat format: requests to `/v1/chat/completions` and `/v1/agents/completions` of Mistral. They look like
 * OpenAI's, but contents are other chunks, thinking is one of them, and a user may not speak right after a tool.
 *
 * @example
 * ```ts
 * import { mistralChat } from "@headroom/providers-mistral";
 *
 * const body = { model: "mistral-large-latest", messages: [{ role: "user", content: "Hello" }] };
 * const conversation = mistralChat.read(body, (_path, value) => JSON.stringify(value));
 * conversation?.parts[0]?.text; // "Hello"
 * ```
 */
export const mistralChat: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  readUsage,
  usageReader: createChatUsageReader,
  watchAnswer: watchChat,
  minimumCacheableTokens,
  models: mistralCatalog,
  counting: mistralCounting,
  tools: createChatTools({ recognise: recogniseRequest, namesResults: true }),
};
