/**
 * `@headroom/tokenizers/cl100k`: the cl100k tokenizer without a promise, at the price of 1.1 MB of rank data that are
 * read on import.
 */
import cl100kRanks from "js-tiktoken/ranks/cl100k_base";
import type { BpeTokenizer } from "../bpe-tokenizer.js";
import { lazyTokenizer } from "../lazy-tokenizer.js";

/**
 * The vocabulary of GPT-4, GPT-3.5 and the embedding models. Its tables are built at the first use, which takes about
 * a twentieth of a second.
 *
 * @example
 * import { cl100kBase } from "@headroom/tokenizers/cl100k";
 * cl100kBase.count("hello world"); // 2
 */
export const cl100kBase: BpeTokenizer = lazyTokenizer("cl100k_base", cl100kRanks.bpe_ranks);
