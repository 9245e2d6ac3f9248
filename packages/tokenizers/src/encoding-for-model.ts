import type { Encoding } from "./encoding.js";

/** The vocabulary to count a model's text with. */
export interface ModelEncoding {
  readonly encoding: Encoding;
  /** Whether it is the model's own vocabulary, and not a stand-in for one that is not public. */
  readonly exact: boolean;
}

/** Families of OpenAI models; a name is the family alone or the family, a separator and a variant or date. */
const FAMILIES: readonly { readonly names: RegExp; readonly encoding: Encoding }[] = [
  {
    names: /^(?:gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-5(?:\.\d+)?|gpt-oss|o1|o3|o4|codex-mini)(?![^-])/,
    encoding: "o200k_base",
  },
  {
    names: /^(?:gpt-4|gpt-3\.5|gpt-35|text-embedding-3|text-embedding-ada-002|davinci-002|babbage-002)(?![^-])/,
    encoding: "cl100k_base",
  },
];

/**
 * The vocabulary of a model by its name, with or without a date, a provider in front (`openai/gpt-5`), a tag behind
 * (`gpt-oss:20b`) or the frame of a fine-tuned model (`ft:gpt-4o:…`). Models of other vendors and unknown models are
 * counted with o200k, marked as not exact.
 *
 * @example
 * encodingForModel("gpt-5-mini-2025-08-07"); // { encoding: "o200k_base", exact: true }
 * encodingForModel("gpt-4-turbo"); // { encoding: "cl100k_base", exact: true }
 * encodingForModel("claude-sonnet-5"); // { encoding: "o200k_base", exact: false }
 */
export function encodingForModel(model: string): ModelEncoding {
  const name = bareName(model);
  const family = FAMILIES.find(({ names }) => names.test(name));
  return family === undefined ? { encoding: "o200k_base", exact: false } : { encoding: family.encoding, exact: true };
}

function bareName(model: string): string {
  const name = model.trim().toLowerCase().replace(/^ft:/, "");
  const afterProvider = name.slice(name.lastIndexOf("/") + 1).replace(/^openai\./, "");
  return afterProvider.split(":", 1)[0] ?? "";
}
