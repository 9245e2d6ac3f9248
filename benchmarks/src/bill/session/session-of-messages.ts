import type { JsonObject, JsonValue } from "@headroom/core";
import { familyOf } from "./family.ts";
import { personText } from "./message-shape.ts";
import type { Format, Session, Turn } from "./session.ts";

/** A conversation as the list of its messages. */
export interface MessageList {
  readonly name: string;
  readonly format: Format;
  readonly messages: readonly JsonObject[];
  /** Members of every request beside the messages, such as `system` and `tools`. */
  readonly request?: JsonObject;
  /** What is known of the request that a message answers, by the message's index. */
  readonly known?: (index: number) => Pick<Turn, "at" | "model" | "usage">;
  readonly withoutPrefix?: boolean;
}

/** The requests of a list of messages: everything before each answer of the assistant. */
export function sessionOfMessages(list: MessageList): Session {
  const { name, format, messages, request = {}, known = () => ({}) } = list;
  const turns = messages.flatMap((answer, index): Turn[] => {
    if (answer.role !== "assistant" || index === 0) return [];
    const before = messages.slice(0, index) as JsonValue[];
    const afterPerson = index > 1 && personText(messages[index - 1] as JsonObject) !== "";
    return [{ body: { ...request, messages: before }, answer, afterPerson, ...known(index) }];
  });
  return { name, format, family: familyOf(messages), turns, withoutPrefix: list.withoutPrefix ?? false };
}
