import { expect, it } from "vitest";
import { type KeptQuestion, QuestionIndex } from "./question-index.js";
import { questionWords } from "./question-words.js";

function question(key: string, partition = "p"): KeptQuestion {
  return { key, partition, text: key, words: questionWords(key) };
}

it("forgets what was used longest ago, of all and of one partition", () => {
  const index = new QuestionIndex(3);
  for (const key of ["a", "b", "c", "a", "d"]) index.use(question(key));
  expect(index.of("p").map(({ key }) => key)).toEqual(["c", "a", "d"]);
  index.use(question("e", "q"));
  expect([index.of("p").length, index.of("q").length]).toEqual([2, 1]);
  const large = new QuestionIndex(10_000);
  for (let number = 0; number < 1000; number++) large.use(question(`k${number}`));
  expect([large.of("p").length, large.of("p").at(-1)?.key]).toEqual([200, "k999"]);
});

it("keeps the vector of a question that is asked again", () => {
  const index = new QuestionIndex(3);
  index.use({ ...question("a"), vector: Float32Array.of(1) });
  index.use(question("a"));
  expect(index.of("p")[0]?.vector).toEqual(Float32Array.of(1));
  index.forget("a");
  expect(index.of("p")).toEqual([]);
});
