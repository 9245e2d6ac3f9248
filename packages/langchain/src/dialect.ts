import type { Dialect } from "@headroom/core";
import { minimumCacheableTokens } from "@headroom/core/integration";
import { anchorsOf, insertionAt } from "./anchors.js";
import { DIALECT_NAME, readConversation } from "./read.js";

/**
 * Calls of LangChain's chat models: an object with `messages`, and with `tools` and `system` where there are any. For
 * `optimizeObject` and `expandObject`; edited messages are new instances of their classes.
 *
 * @example
 * ```ts
 * import { langchainMessages } from "@headroom/langchain";
 *
 * const call = { messages: [new HumanMessage("Hello")] };
 * langchainMessages.read(call as never, (_path, value) => JSON.stringify(value))?.parts[0]?.text; // "Hello"
 * ```
 */
export const langchainMessages: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  // Answers are the framework's; what a provider counted stands in the messages that it returns.
  readUsage: () => undefined,
  usageReader: () => ({ push: () => undefined, usage: () => undefined }),
  minimumCacheableTokens,
};
