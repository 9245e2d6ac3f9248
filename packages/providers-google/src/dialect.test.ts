import { describeDialect } from "../../core/test/describe-dialect.js";
import { ANSWERS } from "../test/answers.js";
import { FLIPS } from "../test/flips.js";
import { REQUESTS } from "../test/requests.js";
import { objectionOf } from "../test/wire-rules.js";
import { googleGenerateContent } from "./dialect.js";

describeDialect(googleGenerateContent, {
  messagesIn: "contents",
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [
    ["agent.turn-1", "agent.turn-2"],
    ["with-ids.turn-1", "with-ids.turn-2"],
  ],
  flips: FLIPS,
  objection: objectionOf,
  answers: ANSWERS,
  refused: [
    null,
    "contents",
    [],
    {},
    { contents: "hello" },
    { contents: [] },
    { contents: ["hello"] },
    { contents: [{ role: "user", content: "hello" }] },
    { model: "gpt-5.5", messages: [{ role: "user", content: "hello" }] },
    { model: "gemini-3.5-flash", input: "hello" },
  ],
  recorded: {
    format: "google",
    body: (contents) => ({ contents }),
  },
});
