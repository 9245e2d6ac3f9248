import { describe, expect, it } from "vitest";
import { questionWords } from "./question-words.js";

describe("questionWords", () => {
  it.each([
    ["What is the capital of France?", "capital france", "france"],
    ["Tell me what's the capital of France’s north, please", "capital france north", "france north"],
    ["Can't I pay with Visa? Do ask.", "can not i pay with visa do ask", "not i with visa do"],
    ["I've been told it’ll rain", "i have been told it will rain", "i have been it will"],
    [
      "(Really) open `a b.ts`: the 2nd (old) one!",
      "really open `a b.ts` 2nd old one",
      "really open `a b.ts` 2nd old one",
    ],
    ["How would one do this? Thank you!", "how do this", "how do this"],
    ["is 5! more than 2*(3+4)?", "5! more than 2*(3+4", "5! more than 2*(3+4"],
    ["", "", ""],
    ["?!", "", ""],
  ])("%j is %j", (text, words, exact) => {
    const read = questionWords(text);
    expect([read.words.join(" "), [...read.exact].join(" ")]).toEqual([words, exact]);
  });
});
