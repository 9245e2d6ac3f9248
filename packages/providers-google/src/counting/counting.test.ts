import { describeCounting } from "../../../core/test/describe-counting.js";
import { ANSWERS } from "../../test/answers.js";
import { googleGenerateContent } from "../dialect.js";
import { googleCounting } from "./counting.js";

describeCounting(googleCounting, {
  scales: [
    ["gemini-3.5-flash", "gemini"],
    ["models/gemini-2.5-pro", "gemini"],
    ["claude-opus-5", "any"],
  ],
  formats: [{ dialect: googleGenerateContent, answers: ANSWERS }],
});
