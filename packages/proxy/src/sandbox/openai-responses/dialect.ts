import { asObject, type JsonObject } from "@headroom/core";
import { openaiCacheRule } from "../openai-chat/cache-rule.js";
import { readFunction, readToolChoice } from "../openai-chat/read-tools.js";
import { shape } from "../openai-chat/shape.js";
import { limitHeaders, writeProblem } from "../openai-chat/write-problem.js";
import type { Prompt, PromptTool } from "../prompt.js";
import type { SandboxDialect } from "../sandbox-dialect.js";
import { readItems } from "./read-items.js";
import { writeEvents, writeWhole } from "./write.js";

/** OpenAI's responses, which are stored unless the request forbids it. */
export const openaiResponsesSandbox: SandboxDialect = {
  read: ({ body, responses }) => readRequest(responses.resolve(body)),
  whole(reply, request) {
    const response = writeWhole(reply, request);
    request.responses.keep(request.body, response);
    return response;
  },
  events(reply, request) {
    request.responses.keep(request.body, writeWhole(reply, request));
    return writeEvents(reply, request);
  },
  problem: writeProblem,
  problemHeaders: limitHeaders,
  cacheRule: (model) => openaiCacheRule(model),
};

/** Token counting of OpenAI's responses. */
export const openaiResponsesCountSandbox: SandboxDialect = {
  ...openaiResponsesSandbox,
  countsOnly: true,
  whole: ({ input }) => ({ object: "response.input_tokens", input_tokens: input.total }),
};

function readRequest(body: JsonObject): Prompt {
  const model = shape.string(body.model, "model");
  const tools = readTools(body);
  const { blocks, turn } = readItems(body.input);
  const limit = shape.count(body.max_output_tokens, "max_output_tokens", 1);
  const schema = schemaOf(body);
  const instructions = typeof body.instructions === "string" ? [{ text: body.instructions, endsMessage: true }] : [];
  const definitions = (Array.isArray(body.tools) ? body.tools : []).map((tool) => ({ text: JSON.stringify(tool) }));
  return {
    model,
    blocks: [...definitions, ...instructions, ...blocks],
    tools,
    // Coding agents say "auto" beside tools that are all the provider's own.
    choice: readToolChoice(body.tool_choice === "auto" ? undefined : body.tool_choice, tools),
    parallel: body.parallel_tool_calls !== false,
    turn,
    ...(schema !== undefined && { schema }),
    ...(limit !== undefined && { limit }),
    stream: shape.boolean(body.stream, "stream"),
  };
}

/** Functions; tools that run at the provider are not called. */
function readTools({ tools }: JsonObject): readonly PromptTool[] {
  if (tools === undefined || tools === null) return [];
  return shape.array(tools, "tools").flatMap((value, index) => {
    const tool = shape.object(value, `tools[${index}]`);
    const type = shape.string(tool.type, `tools[${index}].type`);
    return type === "function" ? [readFunction(tool, `tools[${index}]`)] : [];
  });
}

function schemaOf({ text }: JsonObject): Prompt["schema"] {
  const format = asObject(asObject(text)?.format);
  if (format?.type === "json_object") return true;
  return format?.type === "json_schema" ? shape.object(format.schema, "text.format.schema") : undefined;
}
