import { type BpeTokenizer, createBpeTokenizer } from "../bpe-tokenizer.js";
import { type TekkenFile, tekkenRanks } from "./tekken-ranks.js";

/**
 * The tokenizer of a `tekken.json`, as Mistral publishes it with its models. Its ids are Mistral's: special tokens come
 * first, so they are larger than the ranks.
 *
 * @throws Error when the file is not a whole tekken file.
 * @example
 * const tokenizer = createTekken(JSON.parse(await readFile("tekken.json", "utf8")));
 * tokenizer.count("hello world"); // 2
 */
export function createTekken(file: TekkenFile): BpeTokenizer {
  const tokenizer = createBpeTokenizer(tekkenRanks(file));
  const first = file.config.default_num_special_tokens;
  return Object.freeze({ ...tokenizer, encode: (text: string) => tokenizer.encode(text).map((rank) => first + rank) });
}
