import type { Part, Usage } from "@headroom/core";
import type { CacheRule, CountedBlock, PromptCache } from "@headroom/proxy/sandbox";
import type { PromptBlocks } from "./prompt-blocks.js";

/** What the provider would bill for a prompt, by the rule of its cache and what stands in it. */
export type SimulatedUsage = (scope: string, prompt: PromptBlocks, outputTokens: number, rule: CacheRule) => Usage;

/**
 * Bills prompts of which nothing is recorded. Where clients mark what is to be cached, they are taken to mark as agents do: the
 * end of the instructions, and of the last two messages that are not the model's.
 */
export function createSimulatedUsage(cache: PromptCache): SimulatedUsage {
  const placeholders = new Map<number, readonly number[]>();
  const idsOf = (id: number, tokens: number): readonly number[] => {
    const ids = placeholders.get(id) ?? new Array<number>(tokens).fill(-1 - id);
    placeholders.set(id, ids);
    return ids;
  };
  return (scope, { blocks, parts }, outputTokens, rule) => {
    const marked = new Set(placesOfMarks(parts));
    const counted = blocks.map(({ id, tokens }, at): CountedBlock => {
      const endsMessage = parts[at]?.messageIndex !== parts[at + 1]?.messageIndex;
      return {
        text: String(id),
        ids: idsOf(id, tokens),
        endsMessage: endsMessage && parts[at]?.role !== "assistant",
        ...(marked.has(at) && { mark: "5m" }),
      };
    });
    const { total, read, written } = cache.use(scope, counted, rule);
    return { inputTokens: total, cacheReadTokens: read, cacheWriteTokens: written, outputTokens };
  };
}

function placesOfMarks(parts: readonly Part[]): readonly number[] {
  const ends = parts.flatMap(({ role, messageIndex }, at) =>
    role !== "assistant" && messageIndex >= 0 && parts[at + 1]?.messageIndex !== messageIndex ? [at] : [],
  );
  const instructions = parts.findLastIndex(({ messageIndex }) => messageIndex < 0);
  return [...(instructions < 0 ? [] : [instructions]), ...ends.slice(-2)];
}
