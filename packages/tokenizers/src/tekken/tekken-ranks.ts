import type { BpeRanks } from "../bpe-tokenizer.js";

/** What is read of a `tekken.json`: the tokens one by one, or as one text of ranks. */
export interface TekkenFile {
  readonly config: {
    readonly pattern: string;
    readonly default_vocab_size: number;
    readonly default_num_special_tokens: number;
  };
  /** The tokens in base64; their ranks count up from 0. */
  readonly vocab?: readonly { readonly rank: number; readonly token_bytes: string }[];
  /** The tokens in use, as a line of `! firstRank token token …`. */
  readonly bpe_ranks?: string;
}

/** The one pattern that the scanner implements; a file with another one must not be counted with it. */
const PATTERN =
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+" +
  "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*" +
  "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/**
 * The ranks of a tekken file. Files list more tokens than are in use; those beyond the vocabulary's size are left out.
 *
 * @throws Error when the file is not a tekken file, or one of another pattern.
 */
export function tekkenRanks({ config, vocab, bpe_ranks }: TekkenFile): BpeRanks {
  if (config?.pattern !== PATTERN) {
    throw new Error(
      "This is no tekken file, or one that cuts text by another pattern than those that are known. " +
        "Pass the parsed tekken.json of a Mistral model.",
    );
  }
  const inUse = config.default_vocab_size - config.default_num_special_tokens;
  return { id: "tekken", pattern: "tekken", rankText: bpe_ranks ?? rankTextOf(vocab ?? [], inUse) };
}

function rankTextOf(vocab: NonNullable<TekkenFile["vocab"]>, inUse: number): string {
  const ordered = vocab.filter(({ rank }) => rank < inUse).sort((a, b) => a.rank - b.rank);
  const misplaced = ordered.findIndex(({ rank }, at) => rank !== at);
  if (ordered.length !== inUse || misplaced >= 0) {
    throw new Error(`The tekken file does not hold the ranks 0 to ${inUse - 1}. Pass the whole file.`);
  }
  return `! 0 ${ordered.map(({ token_bytes }) => token_bytes).join(" ")}`;
}
