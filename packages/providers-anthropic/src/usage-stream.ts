import { asObject, createUsageReader, type JsonValue, type UsageReader } from "@headroom/core";
import { readCounts, toUsage, type UsageCounts } from "./usage.js";

/**
 * Reads usage from the events of a streamed answer. `message_start` says what went in, `message_delta` what came out, and
 * counts only ever grow: where both say something, the larger number is the later one.
 */
export function createMessagesUsageReader(): UsageReader {
  return createUsageReader<UsageCounts>({
    start: {},
    mention: '"usage"',
    read: (counts, event) => larger(counts, readEvent(event)),
    usage: toUsage,
  });
}

function readEvent(value: JsonValue): UsageCounts {
  const event = asObject(value);
  switch (event?.type) {
    case "message_start":
      return readCounts(asObject(event.message)?.usage);
    case "message_delta":
      return readCounts(event.usage);
    default:
      return {};
  }
}

function larger(a: UsageCounts, b: UsageCounts): UsageCounts {
  const merged: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) {
    merged[name] = Math.max(merged[name] ?? 0, count);
  }
  return merged;
}
