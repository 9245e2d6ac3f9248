import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import type { PromptTool, ToolChoice } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";
import { shape } from "./shape.js";

const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * The functions among the tools of a request.
 *
 * @throws SandboxProblem naming the tool that is wrong.
 */
export function readTools(value: JsonValue | undefined): readonly PromptTool[] {
  if (value === undefined || value === null) return [];
  return shape.array(value, "tools").flatMap((item, index) => {
    const tool = shape.object(item, `tools[${index}]`);
    const type = shape.oneOf(tool.type, `tools[${index}].type`, ["function", "custom"]);
    const named = shape.object(tool[type], `tools[${index}].${type}`);
    return type === "function" ? [readFunction(named, `tools[${index}].function`)] : [];
  });
}

/** A function by its name, description and parameters, however deep it stands in a request. */
export function readFunction(named: JsonObject, param: string): PromptTool {
  const name = shape.string(named.name, `${param}.name`);
  if (!NAME.test(name)) {
    const message = `Invalid '${param}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
    throw wrong(message, `${param}.name`);
  }
  const schema = named.parameters ?? { type: "object", properties: {} };
  return { name, description: asString(named.description) ?? "", schema: shape.object(schema, `${param}.parameters`) };
}

/**
 * Which tools the answer may or must call.
 *
 * @throws SandboxProblem for a choice that is none, or that names no tool of the request.
 */
export function readToolChoice(value: JsonValue | undefined, tools: readonly PromptTool[]): ToolChoice {
  if (value === undefined || value === null) return { type: "auto" };
  const chosen = asObject(value);
  if (chosen === undefined) {
    const type = shape.oneOf(value, "tool_choice", ["none", "auto", "required"]);
    if (type !== "none" && tools.length === 0) {
      throw wrong(
        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
        "tool_choice",
      );
    }
    return { type };
  }
  const name = asString(asObject(chosen.function)?.name) ?? asString(chosen.name);
  if (name === undefined) return { type: "auto" };
  if (tools.some((tool) => tool.name === name)) return { type: "tool", name };
  throw wrong(`Invalid value for 'tool_choice': the tool '${name}' is not in 'tools'.`, "tool_choice");
}
