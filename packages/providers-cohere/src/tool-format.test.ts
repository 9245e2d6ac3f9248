import { describeToolFormat } from "../../core/test/describe-tool-format.js";
import { objectionOf } from "../test/wire-rules.js";
import { cohereChat } from "./dialect.js";

const TOOL = { type: "function", function: { name: "list_orders", parameters: {} } };
const MESSAGES = [{ role: "user", content: "Which?" }];

describeToolFormat(cohereChat, {
  request: `{ "model":"command-a-03-2025", "temperature" : 1.0,
  "tools": [ ${JSON.stringify(TOOL)}  ], "messages" :[ {"role":"user","content":"Which\\u003f"} ] }`,
  unfit: [{ messages: MESSAGES }, { messages: MESSAGES, tools: [] }].map((body) => JSON.stringify(body)),
  answer: (calls) => ({
    id: "1",
    finish_reason: calls.length > 0 ? "TOOL_CALL" : "COMPLETE",
    message: {
      role: "assistant",
      tool_plan: "I will look.",
      tool_calls: calls.map(({ id, name, arguments: asked }) => ({
        id,
        type: "function",
        function: { name, arguments: JSON.stringify(asked) },
      })),
    },
  }),
  others: [{ message: "invalid request" }, {}],
  objection: objectionOf,
});
