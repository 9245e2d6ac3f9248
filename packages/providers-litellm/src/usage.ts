import { asCount, asObject, type JsonValue, type Usage, usageOf } from "@headroom/core";

/**
 * Usage of a whole answer or of one chunk of a streamed answer. `prompt_tokens` counts cached tokens too, whichever provider
 * is behind; what was read from and written to the cache stands under OpenAI's names, under Anthropic's, or under both.
 * Versions of 2025 left what was written out of `prompt_tokens`, which shows where that is too small to hold both.
 */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const prompt = asObject(usage?.prompt_tokens_details);
  const completion = asObject(usage?.completion_tokens_details);
  const written =
    asCount(prompt?.cache_write_tokens) ??
    asCount(prompt?.cache_creation_tokens) ??
    asCount(usage?.cache_creation_input_tokens);
  const writtenForLong = asCount(asObject(prompt?.cache_creation_token_details)?.ephemeral_1h_input_tokens);
  const read = asCount(prompt?.cached_tokens) ?? asCount(usage?.cache_read_input_tokens);
  return usageOf({
    inputTokens: withWritten(asCount(usage?.prompt_tokens), read, written),
    outputTokens: asCount(usage?.completion_tokens),
    cacheReadTokens: read,
    cacheWriteTokens: written === undefined ? undefined : Math.max(0, written - (writtenForLong ?? 0)),
    cacheWriteLongTokens: writtenForLong,
    reasoningTokens: asCount(completion?.reasoning_tokens),
  });
}

function withWritten(tokens: number | undefined, read = 0, written = 0): number | undefined {
  return tokens !== undefined && tokens < read + written ? tokens + written : tokens;
}
