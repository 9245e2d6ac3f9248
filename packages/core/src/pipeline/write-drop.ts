import type { DropEdit } from "../conversation/edit.js";
import { isInRun, type MessageRun, messagePath } from "../conversation/message-run.js";
import type { Part } from "../conversation/part.js";
import type { Change } from "../document/request-document.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import type { PlanInput } from "./plan.js";

/** The parts of messages, in prompt order. */
export function partsIn(parts: readonly Part[], messages: MessageRun): readonly Part[] {
  return parts.filter((part) => isInRun(part, messages));
}

/** Where the first of some messages stands; `undefined` where they stand in no list. */
export function runPath(messages: MessageRun, { conversation }: Pick<PlanInput, "conversation">): JsonPath | undefined {
  const part = conversation.parts.find(({ messageIndex }) => messageIndex === messages.first);
  return part && messagePath(part);
}

/** The source of messages, as a JSON list; `undefined` where they stand in no list. */
export function runSource(messages: MessageRun, input: PlanInput): string | undefined {
  const path = runPath(messages, input);
  return path && `[${input.rawRun(path, countOf(messages))}]`;
}

/** A drop as it is written into the body: one message of the user in the place of all. */
export function dropChange({ messages, text }: DropEdit, path: JsonPath, input: PlanInput): Change {
  const value = userMessage(text, messages.first, path, input);
  return { type: "replace-run", path, count: countOf(messages), json: JSON.stringify(value), values: [value] };
}

/** A message of the user, as the dialect writes one. */
export function userMessage(
  text: string,
  messageIndex: number,
  path: JsonPath,
  { settings: { dialect }, body }: Pick<PlanInput, "settings" | "body">,
): JsonValue {
  const anchor = dialect.anchors(body).find(({ adds }) => adds === "message");
  return dialect.insertion(anchor ?? { path, messageIndex, adds: "message" }, text);
}

function countOf({ first, last }: MessageRun): number {
  return last - first + 1;
}
