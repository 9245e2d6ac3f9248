import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

const ROLES = ["system", "developer", "user", "assistant", "tool"];

/**
 * What a gateway, or the provider behind it, says against a body; `undefined` when it would be accepted. The rules that an
 * added or edited text could break.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const messages = asArray(asObject(body)?.messages) ?? [];
  if (messages.length === 0) return "messages: at least one message is required";
  let waiting: readonly string[] = [];
  for (const value of messages) {
    const message = asObject(value);
    if (message === undefined || !ROLES.includes(asString(message.role) ?? "")) return "role is not known";
    if (!hasContent(message)) return "content must be a text or a list of typed parts";
    if (message.role === "tool") {
      const answered = asString(message.tool_call_id) ?? "";
      if (!waiting.includes(answered)) return "a result must follow its call";
      waiting = waiting.filter((id) => id !== answered);
      continue;
    }
    if (waiting.length > 0) return "calls must be followed by their results";
    const calls = message.role === "assistant" ? (asArray(message.tool_calls ?? []) ?? [null]) : [];
    waiting = calls.map((call) => asString(asObject(call)?.id) ?? "");
    if (waiting.includes("")) return "calls must have ids";
  }
  return waiting.length > 0 ? "calls must be followed by their results" : undefined;
}

function hasContent({ role, content, tool_calls: calls }: JsonObject): boolean {
  if (content === null || content === undefined) return role === "assistant" && Array.isArray(calls);
  if (typeof content === "string") return true;
  const parts = asArray(content) ?? [];
  return parts.length > 0 && parts.every((part) => typeof asObject(part)?.type === "string");
}
