import { minimumCacheableTokens as anthropicMinimum } from "@headroom/providers-anthropic";
import { minimumCacheableTokens as openaiMinimum } from "@headroom/providers-openai";

/**
 * Prefixes of servers that people run themselves. They keep what they have computed for any prefix, and bill nothing.
 *
 * Source: the provider list of docs.litellm.ai; checked 2026-11-23.
 */
const OWN_SERVERS: ReadonlySet<string> = new Set([
  "docker_model_runner",
  "hosted_vllm",
  "lemonade",
  "llamafile",
  "lm_studio",
  "ollama",
  "ollama_chat",
  "vllm",
  "xinference",
]);

/** What the names of a gateway's own models are put behind. */
const GATEWAY_PREFIX = /^litellm_proxy\//;

/**
 * Smallest prefix in tokens that the provider behind LiteLLM caches for a model; 0 where it caches nothing or bills nothing.
 * The model counts and not the cloud that serves it: prefixes only say which servers bill nothing. A name of the gateway's
 * own is taken for an OpenAI model.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-litellm";
 *
 * minimumCacheableTokens("bedrock/us.anthropic.claude-opus-4-8-v1:0"); // 1024
 * minimumCacheableTokens("ollama_chat/qwen3"); // 0
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  const name = model.toLowerCase().replace(GATEWAY_PREFIX, "");
  const prefix = name.slice(0, Math.max(0, name.indexOf("/")));
  if (OWN_SERVERS.has(prefix)) {
    return 0;
  }
  return name.includes("claude") ? anthropicMinimum(name) : openaiMinimum(name);
}
