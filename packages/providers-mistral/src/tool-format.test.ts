import { describeToolFormat } from "../../core/test/describe-tool-format.js";
import { objectionOf } from "../test/wire-rules.js";
import { mistralChat } from "./dialect.js";

const TOOL = { type: "function", function: { name: "list_orders", parameters: {} } };
const MESSAGES = [{ role: "user", content: "Which?" }];

describeToolFormat(mistralChat, {
  request: `{ "model":"mistral-large-latest", "temperature" : 1.0,
  "tools": [ ${JSON.stringify(TOOL)}  ], "messages" :[ {"role":"user","content":"Which\\u003f"} ] }`,
  unfit: [{ messages: MESSAGES }, { messages: MESSAGES, tools: [] }, { messages: MESSAGES, tools: [TOOL], n: 2 }].map(
    (body) => JSON.stringify(body),
  ),
  answer: (calls) => ({
    id: "1",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: "Let me see.",
          tool_calls: calls.map(({ id, name, arguments: asked }) => ({
            id,
            function: { name, arguments: JSON.stringify(asked) },
          })),
        },
        finish_reason: calls.length > 0 ? "tool_calls" : "stop",
      },
    ],
  }),
  others: [{ object: "error" }, { choices: [] }],
  objection: objectionOf,
});
