import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

const CALLS = ["function_call", "custom_tool_call", "local_shell_call", "shell_call", "apply_patch_call"];
const OUTPUTS = CALLS.map((type) => `${type}_output`);
const OTHERS = ["reasoning", "item_reference", "compaction", "web_search_call"];
const ROLES = ["user", "assistant", "system", "developer"];
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  assistant: ["output_text", "refusal"],
  output: ["input_text", "input_image", "input_file"],
  other: ["input_text", "input_image", "input_file", "input_audio"],
};

/**
 * What the responses API says against a body, or `undefined` when it would accept it. The rules that an added or edited
 * text could break: items, contents, outputs that follow their calls before anything else does, and reasoning that is
 * followed by what it led to.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const request = asObject(body);
  const input = asArray(request?.input);
  if (request === undefined || input === undefined || input.length === 0) return "input: at least one item is required";
  const held = typeof request.previous_response_id === "string" || input.some(isReference);
  let waiting: readonly string[] = [];
  let reasoned = false;
  for (const value of input) {
    const item = asObject(value);
    const type = item === undefined ? undefined : typeOf(item);
    if (item === undefined || type === undefined) return "an item must have a type";
    const objection = objectionToItem(item, type);
    if (objection !== undefined) return objection;
    const id = asString(item.call_id) ?? asString(item.id) ?? "";
    if (reasoned && (item.role === "user" || OUTPUTS.includes(type))) return "reasoning without its following item";
    reasoned = type === "reasoning";
    if (CALLS.includes(type)) {
      if (typeof item.call_id !== "string") return "call_id is required";
      waiting = [...waiting, id];
    } else if (OUTPUTS.includes(type)) {
      if (!waiting.includes(id) && !held) return "no call found for this output";
      waiting = waiting.filter((call) => call !== id);
    } else if (waiting.length > 0 && type === "message") return "calls must be followed by their outputs";
  }
  return waiting.length > 0 ? "no output found for a call" : undefined;
}

function typeOf(item: JsonObject): string | undefined {
  if (item.type !== undefined) return asString(item.type);
  return item.role === undefined ? (isReference(item) ? "item_reference" : undefined) : "message";
}

function isReference(value: JsonValue): boolean {
  const item = asObject(value);
  return item?.type === "item_reference" || (Object.keys(item ?? {}).join() === "id" && typeof item?.id === "string");
}

function objectionToItem(item: JsonObject, type: string): string | undefined {
  if (type === "message") {
    if (!ROLES.includes(asString(item.role) ?? "")) return "role is not known";
    return objectionToContent(item.content, item.role === "assistant" ? "assistant" : "other");
  }
  if (type === "shell_call_output") return Array.isArray(item.output) ? undefined : "output must be a list";
  if (OUTPUTS.includes(type)) return objectionToContent(item.output, "output");
  return CALLS.includes(type) || OTHERS.includes(type) ? undefined : "type is not known";
}

function objectionToContent(content: JsonValue | undefined, place: string): string | undefined {
  if (typeof content === "string") return undefined;
  const blocks = asArray(content) ?? [];
  const known = blocks.every((block) => BLOCKS[place]?.includes(asString(asObject(block)?.type) ?? "") === true);
  return blocks.length > 0 && known ? undefined : "content must be a text or a list of typed parts";
}
