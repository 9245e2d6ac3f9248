import { loadTokenizer } from "../../../tokenizers/src/index.js";
import type { Tokenizer } from "../../src/tokenizer/tokenizer.js";

/** The public vocabularies under which an output must become shorter. */
export const EXACT_TOKENIZERS: readonly Tokenizer[] = await Promise.all([
  loadTokenizer("o200k_base"),
  loadTokenizer("cl100k_base"),
]);
