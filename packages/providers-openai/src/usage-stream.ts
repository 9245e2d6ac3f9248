import { createUsageReader, type Usage, type UsageReader } from "@headroom/core";
import { readUsage } from "./usage.js";

/**
 * Reads usage from the chunks of a streamed answer. Usually one chunk near the end has it; servers that send it with every
 * chunk count upwards, so the last one stands.
 */
export function createChatUsageReader(): UsageReader {
  return createUsageReader<Usage | undefined>({
    start: undefined,
    mention: '"usage"',
    read: (usage, chunk) => readUsage(chunk) ?? usage,
    usage: (usage) => usage,
  });
}
