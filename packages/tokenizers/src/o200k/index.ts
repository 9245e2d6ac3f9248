/**
 * `@headroom/tokenizers/o200k`: the o200k tokenizer without a promise, at the price of 2.3 MB of rank data that are
 * read on import.
 */
import o200kRanks from "js-tiktoken/ranks/o200k_base";
import type { BpeTokenizer } from "../bpe-tokenizer.js";
import { lazyTokenizer } from "../lazy-tokenizer.js";

/**
 * The vocabulary of current OpenAI models. Its tables are built at the first use, which takes a tenth of a second.
 *
 * @example
 * import { o200kBase } from "@headroom/tokenizers/o200k";
 * o200kBase.count("hello world"); // 2
 */
export const o200kBase: BpeTokenizer = lazyTokenizer("o200k_base", o200kRanks.bpe_ranks);
