import type { Dialect, JsonPath, Part } from "@headroom/core";
import { minimumCacheableTokens } from "@headroom/core/integration";
import { anchorsOf, insertionAt } from "./anchors.js";
import { DIALECT_NAME, readConversation } from "./read.js";

/**
 * The AI SDK's call options: what a language model of ai 5, 6 or 7 is called with, prompt, tools and all.
 *
 * A result of type `json` that is written as text becomes a result of type `text`, and `error-json` one of `error-text`,
 * because that is what the model reads then.
 *
 * @example
 * ```ts
 * import { aiSdkPrompt } from "@headroom/vercel-ai";
 *
 * const options = { prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] };
 * aiSdkPrompt.read(options, (_path, value) => JSON.stringify(value))?.parts[0]?.text; // "Hello"
 * ```
 */
export const aiSdkPrompt: Dialect = {
  name: DIALECT_NAME,
  read: readConversation,
  anchors: anchorsOf,
  insertion: insertionAt,
  wrap: (part, text) => ({
    replacements: [
      { path: typePath(part), json: JSON.stringify(part.isError === true ? "error-text" : "text") },
      { path: part.path, json: JSON.stringify(text) },
    ],
    reads: text,
  }),
  unwrap: (part, json) => [
    { path: typePath(part), json: JSON.stringify(part.isError === true ? "error-json" : "json") },
    { path: part.path, json },
  ],
  // Answers are the framework's; what a provider counted stands in its results.
  readUsage: () => undefined,
  usageReader: () => ({ push: () => undefined, usage: () => undefined }),
  minimumCacheableTokens,
};

function typePath(part: Part): JsonPath {
  return [...part.path.slice(0, -1), "type"];
}
