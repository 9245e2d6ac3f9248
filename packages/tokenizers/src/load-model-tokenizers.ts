import type { Tokenizer } from "@headroom/core";
import { encodingForModel } from "./encoding-for-model.js";
import { loadTokenizer } from "./load-tokenizer.js";

/** Tokenizers by model, best first. */
export type ModelTokenizers = (model: string) => readonly Tokenizer[];

/**
 * Loads both vocabularies. A model gets its own where that is public; any other model gets both, which must agree on a
 * saving and do not claim to be exact.
 *
 * @example
 * const tokenizers = await loadModelTokenizers();
 * tokenizers("gpt-4o").map(({ id, exact }) => [id, exact]); // [["o200k_base", true]]
 * tokenizers("claude-sonnet-5").map(({ exact }) => exact); // [false, false]
 */
export async function loadModelTokenizers(): Promise<ModelTokenizers> {
  const [o200k, cl100k] = await Promise.all([loadTokenizer("o200k_base"), loadTokenizer("cl100k_base")]);
  const standIns = [standIn(o200k), standIn(cl100k)];
  return (model) => {
    const { encoding, exact } = encodingForModel(model);
    if (!exact) return standIns;
    return [encoding === "o200k_base" ? o200k : cl100k];
  };
}

function standIn(tokenizer: Tokenizer): Tokenizer {
  return { id: tokenizer.id, exact: false, count: (text) => tokenizer.count(text) };
}
