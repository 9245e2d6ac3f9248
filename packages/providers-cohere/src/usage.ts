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
 * Usage of a whole answer, as it is billed where the answer says so. The other counts include what the provider adds to a
 * prompt, and cached tokens are a share of those, so no more of them are reported than were billed.
 */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const billed = asObject(usage?.billed_units);
  const counted = asObject(usage?.tokens);
  const inputTokens = asCount(billed?.input_tokens) ?? asCount(counted?.input_tokens);
  const cached = asCount(usage?.cached_tokens);
  return usageOf({
    inputTokens,
    outputTokens: asCount(billed?.output_tokens) ?? asCount(counted?.output_tokens),
    cacheReadTokens: cached === undefined || inputTokens === undefined ? cached : Math.min(cached, inputTokens),
  });
}

/** Reads usage from the events of a streamed answer, whose last one has it. */
export function createChatUsageReader(): UsageReader {
  return createUsageReader<Usage | undefined>({
    start: undefined,
    mention: '"usage"',
    read: (usage, event) => readUsage(asObject(event)?.delta ?? null) ?? usage,
    usage: (usage) => usage,
  });
}
