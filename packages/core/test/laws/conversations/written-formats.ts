import { anthropicMessages } from "../../../../providers-anthropic/src/index.js";
import { cohereChat } from "../../../../providers-cohere/src/index.js";
import { googleGenerateContent } from "../../../../providers-google/src/index.js";
import { mistralChat } from "../../../../providers-mistral/src/index.js";
import { openaiChat, openaiResponses } from "../../../../providers-openai/src/index.js";
import type { Dialect } from "../../../src/conversation/dialect.js";
import type { JsonObject } from "../../../src/conversation/json-shape.js";
import type { JsonValue } from "../../../src/json/path.js";
import type { CallTold, Told, ToolTold, Turn } from "./told.js";

/** A way to write conversations as requests. */
export interface WrittenFormat {
  readonly dialect: Dialect;
  readonly model: string;
  write(told: Told): JsonObject;
  /** The messages of a request, one for each that the provider knows. */
  messagesOf(body: JsonObject): readonly JsonValue[];
}

const inOrder = ({ reversed }: ToolTold, members: JsonObject): JsonObject =>
  reversed === true ? Object.fromEntries(Object.entries(members).reverse()) : members;

const chatTool = (tool: ToolTold): JsonObject => {
  const { name, description, parameters } = tool;
  return { type: "function", function: inOrder(tool, { name, description, parameters }) };
};

const chatCall = ({ id, name, args }: CallTold): JsonObject => {
  return { id, type: "function", function: { name, arguments: JSON.stringify(args) } };
};

const withTools = (tools: readonly JsonValue[]): JsonObject => (tools.length === 0 ? {} : { tools });
const list = (body: JsonObject, name: string): readonly JsonValue[] => (body[name] ?? []) as readonly JsonValue[];
const systemMessages = ({ system }: Told): readonly JsonObject[] =>
  system.map((content) => ({ role: "system", content }));

function chatTurn(turn: Turn, result: (call: CallTold) => JsonObject, call = chatCall): readonly JsonObject[] {
  if (turn.type !== "calls") return [{ role: turn.type, content: turn.text }];
  return [{ role: "assistant", content: turn.text, tool_calls: turn.calls.map(call) }, ...turn.calls.map(result)];
}

const CHAT: WrittenFormat = {
  dialect: openaiChat,
  model: "gpt-5.5",
  write: (told) => ({
    model: told.model ?? CHAT.model,
    messages: [
      ...systemMessages(told),
      ...told.turns.flatMap((turn) =>
        chatTurn(turn, ({ id, output }) => ({ role: "tool", tool_call_id: id, content: output })),
      ),
    ],
    ...withTools(told.tools.map(chatTool)),
  }),
  messagesOf: (body) => list(body, "messages"),
};

const RESPONSES: WrittenFormat = {
  dialect: openaiResponses,
  model: "gpt-5.5",
  write: (told) => ({
    model: told.model ?? RESPONSES.model,
    ...(told.system.length > 0 && { instructions: told.system.join("\n\n") }),
    input: told.turns.flatMap((turn): readonly JsonObject[] => {
      if (turn.type === "user") return [{ role: "user", content: turn.text }];
      const said = turn.text === "" ? [] : [{ type: "output_text", text: turn.text }];
      const message = said.length === 0 ? [] : [{ type: "message", role: "assistant", content: said }];
      if (turn.type === "assistant") return message;
      return [
        ...message,
        ...turn.calls.map(({ id, name, args }) => ({
          ...{ type: "function_call", call_id: id, name, arguments: JSON.stringify(args) },
        })),
        ...turn.calls.map(({ id, output }) => ({ type: "function_call_output", call_id: id, output })),
      ];
    }),
    ...withTools(
      told.tools.map((tool) => {
        const { name, description, parameters } = tool;
        return inOrder(tool, { type: "function", name, description, parameters });
      }),
    ),
  }),
  messagesOf: (body) => list(body, "input"),
};

const ANTHROPIC: WrittenFormat = {
  dialect: anthropicMessages,
  model: "claude-sonnet-5",
  write: (told) => ({
    model: told.model ?? ANTHROPIC.model,
    max_tokens: 1024,
    ...(told.system.length > 0 && { system: told.system.map((text) => ({ type: "text", text })) }),
    messages: told.turns.flatMap((turn): readonly JsonObject[] => {
      if (turn.type !== "calls") return [{ role: turn.type, content: turn.text }];
      const said = turn.text === "" ? [] : [{ type: "text", text: turn.text }];
      const calls = turn.calls.map(({ id, name, args }) => ({ type: "tool_use", id, name, input: args }));
      const results = turn.calls.map(({ id, output, isError }) => ({
        ...{ type: "tool_result", tool_use_id: id, content: output, ...(isError && { is_error: true }) },
      }));
      return [
        { role: "assistant", content: [...said, ...calls] },
        { role: "user", content: results },
      ];
    }),
    ...withTools(
      told.tools.map((tool) => {
        const { name, description, parameters } = tool;
        return inOrder(tool, { name, description, input_schema: parameters });
      }),
    ),
  }),
  messagesOf: (body) => list(body, "messages"),
};

const GOOGLE: WrittenFormat = {
  dialect: googleGenerateContent,
  model: "gemini-3.1-pro",
  write: (told) => ({
    model: told.model ?? GOOGLE.model,
    ...(told.system.length > 0 && { systemInstruction: { parts: told.system.map((text) => ({ text })) } }),
    contents: told.turns.flatMap((turn): readonly JsonObject[] => {
      if (turn.type === "user") return [{ role: "user", parts: [{ text: turn.text }] }];
      const said = turn.text === "" ? [] : [{ text: turn.text }];
      if (turn.type === "assistant") return [{ role: "model", parts: said.length === 0 ? [{ text: "" }] : said }];
      const calls = turn.calls.map(({ id, name, args }) => ({ functionCall: { id, name, args } }));
      const results = turn.calls.map(({ id, name, output, isError }) => ({
        functionResponse: { id, name, response: { [isError ? "error" : "output"]: output } },
      }));
      return [
        { role: "model", parts: [...said, ...calls] },
        { role: "user", parts: results },
      ];
    }),
    ...withTools(
      told.tools.length === 0
        ? []
        : [
            {
              functionDeclarations: told.tools.map((tool) => {
                const { name, description, parameters } = tool;
                return inOrder(tool, { name, description, parametersJsonSchema: parameters });
              }),
            },
          ],
    ),
  }),
  messagesOf: (body) => list(body, "contents"),
};

const COHERE: WrittenFormat = {
  dialect: cohereChat,
  model: "command-a-03-2025",
  write: (told) => ({
    model: told.model ?? COHERE.model,
    messages: [
      ...systemMessages(told),
      ...told.turns.flatMap((turn): readonly JsonObject[] => {
        if (turn.type !== "calls") return [{ role: turn.type, content: turn.text }];
        return [
          { role: "assistant", tool_plan: turn.text, tool_calls: turn.calls.map(chatCall) },
          ...turn.calls.map(({ id, output }) => ({ role: "tool", tool_call_id: id, content: output })),
        ];
      }),
    ],
    ...withTools(told.tools.map(chatTool)),
  }),
  messagesOf: (body) => list(body, "messages"),
};

const MISTRAL: WrittenFormat = {
  dialect: mistralChat,
  model: "mistral-large-latest",
  write: (told) => ({
    model: told.model ?? MISTRAL.model,
    messages: [
      ...systemMessages(told),
      ...told.turns.flatMap((turn) =>
        chatTurn(turn, ({ id, name, output }) => ({ role: "tool", name, tool_call_id: id, content: output })),
      ),
    ],
    ...withTools(told.tools.map(chatTool)),
  }),
  messagesOf: (body) => list(body, "messages"),
};

/** Every format of the providers. */
export const WRITTEN_FORMATS: readonly WrittenFormat[] = [CHAT, RESPONSES, ANTHROPIC, GOOGLE, COHERE, MISTRAL];
