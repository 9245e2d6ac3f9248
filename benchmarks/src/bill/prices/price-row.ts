import type { CacheRule } from "../cache/cache-rule.ts";
import type { CacheUse } from "../cache/prompt-cache.ts";
import type { Life } from "../prompt/prompt.ts";

/** Dollars for a million tokens. */
export interface Prices {
  readonly input: number;
  /** Written to the cache with the usual life; equal to `input` where writing costs nothing extra. */
  readonly write: number;
  /** Written with the long life. */
  readonly writeLong: number;
  readonly read: number;
  readonly output: number;
}

/** A model and how it is billed. */
export interface PriceRow extends Prices {
  readonly name: string;
  /** The model as a request names it. */
  readonly model: string;
  readonly rule: CacheRule;
  /** Whether the rule is what recordings show and no page says, so that no target is held against it. */
  readonly observed?: true;
  /** Smallest prefix in tokens that the product takes the provider to cache. */
  readonly minimumCacheableTokens: number;
  /** The life that the client asks for. */
  readonly life: Life;
  /** Prices of whole requests whose prompt has more than `above` tokens. */
  readonly cliff?: Prices & { readonly above: number };
}

/** What one request costs, in dollars. */
export function costOf(use: CacheUse, outputTokens: number, row: PriceRow): number {
  const prompt = use.read + use.written + use.writtenLong + use.uncached;
  const { input, write, writeLong, read, output } =
    row.cliff !== undefined && prompt > row.cliff.above ? row.cliff : row;
  const cost =
    use.uncached * input + use.written * write + use.writtenLong * writeLong + use.read * read + outputTokens * output;
  return cost / 1e6;
}
