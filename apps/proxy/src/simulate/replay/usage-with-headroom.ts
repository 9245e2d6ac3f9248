import type { Usage } from "@headroom/core";
import type { CountFit } from "./fit-counts.js";
import { commonBlocks, type PromptBlock, tokensOf } from "./prompt-blocks.js";

/** A prompt as the client sent it, and as it would have gone to the provider. */
export interface SentPrompt {
  readonly before: readonly PromptBlock[];
  readonly after: readonly PromptBlock[];
}

export interface RecordedRequest {
  /** What the provider billed. */
  readonly usage: Usage;
  readonly sent: SentPrompt;
  /** The request before it in the same conversation. */
  readonly previous: { readonly usage: Usage | undefined; readonly sent: SentPrompt } | undefined;
  readonly fit: CountFit;
  /** Smallest prefix in tokens that the provider caches. */
  readonly minimumCacheable: number;
}

/** A cache that was read up to the end of the request before says so within this share. */
const SAME_END = 0.02;

/**
 * What the provider would have billed for a request of which it is recorded what it billed. The cache is as warm or cold as it
 * was then: up to the place to which the recorded request was read from the cache, the smaller one is read, too, unless it
 * begins otherwise than the smaller request before it, or has become too short for the cache. The rest is written or not, in the
 * recorded proportion.
 */
export function usageWithHeadroom(request: RecordedRequest): Usage {
  const { usage, sent, fit, minimumCacheable } = request;
  const { before, after } = sent;
  const { inputTokens: input = 0, cacheReadTokens: read = 0 } = usage;
  const saved = fit.scale * (tokensOf(before) - tokensOf(after));
  const inputNow = Math.max(0, Math.round(input - saved));
  const readNow = inputNow < minimumCacheable ? 0 : Math.min(inputNow, readWithHeadroom(request));
  const rest = input - read;
  const restNow = inputNow - readNow;
  const shareOf = (tokens: number): number => (rest > 0 ? Math.round((restNow * tokens) / rest) : 0);
  const { cacheWriteTokens, cacheWriteLongTokens } = usage;
  // Where all was read, what had to be read anew would have been written as such requests write.
  const writesAll = rest === 0 && restNow > 0 && cacheWriteTokens !== undefined;
  return {
    ...usage,
    inputTokens: inputNow,
    ...(read > 0 && { cacheReadTokens: readNow }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens: writesAll ? restNow : shareOf(cacheWriteTokens) }),
    ...(cacheWriteLongTokens !== undefined && { cacheWriteLongTokens: shareOf(cacheWriteLongTokens) }),
  };
}

function readWithHeadroom({ usage, sent, previous, fit }: RecordedRequest): number {
  const { before, after } = sent;
  const { cacheReadTokens: read = 0 } = usage;
  if (read === 0) return 0;
  const cached = cachedBlocks(read, { before, previous, fit });
  const savedThere = fit.scale * (tokensOf(before, cached) - tokensOf(after, Math.min(cached, after.length)));
  const readNow = Math.max(0, Math.round(read - savedThere));
  if (previous === undefined) return readNow;
  const kept = commonBlocks(previous.sent.before, before);
  const keptNow = commonBlocks(previous.sent.after, after);
  // Headroom itself made it begin otherwise, and the cache was read beyond that place.
  if (keptNow >= Math.min(kept, cached)) return readNow;
  return Math.min(readNow, Math.round(fit.unseen + fit.scale * tokensOf(after, keptNow)));
}

/** How many blocks the provider read from its cache. */
function cachedBlocks(
  read: number,
  { before, previous, fit }: { before: readonly PromptBlock[] } & Pick<RecordedRequest, "previous" | "fit">,
): number {
  const last = previous?.usage?.inputTokens ?? 0;
  const length = previous?.sent.before.length ?? 0;
  const isAllOfLast = last > 0 && Math.abs(read - last) <= SAME_END * last;
  if (isAllOfLast && commonBlocks(previous?.sent.before ?? [], before) === length) return length;
  let end = fit.unseen;
  for (const [at, { tokens }] of before.entries()) {
    end += fit.scale * tokens;
    if (end > read) return at;
  }
  return before.length;
}
