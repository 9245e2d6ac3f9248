import { asCount, asObject, type JsonValue, type Usage, usageOf } from "@headroom/core";
import { memberOf } from "./member.js";

/** Counts of an answer under the API's own names. */
export type UsageCounts = Readonly<Partial<Record<CountName, number>>>;

const COUNTS = [
  "promptTokenCount",
  "toolUsePromptTokenCount",
  "cachedContentTokenCount",
  "candidatesTokenCount",
  "thoughtsTokenCount",
] as const;

type CountName = (typeof COUNTS)[number];

/** The counts in an answer or in one chunk of a streamed answer. */
export function readCounts(response: JsonValue): UsageCounts {
  const usage = asObject(memberOf(asObject(response), "usageMetadata")?.value);
  const counts = COUNTS.map((name) => [name, asCount(memberOf(usage, name)?.value)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count !== undefined));
}

/**
 * Usage by its counts. Results of the provider's own tools are input that is counted apart, and so are thoughts, which are
 * output. Cached tokens are part of the prompt.
 */
export function toUsage(counts: UsageCounts): Usage | undefined {
  return usageOf({
    inputTokens: sum(counts.promptTokenCount, counts.toolUsePromptTokenCount),
    outputTokens: sum(counts.candidatesTokenCount, counts.thoughtsTokenCount),
    cacheReadTokens: counts.cachedContentTokenCount,
    reasoningTokens: counts.thoughtsTokenCount,
  });
}

/** Usage of a whole answer. */
export function readUsage(response: JsonValue): Usage | undefined {
  return toUsage(readCounts(response));
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
}
