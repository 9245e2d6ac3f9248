import {
  asCount,
  asObject,
  createUsageReader,
  type JsonValue,
  type Usage,
  type UsageReader,
  usageOf,
} from "@headroom/core";
import { readWritten } from "../read-written.js";

/** Usage of a whole answer. Cached tokens are part of `input_tokens`, and reasoning is part of `output_tokens`. */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const input = asObject(usage?.input_tokens_details);
  return usageOf({
    inputTokens: asCount(usage?.input_tokens),
    outputTokens: asCount(usage?.output_tokens),
    cacheReadTokens: asCount(input?.cached_tokens),
    ...readWritten(input, asCount(input?.cache_write_tokens)),
    reasoningTokens: asCount(asObject(usage?.output_tokens_details)?.reasoning_tokens),
  });
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
