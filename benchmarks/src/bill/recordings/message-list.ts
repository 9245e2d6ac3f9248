import { asArray, asObject, asString, type JsonObject } from "@headroom/core";
import { objectsIn, partsOf } from "../session/message-shape.ts";
import type { Format, RealUsage, Session } from "../session/session.ts";
import { sessionOfMessages } from "../session/session-of-messages.ts";
import { objectOrJson, timeIn } from "./json-values.ts";
import { readRealUsage } from "./real-usage.ts";
import type { RecordingShape } from "./recording-shape.ts";

const TIMES = ["timestamp", "created_at", "createdAt", "time", "ts", "created"];

/**
 * `{ format?, messages, system?, tools?, model? }`, a list of messages, or lines of messages. An answer may carry the
 * provider's `usage`, its own or that of a `response` beside it or in `extra`, as trajectories of agents do.
 */
export const messageList: RecordingShape = {
  name: "list of messages",
  read(name, objects) {
    const [first] = objects;
    if (first === undefined) return undefined;
    if (objects.every(({ role }) => typeof role === "string")) return [sessionOf(name, { messages: [...objects] })];
    const lists = objects.filter(({ messages }) => objectsIn(messages).some(({ role }) => role === "assistant"));
    if (lists.length < objects.length) return undefined;
    return lists.map((list, index) => sessionOf(lists.length === 1 ? name : `${name}#${index + 1}`, list));
  },
};

function sessionOf(name: string, list: JsonObject): Session {
  const messages = objectsIn(list.messages);
  const request = Object.fromEntries(
    ["system", "tools"].flatMap((key) => (list[key] === undefined ? [] : [[key, list[key]]])),
  );
  const model = asString(list.model);
  const known = (index: number) => {
    const answer = messages[index] as JsonObject;
    const response = responseOf(answer);
    const at = timeIn(response, ["created"]) ?? timeIn(messages[index - 1], TIMES) ?? timeIn(answer, TIMES);
    const usage = usageOf(answer, response);
    const own = asString(response?.model) ?? asString(answer.model) ?? model;
    return {
      ...(at !== undefined && { at }),
      ...(usage !== undefined && { usage }),
      ...(own !== undefined && { model: own }),
    };
  };
  const withoutPrefix = list.system === undefined && list.tools === undefined;
  return sessionOfMessages({ name, format: formatOf(list, messages), messages, request, known, withoutPrefix });
}

function responseOf(answer: JsonObject): JsonObject | undefined {
  return objectOrJson(answer.response) ?? objectOrJson(asObject(answer.extra)?.response);
}

function usageOf(answer: JsonObject, response: JsonObject | undefined): RealUsage | undefined {
  return (
    readRealUsage(answer.usage) ??
    readRealUsage(response?.usage) ??
    readRealUsage(asObject(answer.extra)?.usage) ??
    readRealUsage(asObject(answer.response_metadata)?.usage)
  );
}

/** The format that is named, or the one that the messages are written in. */
export function formatOf(list: JsonObject, messages: readonly JsonObject[]): Format {
  if (list.format === "anthropic-messages" || list.format === "openai-chat") return list.format;
  if (list.system !== undefined) return "anthropic-messages";
  const blocks = messages.flatMap((message) => (asArray(message.content) === undefined ? [] : partsOf(message)));
  return blocks.some(({ type }) => type === "tool_use" || type === "tool_result")
    ? "anthropic-messages"
    : "openai-chat";
}
