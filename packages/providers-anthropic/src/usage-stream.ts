import { asObject, createUsageReader, type JsonValue, type UsageReader } from "@headroom/core";
import { type AnswerCounts, readCounts, toUsage, type UsageCounts } from "./usage.js";

const NOTHING: AnswerCounts = { answer: {}, compactions: [] };

/**
 * Reads usage from the events of a streamed answer. `message_start` says what went in, `message_delta` what came out, and
 * counts only ever grow: where both say something, the larger number is the later one.
 */
export function createMessagesUsageReader(): UsageReader {
  return createUsageReader<AnswerCounts>({
    start: NOTHING,
    mention: '"usage"',
    read: (counts, event) => later(counts, readEvent(event)),
    usage: toUsage,
  });
}

function readEvent(value: JsonValue): AnswerCounts {
  const event = asObject(value);
  switch (event?.type) {
    case "message_start":
      return readCounts(asObject(event.message)?.usage);
    case "message_delta":
      return readCounts(event.usage);
    default:
      return NOTHING;
  }
}

/** Compactions are listed again with every event that has them. */
function later(a: AnswerCounts, b: AnswerCounts): AnswerCounts {
  return {
    answer: larger(a.answer, b.answer),
    compactions: b.compactions.length < a.compactions.length ? a.compactions : b.compactions,
  };
}

function larger(a: UsageCounts, b: UsageCounts): UsageCounts {
  const merged: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) {
    merged[name] = Math.max(merged[name] ?? 0, count);
  }
  return merged;
}
