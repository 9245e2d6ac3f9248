import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DIFFERENT_QUESTIONS,
  EQUAL_QUESTIONS,
  FREELY_EQUAL_QUESTIONS,
} from "../../../../test/support/question-pairs.js";
import { mayAskTheSame, type Wording } from "./may-ask-the-same.js";
import { questionWords } from "./question-words.js";

const may = (a: string, b: string, wording: Wording = "free") =>
  mayAskTheSame(questionWords(a), questionWords(b), wording);

describe("mayAskTheSame", () => {
  it.each(Object.entries(DIFFERENT_QUESTIONS))("tells %s apart", (_kind, pairs) => {
    for (const wording of ["same", "free"] as const) {
      expect(pairs.filter(([a, b]) => may(a, b, wording) || may(b, a, wording))).toEqual([]);
    }
  });

  it("leaves room for other words", () => {
    expect(EQUAL_QUESTIONS.filter(([a, b]) => !may(a, b, "same") || !may(b, a, "free"))).toEqual([]);
    expect(FREELY_EQUAL_QUESTIONS.filter(([a, b]) => may(a, b, "same") || !may(b, a, "free"))).toEqual([]);
  });

  const word = fc.constantFrom(
    "what",
    "is",
    "the",
    "late",
    "parcel",
    "not",
    "Paris",
    "12",
    "`x`",
    "Berlin,",
    "eggs",
    "to",
  );
  const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));

  it("is as true of the one as of the other", () => {
    fc.assert(fc.property(text, text, (a, b) => may(a, b) === may(b, a)));
  });

  it("is never so where one says a number, a name, a quotation or a negation that the other does not", () => {
    const decides = fc.constantFrom("17", "Rome", '"so"', "not", "user_id", "never");
    fc.assert(fc.property(text, text, decides, (a, b, added) => !may(`${a} ${added}`, b) || b.includes(added)));
  });
});
