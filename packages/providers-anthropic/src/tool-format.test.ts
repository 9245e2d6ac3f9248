import { describeToolFormat } from "../../core/test/describe-tool-format.js";
import { objectionOf } from "../test/wire-rules.js";
import { anthropicMessages } from "./dialect.js";

const TOOL = { name: "list_orders", input_schema: { type: "object" }, cache_control: { type: "ephemeral" } };
const MESSAGES = [{ role: "user", content: "Which?" }];

describeToolFormat(anthropicMessages, {
  request: `{ "model":"claude-sonnet-5", "max_tokens" :100, "temperature" : 1.0,
  "tools": [ ${JSON.stringify(TOOL)}  ], "messages" :[ {"role":"user","content":"Which\\u003f"} ] }`,
  unfit: [
    { messages: MESSAGES },
    { messages: MESSAGES, tools: [] },
    { messages: MESSAGES, tools: [TOOL], thread: { type: "auto" } },
  ].map((body) => JSON.stringify(body)),
  answer: (calls) => ({
    id: "msg_1",
    type: "message",
    role: "assistant",
    content: [
      { type: "thinking", thinking: "Hm.", signature: "c2ln" },
      { type: "text", text: "Let me see." },
      ...calls.map(({ id, name, arguments: input }) => ({ type: "tool_use", id, name, input })),
    ],
    stop_reason: calls.length > 0 ? "tool_use" : "end_turn",
    usage: { input_tokens: 9, output_tokens: 2 },
  }),
  others: [
    { type: "error", error: { type: "overloaded_error", message: "later" } },
    { content: [{ type: "server_tool_use", id: "srvtoolu_1", name: "headroom_retrieve", input: {} }] },
  ],
  objection: objectionOf,
});
