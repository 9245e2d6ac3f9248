/** Source: the table of models in mistral-common 1.13.1, and the published models of the same names without a date. */
const WITH_SENTENCE_PIECE =
  /(?:mixtral-8x|open-mistral-7b|mistral-7b|mistral-tiny-2|mistral-medium-2312|mistral-small-(?:2312|2402)|mistral-large-24|codestral-2405|codestral-mamba|pixtral-large-2411)/;

/**
 * Whether Mistral itself names its SentencePiece vocabulary, which is public and the same in all versions, as the one of a
 * model.
 *
 * @example
 * hasSentencePiece("mistral-large-2411"); // true
 * hasSentencePiece("mistral-large-latest"); // false
 */
export function hasSentencePiece(model: string): boolean {
  return WITH_SENTENCE_PIECE.test(model.toLowerCase());
}
