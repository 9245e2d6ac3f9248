import { describeDialect } from "../../../core/test/describe-dialect.js";
import { ANSWERS } from "../../test/responses/answers.js";
import { FLIPS } from "../../test/responses/flips.js";
import { itemsOfChat } from "../../test/responses/items-of-chat.js";
import { REQUESTS } from "../../test/responses/requests.js";
import { objectionOf } from "../../test/responses/wire-rules.js";
import { openaiResponses } from "./dialect.js";

describeDialect(openaiResponses, {
  messagesIn: "input",
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [
    ["codex.turn-1", "codex.turn-2"],
    ["agent.turn-1", "agent.turn-2"],
  ],
  flips: FLIPS,
  objection: objectionOf,
  answers: ANSWERS,
  refused: [
    null,
    "input",
    [],
    {},
    { model: "gpt-5.5" },
    { input: [] },
    { input: 5 },
    { input: null, previous_response_id: "resp_1" },
    { model: 5, input: "hello" },
    { model: "text-embedding-3-small", input: ["one", "two"] },
    { model: "text-embedding-3-small", input: [[1, 2], [3]] },
    { model: "text-embedding-3-small", input: [1, 2, 3] },
    { model: "gpt-5.5", input: [{ content: "neither a type nor a role" }] },
    { model: "gpt-5.5", input: "hello", messages: [{ role: "user", content: "hello" }] },
    { model: "gpt-5.5", messages: [{ role: "user", content: "hello" }] },
  ],
  recorded: { format: "openai-chat", body: (messages) => ({ model: "gpt-5.5", input: itemsOfChat(messages) }) },
});
