import { asObject, type JsonObject } from "@headroom/core";
import type { Prompt } from "../prompt.js";
import type { SandboxDialect } from "../sandbox-dialect.js";
import { wrong } from "../sandbox-problem.js";
import { openaiCacheRule } from "./cache-rule.js";
import { readMessages } from "./read-messages.js";
import { readToolChoice, readTools } from "./read-tools.js";
import { shape } from "./shape.js";
import { writeEvents, writeWhole } from "./write.js";
import { limitHeaders, writeProblem } from "./write-problem.js";

/** OpenAI's chat completions. */
export const openaiChatSandbox: SandboxDialect = {
  read: ({ body }) => readRequest(body),
  whole: writeWhole,
  events: writeEvents,
  problem: writeProblem,
  problemHeaders: limitHeaders,
  cacheRule: (model) => openaiCacheRule(model),
};

function readRequest(body: JsonObject): Prompt {
  const model = shape.string(body.model, "model");
  const stream = shape.boolean(body.stream, "stream");
  if (!stream && asObject(body.stream_options)) {
    throw wrong("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
  }
  shape.number(body.temperature, "temperature", 0, 2);
  const tools = readTools(body.tools);
  const { blocks, turn } = readMessages(body.messages);
  const limit = readLimit(body);
  const schema = schemaOf(body);
  return {
    model,
    blocks: [...toolBlocks(body), ...blocks],
    tools,
    choice: readToolChoice(body.tool_choice, tools),
    parallel: body.parallel_tool_calls !== false,
    turn,
    ...(schema !== undefined && { schema }),
    ...(limit !== undefined && { limit }),
    stream,
  };
}

function readLimit(body: JsonObject): number | undefined {
  const older = shape.count(body.max_tokens, "max_tokens", 1);
  const limit = shape.count(body.max_completion_tokens, "max_completion_tokens", 1);
  if (older === undefined || limit === undefined) return limit ?? older;
  throw wrong("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", "max_tokens");
}

/** Tools stand before everything else in the cached prefix. */
function toolBlocks({ tools }: JsonObject): Prompt["blocks"] {
  return (Array.isArray(tools) ? tools : []).map((tool) => ({ text: JSON.stringify(tool) }));
}

function schemaOf({ response_format }: JsonObject): Prompt["schema"] {
  const format = asObject(response_format);
  if (format?.type === "json_object") return true;
  if (format?.type !== "json_schema") return undefined;
  const described = shape.object(format.json_schema, "response_format.json_schema");
  return shape.object(described.schema, "response_format.json_schema.schema");
}
