import { describeUsageFields } from "../../../core/test/describe-usage-fields.js";
import { ANSWERS } from "../../test/answers.js";
import { mistralChat } from "../dialect.js";
import { mistralCounting } from "./counting.js";

describeUsageFields(mistralCounting, [{ dialect: mistralChat, answers: ANSWERS }]);
