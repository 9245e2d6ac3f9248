import { createUsageReader, type JsonValue, type UsageReader } from "@headroom/core";
import { createArrayReader } from "./array-reader.js";
import { readCounts, toUsage, type UsageCounts } from "./usage.js";

/**
 * Reads usage from a streamed answer, whose chunks come as server-sent events with `alt=sse` and as one JSON array without.
 * Chunks count upwards; a later one may leave out what an earlier one said, so each count stands until it is said again.
 */
export function createStreamUsageReader(): UsageReader {
  const events = createUsageReader<UsageCounts>({
    start: {},
    mention: '"usage',
    read: (counts, chunk) => ({ ...counts, ...readCounts(chunk) }),
    usage: toUsage,
  });
  let counts: UsageCounts = {};
  const elements = createArrayReader((text) => {
    const chunk = text.includes('"usage') ? parseJson(text) : undefined;
    if (chunk !== undefined) counts = { ...counts, ...readCounts(chunk) };
  });
  return {
    push(bytes) {
      events.push(bytes);
      elements.push(bytes);
    },
    usage: () => events.usage() ?? toUsage(counts),
  };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
