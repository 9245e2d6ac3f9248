import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { shape } from "../openai-chat/shape.js";
import type { PromptBlock, Turn } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";

const MEDIA_TOKENS = 765;
const ROLES = ["system", "developer", "user", "assistant"] as const;
const PARTS = ["input_text", "output_text", "refusal", "input_image", "input_file", "input_audio", "text"] as const;
const CALLS = /^(?:function_call|custom_tool_call|local_shell_call|shell_call|apply_patch_call)$/;

export interface ReadItems {
  readonly blocks: readonly PromptBlock[];
  readonly turn: Turn;
}

/**
 * Checks the input, and that calls and outputs are paired, and gives it as blocks.
 *
 * @throws SandboxProblem naming the item that is wrong.
 */
export function readItems(value: JsonValue | undefined): ReadItems {
  if (typeof value === "string")
    return { blocks: [{ text: value, endsMessage: true }], turn: { kind: "user", text: value } };
  const items = shape.array(value, "input").map((item, index) => shape.object(item, `input[${index}]`));
  checkPairs(items);
  const blocks = items.flatMap((item, index) => readItem(item, `input[${index}]`));
  return { blocks, turn: turnOf(items) };
}

function typeOf(item: JsonObject): string {
  return asString(item.type) ?? (item.role === undefined ? "" : "message");
}

function readItem(item: JsonObject, param: string): readonly PromptBlock[] {
  const type = typeOf(item);
  if (type === "message") {
    const role = shape.oneOf(item.role, `${param}.role`, ROLES);
    return readContent(item.content, `${param}.content`, `\n${role}\n`, role !== "assistant");
  }
  if (type === "function_call") {
    const name = shape.string(item.name, `${param}.name`);
    return [{ text: `\ncall ${name} ${shape.string(item.arguments, `${param}.arguments`)}` }];
  }
  if (type.endsWith("_call_output")) {
    if (type === "local_shell_call_output" || type === "shell_call_output")
      return [{ text: JSON.stringify(item.output), endsMessage: true }];
    return readContent(item.output, `${param}.output`, `\nresult ${String(item.call_id)}\n`, true);
  }
  if (type === "reasoning") shape.array(item.summary, `${param}.summary`);
  if (type === "") throw wrong(`Missing required parameter: '${param}.type'.`, `${param}.type`);
  return [{ text: JSON.stringify(item) }];
}

function readContent(
  value: JsonValue | undefined,
  param: string,
  head: string,
  endsMessage: boolean,
): readonly PromptBlock[] {
  if (typeof value === "string") return [{ text: head + value, ...(endsMessage && { endsMessage }) }];
  const parts = shape.array(value, param).map((item, index) => readPart(item, `${param}[${index}]`));
  return parts.map((part, at) => ({
    ...part,
    text: at === 0 ? head + part.text : part.text,
    ...(endsMessage && at === parts.length - 1 && { endsMessage }),
  }));
}

function readPart(value: JsonValue, param: string): PromptBlock {
  const part = shape.object(value, param);
  const type = shape.oneOf(part.type, `${param}.type`, PARTS);
  const mark = asObject(part.prompt_cache_breakpoint) === undefined ? {} : { mark: "5m" as const };
  if (type.endsWith("text")) return { text: shape.string(part.text, `${param}.text`), ...mark };
  if (type === "refusal") return { text: shape.string(part.refusal, `${param}.refusal`) };
  return { text: JSON.stringify(part), tokens: MEDIA_TOKENS, ...mark };
}

/** Each output answers a call before it, and each call has its output somewhere behind it. */
function checkPairs(items: readonly JsonObject[]): void {
  const open = new Set<string>();
  const answered = new Set<string>();
  for (const [index, item] of items.entries()) {
    const type = typeOf(item);
    if (CALLS.test(type)) open.add(callId(item, index));
    if (!type.endsWith("_call_output")) continue;
    const id = callId(item, index);
    if (!open.delete(id)) {
      const again = answered.has(id) ? "Duplicate tool output found" : "No tool call found";
      throw wrong(`${again} for function call output with call_id ${id}.`, "input");
    }
    answered.add(id);
  }
  for (const id of open) throw wrong(`No tool output found for function call ${id}.`, "input");
}

function callId(item: JsonObject, index: number): string {
  return asString(item.call_id) ?? shape.string(item.id, `input[${index}].call_id`);
}

function turnOf(items: readonly JsonObject[]): Turn {
  const last = items.at(-1);
  if (last === undefined) return { kind: "other" };
  if (typeOf(last).endsWith("_call_output")) {
    const before = items.findLastIndex((item) => !typeOf(item).endsWith("_call_output"));
    return { kind: "results", count: items.length - 1 - before };
  }
  if (last.role !== "user") return { kind: "other" };
  const parts = Array.isArray(last.content) ? last.content : [{ text: last.content ?? "" }];
  return { kind: "user", text: parts.map((part) => asString(asObject(part)?.text) ?? "").join("\n") };
}
