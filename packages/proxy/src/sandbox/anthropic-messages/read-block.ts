import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import type { MarkLife, PromptBlock } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";
import { shape } from "./shape.js";

/** A picture of middling size; what it really costs depends on its pixels. */
const MEDIA_TOKENS = 1600;
const LIVES: readonly MarkLife[] = ["5m", "1h"];

/** The members that a block of a type may have, `type` and `cache_control` aside. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  text: ["text", "citations"],
  image: ["source"],
  document: ["source", "title", "context", "citations"],
  search_result: ["source", "title", "content", "citations"],
  tool_use: ["id", "name", "input", "caller"],
  tool_result: ["tool_use_id", "content", "is_error"],
  thinking: ["thinking", "signature"],
  redacted_thinking: ["data"],
};
/** Blocks of tools that run at the provider; what they hold is not looked at. */
const SERVER_TYPES =
  /^(?:server_tool_use|mcp_tool_use|container_upload|compaction|tool_reference|[a-z_]+_tool_result)$/;

/**
 * A content block, checked.
 *
 * @throws SandboxProblem for a type that does not exist, a member that it does not have, or one that it lacks.
 */
export function readBlock(
  value: JsonValue,
  param: string,
): { readonly block: JsonObject; readonly prompt: PromptBlock } {
  const block = shape.object(value, param);
  const type = shape.string(block.type, `${param}.type`);
  const mark = readMark(block.cache_control, `${param}.cache_control`);
  const members = MEMBERS[type];
  if (members === undefined) {
    if (SERVER_TYPES.test(type)) return { block, prompt: { text: unmarked(block), ...(mark && { mark }) } };
    throw wrong(`${param}: Input tag '${type}' found using 'type' does not match any of the expected tags`, param);
  }
  const extra = Object.keys(block).find(
    (name) => !members.includes(name) && name !== "type" && name !== "cache_control",
  );
  if (extra !== undefined) throw wrong(`${param}.${type}.${extra}: Extra inputs are not permitted`, param);
  const prompt = readKnown(type, block, param);
  if (mark !== undefined && type.endsWith("thinking"))
    throw wrong(`${param}.cache_control: Extra inputs are not permitted`, param);
  if (mark !== undefined && prompt.text === "")
    throw wrong(`${param}: cache_control cannot be set for empty text blocks`, param);
  return { block, prompt: mark === undefined ? prompt : { ...prompt, mark } };
}

function readKnown(type: string, block: JsonObject, param: string): PromptBlock {
  switch (type) {
    case "text": {
      const text = shape.string(block.text, `${param}.text`);
      if (text === "") throw wrong("messages: text content blocks must be non-empty", param);
      return { text };
    }
    case "tool_use":
      return readToolUse(block, param);
    case "tool_result":
      return readToolResult(block, param);
    case "thinking":
      shape.string(block.signature, `${param}.thinking.signature`);
      return { text: shape.string(block.thinking, `${param}.thinking.thinking`) || String(block.signature) };
    case "image":
    case "document":
      shape.object(block.source, `${param}.${type}.source`);
      return { text: unmarked(block), tokens: MEDIA_TOKENS };
    default:
      return { text: unmarked(block) };
  }
}

function readToolUse(block: JsonObject, param: string): PromptBlock {
  const id = shape.string(block.id, `${param}.tool_use.id`);
  if (!/^[a-zA-Z0-9_-]+$/.test(id)) {
    throw wrong(`${param}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`, param);
  }
  const name = shape.string(block.name, `${param}.tool_use.name`);
  if (asObject(block.input) === undefined)
    throw wrong(`${param}.tool_use.input: Input should be a valid dictionary`, param);
  return { text: `\ncall ${id} ${name} ${JSON.stringify(block.input)}` };
}

function readToolResult(block: JsonObject, param: string): PromptBlock {
  const id = shape.string(block.tool_use_id, `${param}.tool_result.tool_use_id`);
  shape.boolean(block.is_error, `${param}.tool_result.is_error`);
  const head = `\nresult ${id}${block.is_error === true ? " error" : ""}\n`;
  const { content } = block;
  if (content === undefined || typeof content === "string") return { text: head + (content ?? "") };
  const parts = shape.array(content, `${param}.tool_result.content`);
  const read = parts.map((part, index) => readBlock(part, `${param}.tool_result.content.${index}`).prompt);
  const media = read.filter(({ tokens }) => tokens !== undefined).length;
  const text = head + read.map((part) => part.text).join("\n");
  return media === 0 ? { text } : { text, tokens: media * MEDIA_TOKENS };
}

/** @throws SandboxProblem for a mark of another type or life. */
export function readMark(value: JsonValue | undefined, param: string): MarkLife | undefined {
  if (value === undefined || value === null) return undefined;
  const mark = shape.object(value, param);
  shape.oneOf(mark.type, `${param}.type`, ["ephemeral"]);
  return mark.ttl === undefined ? "5m" : shape.oneOf(mark.ttl, `${param}.ttl`, LIVES);
}

/** What the provider compares: the block without its mark. */
export function unmarked({ cache_control: _mark, ...rest }: JsonObject): string {
  return JSON.stringify(rest);
}

/** The text that a person wrote. */
export function textOf(block: JsonObject): string {
  return block.type === "text" ? (asString(block.text) ?? "") : "";
}
