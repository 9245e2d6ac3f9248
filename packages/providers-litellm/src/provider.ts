import { createProvider, type Provider } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { litellmCounting } from "./counting/counting.js";
import { litellmChat } from "./litellm-chat.js";
import { litellmResponses } from "./litellm-responses.js";
import { litellmModels } from "./models/model-table.js";

/**
 * A LiteLLM gateway, which people run themselves; the address is where it listens by default. Its paths are those of others,
 * so that clients choose it by a prefix.
 *
 * @example
 * ```ts
 * import { litellmProvider } from "@headroom/providers-litellm";
 *
 * litellmProvider.getContextLimit("bedrock/us.anthropic.claude-opus-5"); // 1000000
 * ```
 */
export const litellmProvider: Provider = createProvider({
  name: "litellm",
  baseUrl: "http://127.0.0.1:4000",
  routes: [
    { path: /\/chat\/completions$/, dialect: litellmChat },
    { path: /\/responses$/, dialect: litellmResponses },
    { path: /\/v1\/messages(?<counts>\/count_tokens)?$/, dialect: anthropicMessages },
  ],
  models: litellmModels,

  title: "LiteLLM",
  hosts: [],
  sharesPaths: true,
  counting: litellmCounting,
});
