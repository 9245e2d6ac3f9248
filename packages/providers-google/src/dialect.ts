import type { Dialect } from "@headroom/core";
import { anchorsOf, insertionAt } from "./anchors.js";
import { watchStream } from "./answer-watch.js";
import { googleCounting } from "./counting/counting.js";
import { googleCatalog, minimumCacheableTokens } from "./models/model-table.js";
import { DIALECT_NAME, readConversation } from "./read.js";
import { googleTools } from "./tool-format.js";
import { readUsage } from "./usage.js";
import { createStreamUsageReader } from "./usage-stream.js";
import { unwrapResponse, wrapResponse } from "./wrap-response.js";

/**
 * Google's generateContent format: requests to `models/{model}:generateContent` and `:streamGenerateContent`, with members
 * in camelCase or snake_case. The model stands in the address, so give it to the optimizer with each request.
 *
 * @example
 * ```ts
 * import { googleGenerateContent } from "@headroom/providers-google";
 *
 * const body = { contents: [{ role: "user", parts: [{ text: "Hello" }] }] };
 * const conversation = googleGenerateContent.read(body, (_path, value) => JSON.stringify(value));
 * conversation?.parts[0]?.text; // "Hello"
 * ```
 */
export const googleGenerateContent: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  wrap: wrapResponse,
  unwrap: unwrapResponse,
  readUsage,
  usageReader: createStreamUsageReader,
  watchAnswer: watchStream,
  minimumCacheableTokens,
  models: googleCatalog,
  counting: googleCounting,
  tools: googleTools,
};
