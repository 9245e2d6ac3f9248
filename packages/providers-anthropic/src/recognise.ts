import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** A body that is a messages request, as far as anything relies on it. */
export interface MessagesRequest {
  readonly body: JsonObject;
  readonly model: string;
  readonly messages: readonly JsonValue[];
}

type Mark = "own" | "foreign" | undefined;

const OWN_BLOCKS = new Set(["tool_use", "tool_result", "server_tool_use", "redacted_thinking", "document", "image"]);
const FOREIGN_BLOCKS = new Set(["image_url", "input_audio"]);
const FOREIGN_ROLES = new Set(["tool", "function", "developer"]);

/**
 * The request in `body`, or `undefined` when it is none of the messages format.
 *
 * Formats with `messages` look alike, so the first mark that tells them apart decides, in prompt order. Messages that are
 * appended later therefore cannot change the answer once there was anything to edit: a tool call is such a mark.
 */
export function recogniseRequest(body: JsonValue): MessagesRequest | undefined {
  const request = asObject(body);
  const messages = asArray(request?.messages);
  if (request === undefined || messages === undefined) {
    return undefined;
  }
  const { model = "" } = request;
  if (typeof model !== "string" || asString(asObject(messages[0])?.role) === undefined) {
    return undefined;
  }
  return firstMark(request, messages) === "foreign" ? undefined : { body: request, model, messages };
}

function firstMark(request: JsonObject, messages: readonly JsonValue[]): Mark {
  const frame = toolMark(asArray(request.tools)?.[0]);
  if (frame !== undefined) {
    return frame;
  }
  for (const message of messages) {
    const mark = messageMark(message);
    if (mark !== undefined) {
      return mark;
    }
  }
  return undefined;
}

function toolMark(value: JsonValue | undefined): Mark {
  const tool = asObject(value);
  if (tool === undefined) {
    return undefined;
  }
  const nested =
    tool.type === "function" || asObject(tool.function) !== undefined || asObject(tool.custom) !== undefined;
  return nested ? "foreign" : "own";
}

function messageMark(value: JsonValue): Mark {
  const message = asObject(value);
  if (FOREIGN_ROLES.has(asString(message?.role) ?? "") || asArray(message?.tool_calls) !== undefined) {
    return "foreign";
  }
  for (const block of asArray(message?.content) ?? []) {
    const type = asString(asObject(block)?.type) ?? "";
    if (OWN_BLOCKS.has(type)) {
      return "own";
    }
    if (FOREIGN_BLOCKS.has(type)) {
      return "foreign";
    }
  }
  return undefined;
}
