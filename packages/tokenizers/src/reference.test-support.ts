import { get_encoding, type Tiktoken } from "tiktoken";
import type { Encoding } from "./encoding.js";

const encoders = new Map<Encoding, Tiktoken>();

/** The ids that the reference tokenizer gives, with special-token text read as plain text. */
export function referenceIds(encoding: Encoding, text: string): number[] {
  let encoder = encoders.get(encoding);
  if (encoder === undefined) {
    encoder = get_encoding(encoding);
    encoders.set(encoding, encoder);
  }
  return [...encoder.encode(text, [], [])];
}

export const ENCODINGS: readonly Encoding[] = ["o200k_base", "cl100k_base"];
