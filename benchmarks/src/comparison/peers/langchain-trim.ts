import type { JsonObject } from "@headroom/core";
import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  trimMessages,
} from "@langchain/core/messages";
import { callsOf, objectsIn, personText } from "../../bill/session/message-shape.ts";
import { plainStrategy } from "../../bill/strategies/strategy.ts";
import { sendable } from "./sendable.ts";

/** LangChain's trimMessages as its documentation shows it: the newest messages that fit, from a person's on, and the prompt. */
export const langchainTrim = {
  ...plainStrategy("LangChain trimMessages", () => (body) => body),
  start(_session: unknown, { windowTokens, count }: { windowTokens: number; count(text: string): number }) {
    return async (body: JsonObject) => {
      const messages = objectsIn(body.messages);
      const kept = await trimMessages(messages.map(toLangchain), {
        maxTokens: windowTokens,
        strategy: "last",
        startOn: "human",
        includeSystem: true,
        tokenCounter: (list) => list.reduce((sum, message) => sum + tokensOf(message, count), 0),
      });
      // Where nothing fits but the prompt, the list holds `undefined`.
      const left = kept.flatMap((message: BaseMessage | undefined) =>
        objectsIn([messages[Number(message?.id)] ?? null]),
      );
      return { body: sendable(body, left), offloads: new Map<string, string>(), warnings: [] };
    };
  },
};

/** Tokens of a message and its frame, as the bill counts them. */
function tokensOf(message: BaseMessage, count: (text: string) => number): number {
  const called = AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
  const texts = [message.text, ...called.map(({ name, args }) => name + JSON.stringify(args))];
  return texts.reduce((sum, text) => sum + count(text), 4);
}

/** With its place as its id, by which it is found again. */
function toLangchain(message: JsonObject, index: number): BaseMessage {
  const id = String(index);
  const content = typeof message.content === "string" ? message.content : personText(message);
  if (message.role === "system") return new SystemMessage({ id, content });
  if (message.role === "user") return new HumanMessage({ id, content });
  if (message.role === "tool") return new ToolMessage({ id, content, tool_call_id: String(message.tool_call_id) });
  const calls = objectsIn(message.tool_calls).map(({ id: callId }, at) => {
    const { name, arguments: args } = callsOf(message)[at] as { name: string; arguments: string };
    return { id: String(callId), name, args: JSON.parse(args) as Record<string, unknown>, type: "tool_call" as const };
  });
  return new AIMessage({ id, content, tool_calls: calls });
}
