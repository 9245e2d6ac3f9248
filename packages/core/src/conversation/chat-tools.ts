import type { JsonValue } from "../json/path.js";
import { followChat } from "./follow-chat.js";
import { readFunctionCall } from "./function-call.js";
import { asArray, asObject, type JsonObject } from "./json-shape.js";
import type { ToolFormat } from "./tool-format.js";

/** In what the chat formats of providers differ. */
export interface ChatToolRules {
  /** The request in a body, or `undefined` where it is none of the format. */
  recognise(body: JsonValue): { readonly body: JsonObject; readonly messages: readonly JsonValue[] } | undefined;
  /** Whether a result says the name of its tool beside the id of its call. */
  readonly namesResults: boolean;
}

/**
 * How tools are offered, called and answered in the chat format that OpenAI gave to many. Only an answer with one choice is
 * read: with more, each choice would go on differently.
 *
 * @example
 * const tools = createChatTools({ recognise: recogniseRequest, namesResults: false });
 * tools.define({ name: "ls", description: "Lists files", parameters: {} }); // { type: "function", function: { name: "ls", … } }
 */
export function createChatTools({ recognise, namesResults }: ChatToolRules): ToolFormat {
  return {
    follow: followChat,
    define: ({ name, description, parameters }) => ({ type: "function", function: { name, description, parameters } }),
    lastDefinition(body) {
      const request = recognise(body)?.body;
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
      const { messages } = recognise(body) ?? { messages: [] };
      const path = ["messages", messages.length - 1];
      const said = raw(["choices", 0, "message"], null);
      const answers = results.map(({ call: { id = "", name }, text }) =>
        JSON.stringify({ role: "tool", tool_call_id: id, ...(namesResults && { name }), content: text }),
      );
      return [said, ...answers].map((json) => ({ type: "insert-after", path, json }));
    },
  };
}
