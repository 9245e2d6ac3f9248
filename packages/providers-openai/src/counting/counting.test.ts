import { describeCounting } from "../../../core/test/describe-counting.js";
import { ANSWERS } from "../../test/answers.js";
import { ANSWERS as RESPONSES_ANSWERS } from "../../test/responses/answers.js";
import { openaiChat } from "../dialect.js";
import { openaiResponses } from "../responses/dialect.js";
import { openaiCounting } from "./counting.js";

describeCounting(openaiCounting, {
  scales: [["llama-3.3-70b", "any"]],
  formats: [
    { dialect: openaiChat, answers: ANSWERS },
    { dialect: openaiResponses, answers: RESPONSES_ANSWERS },
  ],
});
