/** Token counts: exact where the vocabulary is public, and estimates with bounds elsewhere. */
export {
  type BpeRanks,
  type BpeTokenizer,
  type BpeTokenizerOptions,
  createBpeTokenizer,
} from "./bpe-tokenizer.js";
export { type Calibration, type CalibrationOptions, createCalibration } from "./counting/calibration.js";
export { loadTextCounters, type OwnVocabulary } from "./counting/load-text-counters.js";
export { createRequestCounter, type RequestCounter, type RequestCounterOptions } from "./counting/request-counter.js";
export {
  createRequestEstimate,
  type RequestEstimate,
  type RequestEstimateOptions,
} from "./counting/request-estimate.js";
export { createScaledCounter } from "./counting/scaled-counter.js";
export type { TextCounter } from "./counting/text-counter.js";
export { createVocabularyCounter } from "./counting/vocabulary-counter.js";
export type { Encoding } from "./encoding.js";
export { encodingForModel, type ModelEncoding } from "./encoding-for-model.js";
export { loadModelTokenizers, type ModelTokenizers } from "./load-model-tokenizers.js";
export { loadTokenizer } from "./load-tokenizer.js";
