import { describeCounting } from "../../../core/test/describe-counting.js";
import { ANSWERS } from "../../test/answers.js";
import { litellmChat } from "../litellm-chat.js";
import { litellmCounting } from "./counting.js";

describeCounting(litellmCounting, {
  scales: [
    ["bedrock/us.anthropic.claude-opus-5", "claude-4.7"],
    ["ollama/llama3", "any"],
  ],
  formats: [{ dialect: litellmChat, answers: ANSWERS }],
});
