import { loadModelTokenizers, loadTokenizer } from "@headroom/tokenizers";

/** Counts the tokens of a text in o200k, and names the vocabularies used for a model. */
export async function count(text: string, model: string) {
  const o200k = await loadTokenizer("o200k_base");
  const tokenizersOf = await loadModelTokenizers();
  return { tokens: o200k.count(text), by: tokenizersOf(model).map(({ id }) => id) };
}
