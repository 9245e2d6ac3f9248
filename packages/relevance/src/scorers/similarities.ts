import { createBm25Scorer, HeadroomError } from "@headroom/core";
import type { Embedder } from "../embedder.js";

/** Which items are embedded, and how much of them. */
export interface SimilarityOptions {
  /**
   * Most items of a batch that are embedded: of more, those whose words suit best and an even choice of the others; what is left
   * counts as not similar. @default 500
   */
  readonly maxItems?: number;
  /** Characters of an item that are embedded, from its beginning, and of the context, from its end. @default 2000 */
  readonly maxCharacters?: number;
}

/** Share of the embedded items that are chosen by their words. */
const BY_WORDS = 0.5;

/** How similar items are to a context, 0 to 1; `undefined` for those that were not looked at. */
export type Similarities = (items: readonly string[], context: string) => Promise<readonly (number | undefined)[]>;

/** Measures by the cosine of the vectors. Equal items are embedded once. */
export function similaritiesBy(embedder: Embedder, options: SimilarityOptions): Similarities {
  const { maxItems = 500, maxCharacters = 2000 } = options;
  for (const [name, value] of Object.entries({ maxItems, maxCharacters })) {
    if (!(value >= 1)) throw new HeadroomError("invalid-option", `${name} is ${value}; it must be a number from 1 up.`);
  }
  const words = createBm25Scorer();
  return async (items, context) => {
    const candidates =
      items.length <= maxItems ? items.map((_, item) => item) : choose(items, context, maxItems, words);
    const texts = [...new Set(candidates.map((item) => beginningOf(items[item] as string, maxCharacters)))];
    const [asked, ...vectors] = await embedder.embed([context.slice(-maxCharacters), ...texts]);
    if (asked === undefined || vectors.length !== texts.length) {
      throw new RangeError(`${embedder.name} gave ${vectors.length} vectors for ${texts.length} texts.`);
    }
    const byText = new Map(texts.map((text, index) => [text, cosine(asked, vectors[index] as ArrayLike<number>)]));
    const similarities: (number | undefined)[] = items.map(() => undefined);
    for (const item of candidates) similarities[item] = byText.get(beginningOf(items[item] as string, maxCharacters));
    return similarities;
  };
}

/** An empty text has no vector for some models. */
function beginningOf(text: string, characters: number): string {
  return text.slice(0, characters) || " ";
}

function choose(
  items: readonly string[],
  context: string,
  most: number,
  words: ReturnType<typeof createBm25Scorer>,
): readonly number[] {
  const byWords = words
    .scoreBatch(items, context)
    .map(({ score }, item) => ({ score, item }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .slice(0, Math.ceil(most * BY_WORDS));
  const chosen = new Set(byWords.map(({ item }) => item));
  const others = items.map((_, item) => item).filter((item) => !chosen.has(item));
  const room = most - chosen.size;
  for (let k = 0; k < room; k++) chosen.add(others[Math.floor((k * others.length) / room)] as number);
  return [...chosen];
}

/**
 * Cosine of two vectors, 0 to 1: what points away is not similar, nor is a vector of zeros.
 *
 * @throws RangeError where they differ in length.
 * @example
 * const similarity = cosine([1, 0], [1, 1]); // 0.7071…
 */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Vectors of ${a.length} and ${b.length} numbers cannot be compared.`);
  let [product, lengthA, lengthB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] as number, b[at] as number];
    product += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  const length = Math.sqrt(lengthA * lengthB);
  return length === 0 ? 0 : Math.min(1, Math.max(0, product / length));
}
