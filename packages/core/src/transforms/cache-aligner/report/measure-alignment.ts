import type { Conversation, Part } from "../../../conversation/part.js";
import { priceAt, ratesFor } from "../../../models/price-at.js";
import type { PlanContext } from "../../transform.js";
import { alignmentScore } from "../align/alignment-score.js";
import { prefixHash } from "../align/stable-prefix.js";
import type { AlignerSettings } from "../aligner-options.js";
import { promptParts, readSystemText, systemTexts } from "../system-prompt.js";
import type { VolatileSpan } from "../volatile/volatile-span.js";
import type { CacheAlignment, VolatileFinding } from "./cache-alignment.js";

/** Looks for what may change in tools and system prompt, and says what it would cost. */
export function measureAlignment(
  conversation: Conversation,
  settings: AlignerSettings,
  context: PlanContext,
): CacheAlignment {
  const prompt = promptParts(conversation);
  const sizes = runningSizes(conversation.parts, context);
  const texts = systemTexts(prompt);
  const volatile = texts.flatMap((part) => findings(part, settings, context, sizes));
  const prefixTokens = sizes.before(prompt.length);
  const masks = prompt.map((part) =>
    part.kind === "system" ? readSystemText(part, settings, context).mask : (part.text ?? ""),
  );
  return {
    score: alignmentScore(
      texts.map(({ text }) => text),
      settings,
    ),
    stablePrefixHash: prefixHash(masks, context.digest),
    stablePrefixTokens: Math.min(prefixTokens, ...volatile.map(({ tokensBehind }) => sizes.total - tokensBehind)),
    prefixTokens,
    volatile,
  };
}

interface Sizes {
  readonly total: number;
  /** Tokens in front of the part with this index. */
  before(index: number): number;
  indexOf(part: Part): number;
}

function runningSizes(parts: readonly Part[], context: PlanContext): Sizes {
  const sums = [0];
  for (const part of parts) sums.push((sums.at(-1) as number) + context.tokensOf(part));
  return {
    total: sums.at(-1) as number,
    before: (index) => sums[index] as number,
    indexOf: (part) => parts.indexOf(part),
  };
}

/** One finding for each kind in a text, in the order in which they stand. */
function findings(
  part: Part & { readonly text: string },
  settings: AlignerSettings,
  context: PlanContext,
  sizes: Sizes,
): readonly VolatileFinding[] {
  const { spans } = readSystemText(part, settings, context);
  const kinds = new Map<VolatileSpan["kind"], VolatileSpan[]>();
  for (const span of spans) kinds.set(span.kind, [...(kinds.get(span.kind) ?? []), span]);
  const before = sizes.before(sizes.indexOf(part));
  return Array.from(kinds, ([kind, [first, ...more]]) => {
    const share = (first as VolatileSpan).start / part.text.length;
    const tokensBehind = sizes.total - before - Math.floor(share * context.tokensOf(part));
    const costOfChange = costOf(tokensBehind, sizes.total, context);
    return { kind, path: part.path, count: 1 + more.length, tokensBehind, ...(costOfChange && { costOfChange }) };
  });
}

/** What it costs to write tokens anew instead of reading them. */
function costOf(tokens: number, total: number, { model }: PlanContext): number | undefined {
  const price = model && priceAt(model.facts);
  if (price === undefined || model?.facts.cache.match.kind === "none") return undefined;
  const { input, cacheRead = input, cacheWrite = input } = ratesFor(price, total);
  return (tokens * (cacheWrite - cacheRead)) / 1e6;
}
