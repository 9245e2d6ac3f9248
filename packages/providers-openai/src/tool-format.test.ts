import { describeToolFormat } from "../../core/test/describe-tool-format.js";
import { objectionOf } from "../test/wire-rules.js";
import { openaiChat } from "./dialect.js";

const TOOL = { type: "function", function: { name: "list_orders", parameters: {} } };
const MESSAGES = [{ role: "user", content: "Which?" }];

describeToolFormat(openaiChat, {
  request: `{ "model":"gpt-5.5", "temperature" : 1.0,
  "tools": [ ${JSON.stringify(TOOL)}  ], "messages" :[ {"role":"user","content":"Which\\u003f"} ] }`,
  unfit: [
    { messages: MESSAGES },
    { messages: MESSAGES, tools: [] },
    { messages: MESSAGES, tools: [TOOL], n: 2 },
    { messages: MESSAGES, functions: [TOOL.function] },
    { input: "Which?", tools: [TOOL] },
  ].map((body) => JSON.stringify(body)),
  answer: (calls) => answerWith([calls]),
  others: [{ error: { message: "no" } }, { choices: [] }, answerWith([[fetching("a")], [fetching("b")]])],
  objection: objectionOf,
});

interface Call {
  readonly id: string;
  readonly name: string;
  readonly arguments: object;
}

function fetching(id: string): Call {
  return { id, name: "headroom_retrieve", arguments: {} };
}

function answerWith(choices: readonly (readonly Call[])[]) {
  return {
    id: "chatcmpl-1",
    choices: choices.map((calls, index) => ({
      index,
      message: {
        role: "assistant",
        content: "Let me see.",
        refusal: null,
        tool_calls: calls.map(({ id, name, arguments: asked }) => ({
          id,
          type: "function",
          function: { name, arguments: JSON.stringify(asked) },
        })),
      },
      finish_reason: calls.length > 0 ? "tool_calls" : "stop",
    })),
    usage: { prompt_tokens: 9, completion_tokens: 2 },
  };
}
