import { asObject, type JsonObject, type JsonValue } from "@headroom/core";
import type { Prompt, PromptBlock } from "../prompt.js";
import type { SandboxRequest } from "../sandbox-dialect.js";
import { wrong } from "../sandbox-problem.js";
import { checkMarks } from "./check-marks.js";
import { readBlock, readMark } from "./read-block.js";
import { readMessages, turnOf } from "./read-messages.js";
import { readToolChoice, readTools } from "./read-tools.js";
import { shape } from "./shape.js";

/** A request that is answered. */
export function readRequest(request: SandboxRequest): Prompt {
  const { body } = request;
  const prompt = readCounted(request);
  if (body.max_tokens === undefined) throw wrong("max_tokens: Field required", "max_tokens");
  const limit = shape.count(body.max_tokens, "max_tokens", 1);
  shape.number(body.temperature, "temperature", 0, 1);
  const stream = shape.boolean(body.stream, "stream");
  return { ...prompt, stream, ...(limit !== undefined && { limit }) };
}

/** A request whose tokens are counted: what is about the answer need not be there. */
export function readCounted({ body, header }: SandboxRequest): Prompt {
  if (header("anthropic-version") === undefined) throw wrong("anthropic-version: header is required");
  if (body.model === undefined) throw wrong("model: Field required", "model");
  const model = shape.string(body.model, "model");
  const { tools, blocks: toolBlocks } = readTools(body.tools);
  const messages = readMessages(body.messages);
  const blocks = automaticMark(body, [
    ...toolBlocks,
    ...readSystem(body.system),
    ...withSettings(
      body,
      messages.flatMap(({ prompt }) => prompt),
    ),
  ]);
  checkMarks(blocks);
  const schema = schemaOf(body);
  return {
    model,
    blocks,
    tools,
    ...readToolChoice(body.tool_choice, tools),
    turn: turnOf(messages),
    ...(schema !== undefined && { schema }),
    stream: false,
  };
}

function readSystem(value: JsonValue | undefined): readonly PromptBlock[] {
  if (value === undefined || value === null || value === "") return [];
  if (typeof value === "string") return [{ text: value }];
  return shape.array(value, "system").map((block, index) => {
    const { prompt } = readBlock(block, `system.${index}`);
    if (asObject(block)?.type === "text") return prompt;
    throw wrong(`system.${index}.type: Input should be 'text'`, `system.${index}`);
  });
}

/** Tool choice and thinking are part of what the messages are cached by, not of tools and system. */
function withSettings({ tool_choice, thinking }: JsonObject, blocks: readonly PromptBlock[]): readonly PromptBlock[] {
  const [first, ...rest] = blocks;
  const settings = [tool_choice, thinking].filter((setting) => setting !== undefined);
  if (first === undefined || settings.length === 0) return blocks;
  return [{ ...first, salt: JSON.stringify(settings) }, ...rest];
}

/** A mark on the request itself stands for one on the last block. */
function automaticMark(body: JsonObject, blocks: readonly PromptBlock[]): readonly PromptBlock[] {
  const mark = readMark(body.cache_control, "cache_control");
  if (mark === undefined) return blocks;
  return blocks.map((block, at) => (at === blocks.length - 1 ? { ...block, mark } : block));
}

function schemaOf(body: JsonObject): JsonObject | undefined {
  const format = asObject(asObject(body.output_config)?.format) ?? asObject(body.output_format);
  return format?.type === "json_schema" ? shape.object(format.schema, "output_config.format.schema") : undefined;
}
