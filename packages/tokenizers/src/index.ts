export {
  type BpeRanks,
  type BpeTokenizer,
  type BpeTokenizerOptions,
  createBpeTokenizer,
} from "./bpe-tokenizer.js";
export type { Encoding } from "./encoding.js";
export { encodingForModel, type ModelEncoding } from "./encoding-for-model.js";
export { loadTokenizer } from "./load-tokenizer.js";
