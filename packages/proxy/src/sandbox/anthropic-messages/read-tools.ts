import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import type { PromptBlock, PromptTool, ToolChoice } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";
import { readMark, unmarked } from "./read-block.js";
import { shape } from "./shape.js";

const NAME = /^[a-zA-Z0-9_-]{1,128}$/;

export interface ReadTools {
  readonly tools: readonly PromptTool[];
  readonly blocks: readonly PromptBlock[];
}

/**
 * Checks tool definitions. Tools that run at the provider, and those whose loading is deferred, are not called.
 *
 * @throws SandboxProblem naming the tool that is wrong.
 */
export function readTools(value: JsonValue | undefined): ReadTools {
  if (value === undefined || value === null) return { tools: [], blocks: [] };
  const items = shape.array(value, "tools").map((item, index) => shape.object(item, `tools.${index}`));
  const tools = items.flatMap((item, index) => readTool(item, `tools.${index}`));
  if (new Set(tools.map(({ name }) => name)).size < tools.length)
    throw wrong("tools: Tool names must be unique.", "tools");
  const blocks = items.map((item, index) => {
    const mark = readMark(item.cache_control, `tools.${index}.cache_control`);
    return { text: unmarked(item), ...(mark && { mark }) };
  });
  return { tools, blocks };
}

function readTool(item: JsonObject, param: string): readonly PromptTool[] {
  if (item.type !== undefined && item.type !== null && item.type !== "custom") return [];
  const name = shape.string(item.name, `${param}.custom.name`);
  if (!NAME.test(name))
    throw wrong(`${param}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`, param);
  if (item.input_schema === undefined) throw wrong(`${param}.custom.input_schema: Field required`, param);
  const schema = shape.object(item.input_schema, `${param}.custom.input_schema`);
  if (schema.type !== "object") throw wrong(`${param}.custom.input_schema.type: Input should be 'object'`, param);
  return item.defer_loading === true ? [] : [{ name, description: asString(item.description) ?? "", schema }];
}

/** @throws SandboxProblem for a choice that is none, or that names no tool of the request. */
export function readToolChoice(
  value: JsonValue | undefined,
  tools: readonly PromptTool[],
): { readonly choice: ToolChoice; readonly parallel: boolean } {
  if (value === undefined || value === null) return { choice: { type: "auto" }, parallel: true };
  const given = shape.object(value, "tool_choice");
  const type = shape.oneOf(given.type, "tool_choice.type", ["auto", "any", "tool", "none"]);
  const parallel = given.disable_parallel_tool_use !== true;
  if (type === "any") return { choice: { type: "required" }, parallel };
  if (type !== "tool") return { choice: { type }, parallel };
  const name = shape.string(asObject(value)?.name, "tool_choice.tool.name");
  if (tools.some((tool) => tool.name === name)) return { choice: { type: "tool", name }, parallel };
  throw wrong(`tool_choice.tool.name: Tool '${name}' not found in provided tools`, "tool_choice");
}
