import { describeCounting } from "../../../core/test/describe-counting.js";
import { ANSWERS } from "../../test/answers.js";
import { anthropicMessages } from "../dialect.js";
import { anthropicCounting } from "./counting.js";

describeCounting(anthropicCounting, {
  scales: [
    ["claude-opus-5", "claude-4.7"],
    ["us.anthropic.claude-opus-4-7-v1:0", "claude-4.7"],
    ["claude-opus-4-6", "claude-4.6"],
    ["claude-sonnet-4-5-20250929", "claude-4.6"],
    ["claude-sonnet-5", "claude-4.7"],
    ["claude-haiku-4.5", "claude-4.6"],
    ["claude-haiku-5-5", "claude-4.7"],
    ["claude-fable-5", "claude-4.7"],
    ["claude-3-5-sonnet-20241022", "claude-4.6"],
    ["claude-next", "claude"],
    ["glm-5", "any"],
  ],
  formats: [{ dialect: anthropicMessages, answers: ANSWERS }],
});
