/** Source: the table of models in mistral-common 1.13.1. */
const WITH_TEKKEN = /(?:^|\/)(?:open-mistral-nemo|ministral-8b-2410|mistral-small-2409|pixtral-12b-2409)(?![^-@:])/;

/**
 * Whether Mistral itself names tekken, as it is public, as the vocabulary of a model. Its later models have a vocabulary of
 * the same name and size, which was not compared.
 *
 * @example
 * hasTekken("open-mistral-nemo-2407"); // true
 * hasTekken("mistral-large-latest"); // false
 */
export function hasTekken(model: string): boolean {
  return WITH_TEKKEN.test(model.toLowerCase());
}
