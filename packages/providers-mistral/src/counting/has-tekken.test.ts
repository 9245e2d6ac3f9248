import { expect, it } from "vitest";
import { hasTekken } from "./has-tekken.js";

it.each([
  ["open-mistral-nemo", true],
  ["open-mistral-nemo-2407", true],
  ["mistral/pixtral-12b-2409", true],
  ["Ministral-8B-2410", true],
  ["mistral-large-latest", false],
  ["mistral-large-2411", false],
  ["open-mistral-7b", false],
  ["my-open-mistral-nemo", false],
  ["", false],
])("%s has tekken as Mistral names it: %s", (model, expected) => {
  expect(hasTekken(model)).toBe(expected);
});
