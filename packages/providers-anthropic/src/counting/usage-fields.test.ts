import { describeUsageFields } from "../../../core/test/describe-usage-fields.js";
import { ANSWERS } from "../../test/answers.js";
import { anthropicMessages } from "../dialect.js";
import { anthropicCounting } from "./counting.js";

describeUsageFields(anthropicCounting, [{ dialect: anthropicMessages, answers: ANSWERS }]);
