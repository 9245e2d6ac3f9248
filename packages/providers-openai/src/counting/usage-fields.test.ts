import { describeUsageFields } from "../../../core/test/describe-usage-fields.js";
import { ANSWERS } from "../../test/answers.js";
import { ANSWERS as RESPONSES_ANSWERS } from "../../test/responses/answers.js";
import { openaiChat } from "../dialect.js";
import { openaiResponses } from "../responses/dialect.js";
import { openaiCounting } from "./counting.js";

describeUsageFields(openaiCounting, [
  { dialect: openaiChat, answers: ANSWERS },
  { dialect: openaiResponses, answers: RESPONSES_ANSWERS },
]);
