import type { BpeTokenizer } from "./bpe-tokenizer.js";
import type { Encoding } from "./encoding.js";
import { sharedTokenizer } from "./lazy-tokenizer.js";

/** What this package reads of a js-tiktoken rank module. */
interface RankModule {
  readonly default: { readonly bpe_ranks: string };
}

const RANK_MODULES: Readonly<Record<Encoding, () => Promise<RankModule>>> = {
  o200k_base: () => import("js-tiktoken/ranks/o200k_base"),
  cl100k_base: () => import("js-tiktoken/ranks/cl100k_base"),
};

/**
 * The tokenizer of an encoding, ready to count. Its rank data are imported and its tables built the first time, in
 * about a tenth of a second; every later call gives the same instance.
 *
 * @throws RangeError when there is no such encoding.
 * @example
 * const tokenizer = await loadTokenizer("o200k_base");
 * tokenizer.count("hello world"); // 2
 */
export async function loadTokenizer(encoding: Encoding): Promise<BpeTokenizer> {
  if (!Object.hasOwn(RANK_MODULES, encoding)) {
    const known = Object.keys(RANK_MODULES).join(" or ");
    throw new RangeError(`There is no encoding "${encoding}". Use ${known}.`);
  }
  const { default: ranks } = await RANK_MODULES[encoding]();
  return sharedTokenizer(encoding, ranks.bpe_ranks);
}
