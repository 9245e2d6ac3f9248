import type { TokenCount } from "@headroom/core";

/**
 * Counts text and says how far the count can be trusted. It is no `Tokenizer`: what decides about edits takes plain numbers
 * of one fixed vocabulary and cannot be given one of these.
 */
export interface TextCounter {
  /** Names what is counted with, such as `o200k_base` or `claude-4.7 by o200k_base`. */
  readonly name: string;
  /** The tokens of a text, and how they were counted. */
  count(text: string): TokenCount;
}
