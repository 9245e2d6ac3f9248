import { describeUsageFields } from "../../../core/test/describe-usage-fields.js";
import { ANSWERS } from "../../test/answers.js";
import { cohereChat } from "../dialect.js";
import { cohereCounting } from "./counting.js";

describeUsageFields(cohereCounting, [{ dialect: cohereChat, answers: ANSWERS }]);
