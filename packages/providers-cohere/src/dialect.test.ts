import { describeDialect } from "../../core/test/describe-dialect.js";
import { ANSWERS } from "../test/answers.js";
import { FLIPS } from "../test/flips.js";
import { REQUESTS } from "../test/requests.js";
import { objectionOf } from "../test/wire-rules.js";
import { cohereChat } from "./dialect.js";

describeDialect(cohereChat, {
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [["agent.turn-1", "agent.turn-2"]],
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
    { model: "command-a-03-2025", message: "hello", chat_history: [] },
    { system: "apart", messages: [{ role: "user", content: "hello" }] },
    { tools: [{ name: "f", input_schema: {} }], messages: [{ role: "user", content: "hello" }] },
  ],
  recorded: {
    format: "cohere",
    body: (messages) => ({ model: "command-a-03-2025", messages }),
  },
});
