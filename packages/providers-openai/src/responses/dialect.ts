import type { Dialect } from "@headroom/core";
import { openaiCounting } from "../counting/counting.js";
import { asksForLongCache } from "../long-cache.js";
import { minimumCacheableTokens, openaiCatalog } from "../models/model-table.js";
import { anchorsOf, insertionAt } from "./anchors.js";
import { watchResponse } from "./answer-watch.js";
import { DIALECT_NAME, readConversation } from "./read.js";
import { responsesTools } from "./tool-format.js";
import { createResponsesUsageReader, readUsage } from "./usage.js";

/**
 * OpenAI's responses format: requests to `/v1/responses`, also to its endpoints that count or compact the same input.
 *
 * @example
 * ```ts
 * import { openaiResponses } from "@headroom/providers-openai";
 *
 * const body = { model: "gpt-5.5", instructions: "Be brief.", input: "Hello" };
 * const conversation = openaiResponses.read(body, (_path, value) => JSON.stringify(value));
 * conversation?.parts.map((part) => part.text); // ["Be brief.", "Hello"]
 * ```
 */
export const openaiResponses: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  readUsage,
  usageReader: createResponsesUsageReader,
  watchAnswer: watchResponse,
  minimumCacheableTokens,
  asksForLongCache,
  models: openaiCatalog,
  counting: openaiCounting,
  tools: responsesTools,
};
