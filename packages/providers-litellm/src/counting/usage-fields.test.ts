import { describeUsageFields } from "../../../core/test/describe-usage-fields.js";
import { ANSWERS } from "../../test/answers.js";
import { litellmChat } from "../litellm-chat.js";
import { litellmCounting } from "./counting.js";

describeUsageFields(litellmCounting, [{ dialect: litellmChat, answers: ANSWERS }]);
