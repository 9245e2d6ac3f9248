import { asArray, asObject, asString, type ToolCall, type ToolFormat } from "@headroom/core";
import { followMessages } from "./follow-messages.js";
import { recogniseRequest } from "./recognise.js";

/** How tools are offered, called and answered in messages. */
export const messagesTools: ToolFormat = {
  follow: followMessages,
  define: ({ name, description, parameters }) => ({ name, description, input_schema: parameters }),
  lastDefinition(body) {
    const request = recogniseRequest(body)?.body;
    const { thread } = request ?? {};
    const tools = asArray(request?.tools) ?? [];
    // A thread holds what was answered.
    const isHeld = thread !== undefined && thread !== null;
    return !isHeld && tools.length > 0 ? ["tools", tools.length - 1] : undefined;
  },
  calls(answer) {
    const content = asArray(asObject(answer)?.content) ?? [];
    return content.flatMap((value, index): readonly ToolCall[] => {
      const block = asObject(value);
      if (block?.type !== "tool_use") return [];
      const id = asString(block.id);
      const call = { path: ["content", index], name: asString(block.name) ?? "", arguments: block.input ?? null };
      return [id === undefined ? call : { ...call, id }];
    });
  },
  continuation(body, _answer, raw, results) {
    const { messages } = recogniseRequest(body) ?? { messages: [] };
    const content = results.map(({ call: { id = "" }, text, isError }) => ({
      type: "tool_result",
      tool_use_id: id,
      content: text,
      ...(isError && { is_error: true }),
    }));
    const said = `{"role":"assistant","content":${raw(["content"], null)}}`;
    return [said, JSON.stringify({ role: "user", content })].map((json) => ({
      type: "insert-after",
      path: ["messages", messages.length - 1],
      json,
    }));
  },
};
