export {
  type BpeRanks,
  type BpeTokenizer,
  type BpeTokenizerOptions,
  createBpeTokenizer,
} from "./bpe-tokenizer.js";
export type { Encoding } from "./encoding.js";
export { encodingForModel, type ModelEncoding } from "./encoding-for-model.js";
export { loadModelTokenizers, type ModelTokenizers } from "./load-model-tokenizers.js";
export { loadTokenizer } from "./load-tokenizer.js";
