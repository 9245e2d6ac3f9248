import { expect, it } from "vitest";
import { hasSentencePiece } from "./has-sentencepiece.js";
import { hasTekken } from "./has-tekken.js";

it.each([
  ["open-mistral-nemo", "tekken"],
  ["open-mistral-nemo-2407", "tekken"],
  ["mistral/pixtral-12b-2409", "tekken"],
  ["Ministral-8B-2410", "tekken"],
  ["mistral-large-2411", "sentencepiece"],
  ["open-mixtral-8x22b-2404", "sentencepiece"],
  ["mistralai/Mixtral-8x7B-Instruct-v0.1", "sentencepiece"],
  ["codestral-2405", "sentencepiece"],
  ["open-mistral-7b", "sentencepiece"],
  ["mistral-large-latest", undefined],
  ["codestral-latest", undefined],
  ["my-open-mistral-nemo", undefined],
  ["gpt-5.5", undefined],
  ["", undefined],
])("%s has, as Mistral names it, %s", (model, expected) => {
  expect([hasTekken(model), hasSentencePiece(model)]).toEqual([expected === "tekken", expected === "sentencepiece"]);
});
