import { describeUsageFields } from "../../../core/test/describe-usage-fields.js";
import { ANSWERS } from "../../test/answers.js";
import { googleGenerateContent } from "../dialect.js";
import { googleCounting } from "./counting.js";

describeUsageFields(googleCounting, [{ dialect: googleGenerateContent, answers: ANSWERS }]);
