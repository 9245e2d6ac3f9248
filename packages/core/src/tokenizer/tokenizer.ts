/** Counts the tokens of a text. */
export interface Tokenizer {
  /** Names the vocabulary, such as `o200k_base`. Part of every memo key: equal ids must count equally. */
  readonly id: string;
  /** Whether `count` gives the vocabulary's own number and not an estimate. */
  readonly exact: boolean;
  /** Tokens of `text`, with text that looks like a special token read as plain text. */
  count(text: string): number;
}
