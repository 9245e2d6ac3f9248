import { asArray, asObject, followChat, readFunctionCall, type ToolFormat } from "@headroom/core";
import { recogniseRequest } from "./recognise.js";

/** How tools are offered, called and answered. Only an answer with one choice is read. */
export const mistralTools: ToolFormat = {
  follow: followChat,
  define: ({ name, description, parameters }) => ({ type: "function", function: { name, description, parameters } }),
  lastDefinition(body) {
    const request = recogniseRequest(body)?.body;
    const { n } = request ?? {};
    const tools = asArray(request?.tools) ?? [];
    const isSingle = n === undefined || n === null || n === 1;
    return isSingle && tools.length > 0 ? ["tools", tools.length - 1] : undefined;
  },
  calls(answer) {
    const choices = asArray(asObject(answer)?.choices) ?? [];
    if (choices.length !== 1) return [];
    const calls = asArray(asObject(asObject(choices[0])?.message)?.tool_calls) ?? [];
    return calls.map((call, index) => readFunctionCall(call, ["choices", 0, "message", "tool_calls", index]));
  },
  continuation(body, _answer, raw, results) {
    const { messages } = recogniseRequest(body) ?? { messages: [] };
    const path = ["messages", messages.length - 1];
    const said = raw(["choices", 0, "message"], null);
    const answers = results.map(({ call: { id = "", name }, text }) =>
      JSON.stringify({ role: "tool", tool_call_id: id, name, content: text }),
    );
    return [said, ...answers].map((json) => ({ type: "insert-after", path, json }));
  },
};
