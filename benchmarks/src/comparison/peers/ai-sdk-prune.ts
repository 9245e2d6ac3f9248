import { asString, type JsonObject } from "@headroom/core";
import { type ModelMessage, pruneMessages } from "ai";
import { callsOf, objectsIn } from "../../bill/session/message-shape.ts";
import { plainStrategy } from "../../bill/strategies/strategy.ts";
import { sendable } from "./sendable.ts";

/** The AI SDK's pruneMessages with the setting that its documentation shows: calls and results before the last two messages go. */
export const aiSdkPrune = plainStrategy("AI SDK pruneMessages", () => (body) => {
  const messages = objectsIn(body.messages);
  const pruned = pruneMessages({
    messages: messages.map(toModelMessage),
    toolCalls: "before-last-2-messages",
    emptyMessages: "remove",
  });
  const left = new Set(pruned.flatMap(({ role, content }) => (role === "tool" ? content.flatMap(callIdOf) : [])));
  return sendable(
    body,
    messages.filter((message) => isLeft(message, left)),
  );
});

/** Only calls and results are pruned: whether the ones of this message are left. */
function isLeft(message: JsonObject, left: ReadonlySet<string>): boolean {
  if (message.role === "tool") return left.has(String(message.tool_call_id));
  const calls = objectsIn(message.tool_calls);
  return calls.length === 0 || asString(message.content) !== undefined || calls.some(({ id }) => left.has(String(id)));
}

function callIdOf(part: { readonly type: string; readonly toolCallId?: string }): string[] {
  return part.type === "tool-result" && part.toolCallId !== undefined ? [part.toolCallId] : [];
}

function toModelMessage(message: JsonObject): ModelMessage {
  const text = asString(message.content) ?? "";
  if (message.role === "system") return { role: "system", content: text };
  if (message.role === "user") return { role: "user", content: text };
  if (message.role === "tool") {
    const toolCallId = String(message.tool_call_id);
    return {
      role: "tool",
      content: [{ type: "tool-result", toolCallId, toolName: "tool", output: { type: "text", value: text } }],
    };
  }
  const calls = objectsIn(message.tool_calls).map(({ id }, at) => {
    const { name, arguments: input } = callsOf(message)[at] as { name: string; arguments: string };
    return { type: "tool-call" as const, toolCallId: String(id), toolName: name, input: JSON.parse(input) as unknown };
  });
  return { role: "assistant", content: [...(text === "" ? [] : [{ type: "text" as const, text }]), ...calls] };
}
