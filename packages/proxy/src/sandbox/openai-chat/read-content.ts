import { asObject, type JsonValue } from "@headroom/core";
import type { PromptBlock } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";
import { shape } from "./shape.js";

/** A picture of middling size; what it really costs depends on its pixels. */
const MEDIA_TOKENS = 765;

/** Parts that a message of a role may have; other roles take text alone. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  user: ["text", "image_url", "input_audio", "file"],
  assistant: ["text", "refusal"],
};

/**
 * The content of a message as blocks, `undefined` where there is none.
 *
 * @throws SandboxProblem when it is neither a string nor a list of parts that the role may have.
 */
export function readContent(
  value: JsonValue | undefined,
  param: string,
  role: string,
): readonly PromptBlock[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return [{ text: value }];
  const parts = shape.array(value, param);
  if (parts.length === 0) throw wrong(`Invalid '${param}': empty array. Expected at least one part.`, param);
  return parts.map((part, index) => readPart(part, `${param}[${index}]`, PARTS[role] ?? ["text"]));
}

function readPart(value: JsonValue, param: string, allowed: readonly string[]): PromptBlock {
  const part = shape.object(value, param);
  const type = shape.oneOf(part.type, `${param}.type`, allowed);
  const mark = asObject(part.prompt_cache_breakpoint) === undefined ? {} : { mark: "5m" as const };
  if (type === "text" || type === "refusal") return { text: shape.string(part[type], `${param}.${type}`), ...mark };
  shape.object(part[type], `${param}.${type}`);
  return { text: JSON.stringify(part[type]), tokens: MEDIA_TOKENS, ...mark };
}
