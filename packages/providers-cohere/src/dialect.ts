import type { Dialect } from "@headroom/core";
import { anchorsOf, insertionAt } from "./anchors.js";
import { watchChat } from "./answer-watch.js";
import { cohereCounting } from "./counting/counting.js";
import { cohereCatalog, minimumCacheableTokens } from "./models/model-table.js";
import { DIALECT_NAME, readConversation } from "./read.js";
import { cohereTools } from "./tool-format.js";
import { createChatUsageReader, readUsage } from "./usage.js";
import { unwrapData, wrapData } from "./wrap-data.js";

/**
 * Cohere's chat format: requests to `/v2/chat`.
 *
 * @example
 * ```ts
 * import { cohereChat } from "@headroom/providers-cohere";
 *
 * const body = { model: "command-a-03-2025", messages: [{ role: "user", content: "Hello" }] };
 * const conversation = cohereChat.read(body, (_path, value) => JSON.stringify(value));
 * conversation?.parts[0]?.text; // "Hello"
 * ```
 */
export const cohereChat: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  wrap: wrapData,
  unwrap: unwrapData,
  readUsage,
  usageReader: createChatUsageReader,
  watchAnswer: watchChat,
  minimumCacheableTokens,
  models: cohereCatalog,
  counting: cohereCounting,
  tools: cohereTools,
};
