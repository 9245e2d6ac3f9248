import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** Who may speak after whom; nobody before the first message. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  "": ["system", "user", "assistant"],
  system: ["system", "user", "assistant"],
  user: ["system", "user", "assistant"],
  assistant: ["user", "assistant", "tool"],
  tool: ["assistant", "tool"],
};

/**
 * What the chat API says against a body, or `undefined` when it would accept it. The rules that an added or edited text
 * could break: who speaks after whom, contents, and results of calls.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const messages = asArray(asObject(body)?.messages);
  if (messages === undefined || messages.length === 0) return "messages: at least one message is required";
  let before = "";
  let waiting: readonly string[] = [];
  for (const value of messages) {
    const message = asObject(value);
    const role = asString(message?.role) ?? "";
    if (message === undefined || !(AFTER[before] ?? []).includes(role)) return `unexpected role after ${before}`;
    if (!hasContent(message)) return "content must be a text or a list of typed chunks";
    if (role === "tool") {
      const answered = `${message.tool_call_id ?? message.name}`;
      if (!waiting.includes(answered)) return "a result must follow its call";
      waiting = waiting.filter((call) => call !== answered);
    } else {
      if (waiting.length > 0) return "not as many results as calls";
      const calls = asArray(message.tool_calls) ?? [];
      if (calls.length > 0 && role !== "assistant") return "only assistants call";
      waiting = calls.map((call) => asString(asObject(call)?.id) ?? "no id");
    }
    before = role;
  }
  if (waiting.length > 0) return "not as many results as calls";
  const isPrefix = asObject(messages.at(-1) ?? null)?.prefix === true;
  return before === "user" || before === "tool" || isPrefix ? undefined : "the last role must be user or tool";
}

function hasContent({ role, content, tool_calls: calls }: JsonObject): boolean {
  if (content === undefined || content === null) return role === "assistant" && asArray(calls) !== undefined;
  if (typeof content === "string") return true;
  const chunks = asArray(content) ?? [];
  return chunks.length > 0 && chunks.every((chunk) => asString(asObject(chunk)?.type) !== undefined);
}
