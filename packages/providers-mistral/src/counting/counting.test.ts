import { describeCounting } from "../../../core/test/describe-counting.js";
import { ANSWERS } from "../../test/answers.js";
import { mistralChat } from "../dialect.js";
import { mistralCounting } from "./counting.js";

describeCounting(mistralCounting, {
  scales: [
    ["mistral-large-latest", "tekken"],
    ["open-mixtral-8x22b", "mistral-sentencepiece"],
    ["mistral-large-2411", "mistral-sentencepiece"],
    ["codestral-2501", "tekken"],
    ["gpt-5.5", "any"],
  ],
  formats: [{ dialect: mistralChat, answers: ANSWERS }],
});
