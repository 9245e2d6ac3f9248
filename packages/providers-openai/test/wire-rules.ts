import type { JsonValue } from "@headroom/core";

interface Message {
  readonly role: string;
  readonly content?: JsonValue;
  readonly name?: string;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly { readonly id: string }[] | null;
  readonly function_call?: { readonly name: string } | null;
}

const ROLES = ["developer", "system", "user", "assistant", "tool", "function"];

/**
 * What the chat completions API says against a body, or `undefined` when it would accept it. The rules that an added or
 * edited text could break: roles, contents, and results that follow their calls before anything else does.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const { messages } = body as { messages?: readonly (Message | null)[] };
  if (!Array.isArray(messages) || messages.length === 0) return "messages: at least one message is required";
  let waiting: readonly string[] = [];
  let inResults = false;
  for (const message of messages as readonly (Message | null)[]) {
    if (message === null || typeof message !== "object" || !ROLES.includes(message.role)) return "role is not known";
    const objection = objectionToContent(message);
    if (objection !== undefined) return objection;
    if (message.role === "tool" || message.role === "function") {
      const answered = message.role === "tool" ? `id ${message.tool_call_id}` : `name ${message.name}`;
      if (!inResults || !waiting.includes(answered)) return "a result must follow its call";
      waiting = waiting.filter((call) => call !== answered);
      continue;
    }
    if (waiting.length > 0) return "calls must be followed by their results";
    const calls = callsOf(message);
    if (calls === undefined) return "tool_calls must have ids";
    waiting = calls;
    inResults = calls.length > 0;
  }
  return waiting.length > 0 ? "calls must be followed by their results" : undefined;
}

function callsOf(message: Message): readonly string[] | undefined {
  if (message.role !== "assistant") return [];
  const list = message.tool_calls ?? [];
  if (!Array.isArray(list) || !list.every((call) => typeof call?.id === "string")) return undefined;
  const named = typeof message.function_call?.name === "string" ? [`name ${message.function_call.name}`] : [];
  return [...list.map((call) => `id ${call.id}`), ...named];
}

function objectionToContent({ role, content, tool_calls: calls, function_call: call }: Message): string | undefined {
  if (content === null || content === undefined) {
    const mayBeEmpty = role === "assistant" && (Array.isArray(calls) || typeof call === "object");
    return mayBeEmpty ? undefined : "content is required";
  }
  if (typeof content === "string") return undefined;
  const parts = Array.isArray(content) ? (content as readonly ({ type?: string } | null)[]) : [];
  const typed = parts.length > 0 && parts.every((part) => typeof part?.type === "string");
  return typed ? undefined : "content must be a text or a list of typed parts";
}
