import { describeDialect } from "../../core/test/describe-dialect.js";
import { ANSWERS } from "../test/answers.js";
import { FLIPS } from "../test/flips.js";
import { REQUESTS } from "../test/requests.js";
import { objectionOf } from "../test/wire-rules.js";
import { openaiChat } from "./dialect.js";

describeDialect(openaiChat, {
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [
    ["opencode-chat.turn-1", "opencode-chat.turn-2"],
    ["pi-chat.turn-1", "pi-chat.turn-2"],
    ["qwen-chat.turn-1", "qwen-chat.turn-2"],
    ["cline-chat.turn-1", "cline-chat.turn-2"],
  ],
  flips: FLIPS,
  objection: objectionOf,
  answers: ANSWERS,
  refused: [
    null,
    "messages",
    [],
    {},
    { messages: "none" },
    { messages: [] },
    { messages: [{ content: "without a role" }] },
    { model: 5, messages: [{ role: "user", content: "hello" }] },
    { model: "gpt-5.5", input: "hello" },
    { model: "gpt-5.5", prompt: "hello" },
    { system: "apart", messages: [{ role: "user", content: "hello" }] },
    { tools: [{ name: "f", input_schema: {} }], messages: [{ role: "user", content: "hello" }] },
    { messages: [{ role: "user", content: [{ type: "tool_result", tool_use_id: "x", content: "y" }] }] },
  ],
  recorded: {
    format: "openai-chat",
    body: (messages) => ({ model: "gpt-5.5", messages }),
  },
});
