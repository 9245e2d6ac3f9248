import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** A body that is a chat completions request, as far as anything relies on it. */
export interface ChatRequest {
  readonly body: JsonObject;
  readonly model: string;
  readonly messages: readonly JsonValue[];
}

type Mark = "own" | "foreign" | undefined;

const OWN_ROLES = new Set(["tool", "function", "developer"]);
const OWN_BLOCKS = new Set(["image_url", "input_audio"]);
const FOREIGN_BLOCKS = new Set(["tool_use", "tool_result"]);

/**
 * The request in `body`, or `undefined` when it is none of the chat completions format.
 *
 * Formats with `messages` look alike, so the first mark that tells them apart decides, in prompt order. Messages that are
 * appended later therefore cannot change the answer once there was anything to edit: a tool call is such a mark.
 */
export function recogniseRequest(body: JsonValue): ChatRequest | undefined {
  const request = asObject(body);
  const messages = asArray(request?.messages);
  if (request === undefined || messages === undefined) {
    return undefined;
  }
  // Some servers take the model from the address.
  const { model = "" } = request;
  if (typeof model !== "string" || asString(asObject(messages[0])?.role) === undefined) {
    return undefined;
  }
  return firstMark(request, messages) === "foreign" ? undefined : { body: request, model, messages };
}

function firstMark(request: JsonObject, messages: readonly JsonValue[]): Mark {
  const frame = toolMark(request);
  if (frame !== undefined) {
    return frame;
  }
  for (const message of messages) {
    const mark = messageMark(message);
    if (mark !== undefined) {
      return mark;
    }
  }
  // A system text apart from the messages belongs to another format.
  return typeof request.system === "string" || Array.isArray(request.system) ? "foreign" : undefined;
}

function toolMark({ tools, functions }: JsonObject): Mark {
  const tool = asObject(asArray(tools)?.[0]);
  if (Array.isArray(functions) || asObject(tool?.function) !== undefined || asObject(tool?.custom) !== undefined) {
    return "own";
  }
  return asObject(tool?.input_schema) === undefined ? undefined : "foreign";
}

function messageMark(value: JsonValue): Mark {
  const message = asObject(value);
  if (OWN_ROLES.has(asString(message?.role) ?? "") || asArray(message?.tool_calls) !== undefined) {
    return "own";
  }
  for (const block of asArray(message?.content) ?? []) {
    const type = asString(asObject(block)?.type) ?? "";
    if (FOREIGN_BLOCKS.has(type)) {
      return "foreign";
    }
    if (OWN_BLOCKS.has(type)) {
      return "own";
    }
  }
  return undefined;
}
