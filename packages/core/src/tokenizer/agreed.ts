import type { Tokenizer } from "./tokenizer.js";

/** Smallest saving that is worth a changed text: tokens, and share of the tokens before. */
const LEAST_TOKENS_SAVED = 20;
const LEAST_SHARE_SAVED = 0.1;

/** Whether going from `before` to `after` tokens is worth a changed text. */
function savesEnough(before: number, after: number): boolean {
  const saved = before - after;
  return saved >= LEAST_TOKENS_SAVED && saved >= before * LEAST_SHARE_SAVED;
}

/** Whether all tokenizers find the change worth it; counts stand in the order of the tokenizers. */
export function allSaveEnough(before: readonly number[], after: readonly number[]): boolean {
  return before.every((tokens, k) => savesEnough(tokens, after[k] as number));
}

export function countWithAll(tokenizers: readonly Tokenizer[], text: string): readonly number[] {
  return tokenizers.map((tokenizer) => tokenizer.count(text));
}
