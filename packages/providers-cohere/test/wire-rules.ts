import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

const ROLES = ["system", "user", "assistant", "tool"];

/**
 * What the chat API says against a body, or `undefined` when it would accept it. The rules that an added or edited text
 * could break: roles, contents, and results that follow their calls before anything else does.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const messages = asArray(asObject(body)?.messages);
  if (messages === undefined || messages.length === 0) return "messages: at least one message is required";
  let waiting: readonly string[] = [];
  let inResults = false;
  for (const value of messages) {
    const message = asObject(value);
    const role = asString(message?.role) ?? "";
    if (message === undefined || !ROLES.includes(role)) return "role is not known";
    if (!hasContent(message)) return "content must be a text or a list of typed blocks";
    if (role === "tool") {
      const answered = asString(message.tool_call_id) ?? "";
      if (!inResults || !waiting.includes(answered)) return "a result must follow its call";
      waiting = waiting.filter((call) => call !== answered);
      continue;
    }
    if (waiting.length > 0) return "calls must be followed by their results";
    const calls = callsOf(message);
    if (calls.some((id) => id === undefined)) return "tool_calls must have ids";
    waiting = role === "assistant" ? calls.map((id) => id ?? "") : [];
    inResults = waiting.length > 0;
  }
  return waiting.length > 0 ? "calls must be followed by their results" : undefined;
}

function callsOf(message: JsonObject): readonly (string | undefined)[] {
  return (asArray(message.tool_calls) ?? []).map((call) => asString(asObject(call)?.id));
}

function hasContent({ role, content, tool_calls: calls }: JsonObject): boolean {
  if (content === undefined || content === null) return role === "assistant" && asArray(calls) !== undefined;
  if (typeof content === "string") return true;
  const blocks = asArray(content) ?? [];
  return blocks.length > 0 && blocks.every((block) => asString(asObject(block)?.type) !== undefined);
}
