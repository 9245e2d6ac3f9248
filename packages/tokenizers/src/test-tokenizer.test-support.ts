import cl100kRanks from "js-tiktoken/ranks/cl100k_base";
import o200kRanks from "js-tiktoken/ranks/o200k_base";
import type { BpeTokenizer } from "./bpe-tokenizer.js";
import type { Encoding } from "./encoding.js";
import { sharedTokenizer } from "./lazy-tokenizer.js";

/** The tokenizer of an encoding, built once per test file. */
export function testTokenizer(encoding: Encoding): BpeTokenizer {
  const { bpe_ranks } = encoding === "o200k_base" ? o200kRanks : cl100kRanks;
  return sharedTokenizer(encoding, bpe_ranks);
}
