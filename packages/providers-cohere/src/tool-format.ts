import { asArray, asObject, readFunctionCall, type ToolFormat } from "@headroom/core";
import { followChat } from "./follow-chat.js";
import { recogniseRequest } from "./recognise.js";

/** How tools are offered, called and answered. */
export const cohereTools: ToolFormat = {
  follow: followChat,
  define: ({ name, description, parameters }) => ({ type: "function", function: { name, description, parameters } }),
  lastDefinition(body) {
    const request = recogniseRequest(body)?.body;
    const tools = asArray(request?.tools) ?? [];
    return tools.length > 0 ? ["tools", tools.length - 1] : undefined;
  },
  calls(answer) {
    const calls = asArray(asObject(asObject(answer)?.message)?.tool_calls) ?? [];
    return calls.map((call, index) => readFunctionCall(call, ["message", "tool_calls", index]));
  },
  continuation(body, _answer, raw, results) {
    const { messages } = recogniseRequest(body) ?? { messages: [] };
    const path = ["messages", messages.length - 1];
    const said = raw(["message"], null);
    const answers = results.map(({ call: { id = "" }, text }) =>
      JSON.stringify({ role: "tool", tool_call_id: id, content: text }),
    );
    return [said, ...answers].map((json) => ({ type: "insert-after", path, json }));
  },
};
