import { describeCounting } from "../../../core/test/describe-counting.js";
import { ANSWERS } from "../../test/answers.js";
import { cohereChat } from "../dialect.js";
import { cohereCounting } from "./counting.js";

describeCounting(cohereCounting, {
  scales: [["command-a-03-2025", "cohere"]],
  formats: [{ dialect: cohereChat, answers: ANSWERS }],
});
