import { loadModelTokenizers, loadTokenizer } from "@headroom/tokenizers";

/** Tokens of a text in o200k, and the vocabularies by which texts for a model are counted. */
export async function count(text: string, model: string) {
  const o200k = await loadTokenizer("o200k_base");
  const tokenizersOf = await loadModelTokenizers();
  return { tokens: o200k.count(text), by: tokenizersOf(model).map(({ id }) => id) };
}
