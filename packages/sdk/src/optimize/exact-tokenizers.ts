import type { Tokenizer } from "@headroom/core";

/** Tokenizers by model. */
export type TokenizersOf = (model: string) => readonly Tokenizer[];

/**
 * Loads the exact vocabularies: the model's own where it is public; otherwise two that must agree on a saving, and that
 * do not claim to be exact.
 */
export async function loadExactTokenizers(): Promise<TokenizersOf> {
  const { encodingForModel, loadTokenizer } = await import("@headroom/tokenizers");
  const [o200k, cl100k] = await Promise.all([loadTokenizer("o200k_base"), loadTokenizer("cl100k_base")]);
  const standIns = [approximate(o200k), approximate(cl100k)];
  return (model) => {
    const { encoding, exact } = encodingForModel(model);
    if (!exact) return standIns;
    return [encoding === "o200k_base" ? o200k : cl100k];
  };
}

function approximate(tokenizer: Tokenizer): Tokenizer {
  return { id: tokenizer.id, exact: false, count: (text) => tokenizer.count(text) };
}
