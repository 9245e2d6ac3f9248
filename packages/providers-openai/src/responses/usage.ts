import { asCount, asObject, createUsageReader, type JsonValue, type Usage, type UsageReader } from "@headroom/core";

/** Usage of a whole answer. Cached tokens are part of `input_tokens`. */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const input = asObject(usage?.input_tokens_details);
  const output = asObject(usage?.output_tokens_details);
  const counts = {
    inputTokens: asCount(usage?.input_tokens),
    outputTokens: asCount(usage?.output_tokens),
    cacheReadTokens: asCount(input?.cached_tokens),
    cacheWriteTokens: asCount(input?.cache_write_tokens),
    reasoningTokens: asCount(output?.reasoning_tokens),
  };
  const present = Object.entries(counts).filter(([, count]) => count !== undefined);
  return present.length === 0 ? undefined : (Object.fromEntries(present) as Usage);
}

/**
 * Reads usage from the events of a streamed answer. The last one, whether the answer is completed, incomplete or failed,
 * carries the whole answer; earlier ones carry it without usage.
 */
export function createResponsesUsageReader(): UsageReader {
  return createUsageReader<Usage | undefined>({
    start: undefined,
    mention: '"usage"',
    read: (usage, event) => readUsage(asObject(event)?.response ?? null) ?? usage,
    usage: (usage) => usage,
  });
}
