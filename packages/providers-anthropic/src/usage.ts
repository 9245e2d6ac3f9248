import { asArray, asCount, asObject, type JsonValue, type Usage, usageOf } from "@headroom/core";

/** The counts of a `usage` object, as the provider names them. */
export interface UsageCounts {
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly cacheWriteShort?: number;
  readonly cacheWriteLong?: number;
  readonly thinking?: number;
}

/** Counts of an answer: those of the `usage` object, and those of compactions, which are not part of them. */
export interface AnswerCounts {
  readonly answer: UsageCounts;
  readonly compactions: readonly UsageCounts[];
}

/** Usage of a whole answer of the messages format. */
export function readUsage(response: JsonValue): Usage | undefined {
  return toUsage(readCounts(asObject(response)?.usage));
}

/** The counts that are there; nothing else of the object is looked at. */
export function readCounts(value: JsonValue | undefined): AnswerCounts {
  const iterations = asArray(asObject(value)?.iterations) ?? [];
  return {
    answer: readObject(value),
    compactions: iterations.filter((iteration) => asObject(iteration)?.type === "compaction").map(readObject),
  };
}

function readObject(value: JsonValue | undefined): UsageCounts {
  const usage = asObject(value);
  const writes = asObject(usage?.cache_creation);
  return present({
    input: asCount(usage?.input_tokens),
    output: asCount(usage?.output_tokens),
    cacheRead: asCount(usage?.cache_read_input_tokens),
    cacheWrite: asCount(usage?.cache_creation_input_tokens),
    cacheWriteShort: asCount(writes?.ephemeral_5m_input_tokens),
    cacheWriteLong: asCount(writes?.ephemeral_1h_input_tokens),
    thinking: asCount(asObject(usage?.output_tokens_details)?.thinking_tokens),
  });
}

/** What the answer and the compactions before it were billed together. */
export function toUsage({ answer, compactions }: AnswerCounts): Usage | undefined {
  return compactions.reduce<Usage | undefined>(
    (usage, counts) => add(usage, usageOfCounts(counts)),
    usageOfCounts(answer),
  );
}

/** The provider counts cached tokens apart from `input_tokens`; here all input is one number and the rest are shares of it. */
function usageOfCounts(counts: UsageCounts): Usage | undefined {
  const { input, output, cacheRead, cacheWrite, cacheWriteShort, cacheWriteLong, thinking } = counts;
  const written = cacheWrite ?? sum(cacheWriteShort, cacheWriteLong);
  // A total without a breakdown is the short life, which is the default.
  const writtenShort = cacheWrite === undefined ? cacheWriteShort : Math.max(0, cacheWrite - (cacheWriteLong ?? 0));
  return usageOf({
    inputTokens: input === undefined ? undefined : input + (cacheRead ?? 0) + (written ?? 0),
    outputTokens: output,
    cacheReadTokens: cacheRead,
    cacheWriteTokens: writtenShort,
    cacheWriteLongTokens: cacheWriteLong,
    reasoningTokens: thinking,
  });
}

function add(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  return usageOf({
    inputTokens: sum(a?.inputTokens, b?.inputTokens),
    outputTokens: sum(a?.outputTokens, b?.outputTokens),
    cacheReadTokens: sum(a?.cacheReadTokens, b?.cacheReadTokens),
    cacheWriteTokens: sum(a?.cacheWriteTokens, b?.cacheWriteTokens),
    cacheWriteLongTokens: sum(a?.cacheWriteLongTokens, b?.cacheWriteLongTokens),
    reasoningTokens: sum(a?.reasoningTokens, b?.reasoningTokens),
  });
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends Record<string, number | undefined>>(counts: T): Present<T> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined)) as Present<T>;
}
