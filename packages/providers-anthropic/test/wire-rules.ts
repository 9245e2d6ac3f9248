import type { JsonValue } from "@headroom/core";

interface Block {
  readonly type?: string;
  readonly id?: string;
  readonly tool_use_id?: string;
  readonly text?: string;
  readonly cache_control?: JsonValue;
}

interface Message {
  readonly role: string;
  readonly blocks: readonly Block[];
}

const MAX_MARKERS = 4;

/**
 * What the messages API says against a body, or `undefined` when it would accept it. The rules that an added or edited text
 * could break: roles, order, pairs of calls and results, empty texts, number of markers.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const { messages, system } = body as {
    messages: readonly { role: string; content: JsonValue }[];
    system?: JsonValue;
  };
  if (!Array.isArray(messages) || messages.length === 0) return "messages: at least one message is required";
  const read: Message[] = [];
  for (const message of messages) {
    const blocks = blocksOf(message?.content);
    if (blocks === undefined) return "content: a text or a list of blocks is required";
    if (!["user", "assistant", "system"].includes(message.role)) return `role ${message.role} is not known`;
    read.push({ role: message.role, blocks });
  }
  if (read[0]?.role !== "user") return "the first message must be a user message";
  const marked = JSON.stringify([system ?? null, messages]).split('"cache_control":').length - 1;
  if (marked > MAX_MARKERS) return "at most four blocks may have cache_control";
  return firstObjection(read.map((message, at) => objectionTo(message, at, read)));
}

function firstObjection(objections: readonly (string | undefined)[]): string | undefined {
  return objections.find((objection) => objection !== undefined);
}

function objectionTo(message: Message, at: number, messages: readonly Message[]): string | undefined {
  const before = messages[at - 1];
  const after = messages[at + 1];
  if (message.blocks.some((block) => block.type === "text" && block.text === ""))
    return "text blocks must be non-empty";
  if (message.role === "system") {
    if (before?.role !== "user") return "a system message must follow a user message";
    return after === undefined || after.role === "assistant"
      ? undefined
      : "only an assistant may follow a system message";
  }
  if (message.role === "assistant") {
    const answered = new Set(after?.role === "user" ? idsOf(after, "tool_result") : []);
    const calls = idsOf(message, "tool_use");
    if (after?.role === "assistant" && calls.length > 0) return "results must follow their calls";
    return calls.every((id) => answered.has(id))
      ? undefined
      : "every tool_use must have its result in the next message";
  }
  return objectionToUser(message, before);
}

function objectionToUser(message: Message, before: Message | undefined): string | undefined {
  const results = message.blocks.filter((block) => block.type === "tool_result").length;
  if (message.blocks.slice(0, results).some((block) => block.type !== "tool_result")) return "results must stand first";
  if (results === 0) return undefined;
  const calls = before?.role === "assistant" ? idsOf(before, "tool_use") : [];
  const known = idsOf(message, "tool_result").every((id) => calls.includes(id));
  return known && results === new Set(calls).size ? undefined : "a result without its call, or twice";
}

function idsOf(message: Message, type: "tool_use" | "tool_result"): readonly string[] {
  const member = type === "tool_use" ? "id" : "tool_use_id";
  return message.blocks.flatMap((block) => (block.type === type ? [String(block[member])] : []));
}

function blocksOf(content: JsonValue | undefined): readonly Block[] | undefined {
  if (typeof content === "string") return content === "" ? undefined : [{ type: "text", text: content }];
  if (!Array.isArray(content) || content.length === 0) return undefined;
  const blocks = content as readonly JsonValue[];
  return blocks.every((block) => typeof (block as Block | null)?.type === "string")
    ? (blocks as readonly Block[])
    : undefined;
}
