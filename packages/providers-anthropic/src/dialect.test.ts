import { describeDialect } from "../../core/test/describe-dialect.js";
import { ANSWERS } from "../test/answers.js";
import { FLIPS } from "../test/flips.js";
import { REQUESTS } from "../test/requests.js";
import { objectionOf } from "../test/wire-rules.js";
import { anthropicMessages } from "./dialect.js";

describeDialect(anthropicMessages, {
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [
    ["claude-code-sonnet-5-5.turn-1", "claude-code-sonnet-5-5.turn-2"],
    ["claude-code-sonnet-5-5.turn-2", "claude-code-sonnet-5-5.turn-3"],
    ["claude-code-sonnet-5.turn-1", "claude-code-sonnet-5.turn-2"],
    ["claude-code-haiku-4-5.turn-1", "claude-code-haiku-4-5.turn-2"],
    ["opencode-messages.turn-1", "opencode-messages.turn-2"],
    ["pi-messages.turn-1", "pi-messages.turn-2"],
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
    { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://example.com" } }] }] },
    { model: "gpt-5.5", messages: [{ role: "developer", content: "x" }] },
    { tools: [{ type: "function", function: { name: "f" } }], messages: [{ role: "user", content: "hello" }] },
    {
      messages: [
        { role: "user", content: "hello" },
        { role: "assistant", tool_calls: [] },
      ],
    },
  ],
  recorded: {
    format: "anthropic-messages",
    body: (messages) => ({ model: "claude-sonnet-5", max_tokens: 1024, messages }),
  },
});
