import { createUsageReader, type Usage, type UsageReader } from "@headroom/core";
import { readUsage } from "./usage.js";

/** Reads usage from the chunks of a streamed answer. Later chunks tell more than earlier ones, so the last one stands. */
export function createLitellmUsageReader(): UsageReader {
  return createUsageReader<Usage | undefined>({
    start: undefined,
    mention: '"usage"',
    read: (usage, chunk) => readUsage(chunk) ?? usage,
    usage: (usage) => usage,
  });
}
