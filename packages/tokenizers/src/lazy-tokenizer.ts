import { type BpeRanks, type BpeTokenizer, createBpeTokenizer } from "./bpe-tokenizer.js";
import type { Encoding } from "./encoding.js";

const PATTERNS: Readonly<Record<Encoding, BpeRanks["pattern"]>> = { o200k_base: "o200k", cl100k_base: "cl100k" };

const built = new Map<Encoding, BpeTokenizer>();

/** The one tokenizer of an encoding, built from its rank data when it is first asked for. */
export function sharedTokenizer(encoding: Encoding, rankText: string): BpeTokenizer {
  const known = built.get(encoding);
  if (known !== undefined) return known;
  const tokenizer = createBpeTokenizer({ id: encoding, pattern: PATTERNS[encoding], rankText });
  built.set(encoding, tokenizer);
  return tokenizer;
}

/** The shared tokenizer of an encoding, not built before its first use. */
export function lazyTokenizer(encoding: Encoding, rankText: string): BpeTokenizer {
  const shared = (): BpeTokenizer => sharedTokenizer(encoding, rankText);
  return Object.freeze({
    id: encoding,
    exact: true,
    count: (text: string) => shared().count(text),
    encode: (text: string) => shared().encode(text),
    clearCache: () => shared().clearCache(),
  });
}
