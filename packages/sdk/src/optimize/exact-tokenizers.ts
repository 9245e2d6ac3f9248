import type { Tokenizer } from "@headroom/core";

/** Tokenizers by model. */
export type TokenizersOf = (model: string) => readonly Tokenizer[];

/** Loads the vocabularies when the first request needs them. */
export async function loadExactTokenizers(): Promise<TokenizersOf> {
  const { loadModelTokenizers } = await import("@headroom/tokenizers");
  return loadModelTokenizers();
}
