import {
  asCount,
  asObject,
  createUsageReader,
  type JsonValue,
  type Usage,
  type UsageReader,
  usageOf,
} from "@headroom/core";

/**
 * Usage of a whole answer or of one chunk of a streamed answer. Cached tokens are part of `prompt_tokens`, and are said
 * under either of two names.
 */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const cached = asCount(asObject(usage?.prompt_tokens_details)?.cached_tokens);
  return usageOf({
    inputTokens: asCount(usage?.prompt_tokens),
    outputTokens: asCount(usage?.completion_tokens),
    cacheReadTokens: cached ?? asCount(usage?.num_cached_tokens),
  });
}

/** Reads usage from the chunks of a streamed answer, whose last one has it. */
export function createChatUsageReader(): UsageReader {
  return createUsageReader<Usage | undefined>({
    start: undefined,
    mention: '"usage"',
    read: (usage, chunk) => readUsage(chunk) ?? usage,
    usage: (usage) => usage,
  });
}
