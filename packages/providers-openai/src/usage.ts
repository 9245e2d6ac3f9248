import { asCount, asObject, type JsonValue, type Usage } from "@headroom/core";

/**
 * Usage of a whole answer or of one chunk of a streamed answer. Cached tokens are part of `prompt_tokens`; where a compatible
 * server reports them under a name of its own, that is read too.
 */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const prompt = asObject(usage?.prompt_tokens_details);
  const completion = asObject(usage?.completion_tokens_details);
  const counts = {
    inputTokens: asCount(usage?.prompt_tokens),
    outputTokens: asCount(usage?.completion_tokens),
    cacheReadTokens: asCount(prompt?.cached_tokens) ?? asCount(usage?.prompt_cache_hit_tokens),
    cacheWriteTokens: asCount(prompt?.cache_write_tokens) ?? asCount(usage?.cache_write_tokens),
    reasoningTokens: asCount(completion?.reasoning_tokens),
  };
  const present = Object.entries(counts).filter(([, count]) => count !== undefined);
  return present.length === 0 ? undefined : (Object.fromEntries(present) as Usage);
}
