import type { JsonObject } from "@headroom/core";
import { objectsIn } from "../../bill/session/message-shape.ts";

/**
 * Trimmed messages as a request, or the request as it was where a provider would refuse them: no word of a person is left, or
 * a call and its result were parted. That is what an application does that looks at what trimming gave.
 */
export function sendable(body: JsonObject, messages: readonly JsonObject[]): JsonObject {
  const called = messages.flatMap(({ tool_calls: calls }) => objectsIn(calls).map(({ id }) => id));
  const answered = messages.flatMap(({ role, tool_call_id: id }) => (role === "tool" ? [id] : []));
  const isPaired = new Set([...called, ...answered]).size === called.length && called.length === answered.length;
  const isAsked = messages.some(({ role }) => role === "user");
  return isPaired && isAsked ? { ...body, messages: [...messages] } : body;
}
