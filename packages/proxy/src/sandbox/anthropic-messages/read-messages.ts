import type { JsonObject, JsonValue } from "@headroom/core";
import type { PromptBlock, Turn } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";
import { checkPairs } from "./check-pairs.js";
import { readBlock, textOf } from "./read-block.js";
import { shape } from "./shape.js";

/** A message whose content is a list of checked blocks. */
export interface ReadMessage {
  readonly role: "user" | "assistant" | "system";
  readonly blocks: readonly JsonObject[];
  readonly prompt: readonly PromptBlock[];
}

/**
 * Checks messages, and that calls and results are paired.
 *
 * @throws SandboxProblem naming the message or block that is wrong.
 */
export function readMessages(value: JsonValue | undefined): readonly ReadMessage[] {
  if (value === undefined) throw wrong("messages: Field required", "messages");
  const messages = shape.array(value, "messages").map((message, index, all) => readMessage(message, index, all.length));
  const [first] = messages;
  if (first === undefined) throw wrong("messages: at least one message is required", "messages");
  if (first.role === "assistant") throw wrong('messages: first message must use the "user" role', "messages");
  checkPairs(messages);
  return messages;
}

function readMessage(value: JsonValue, index: number, length: number): ReadMessage {
  const param = `messages.${index}`;
  const message = shape.object(value, param);
  const role = shape.oneOf(message.role, `${param}.role`, ["user", "assistant", "system"]);
  const read = readContent(message.content, `${param}.content`);
  if (read.length === 0 && !(role === "assistant" && index === length - 1)) {
    throw wrong(
      `${param}: all messages must have non-empty content except for the optional final assistant message`,
      param,
    );
  }
  const last = read.at(-1)?.block;
  if (role === "assistant" && index === length - 1 && last !== undefined && /\s$/.test(textOf(last))) {
    throw wrong("messages: final assistant content cannot end with trailing whitespace", param);
  }
  const prompt = read.map((part, at) =>
    at === 0 ? { ...part.prompt, text: `\n${role}\n${part.prompt.text}` } : part.prompt,
  );
  return { role, blocks: read.map(({ block }) => block), prompt };
}

/** A string is the same as one text block. */
function readContent(value: JsonValue | undefined, param: string) {
  if (value === undefined) throw wrong(`${param}: Field required`, param);
  if (value === "") return [];
  if (typeof value === "string") return [readBlock({ type: "text", text: value }, `${param}.0`)];
  return shape.array(value, param).map((block, index) => readBlock(block, `${param}.${index}`));
}

/** What the conversation waits for. Words of the system do not change whose turn it is. */
export function turnOf(messages: readonly ReadMessage[]): Turn {
  const last = messages.findLast(({ role }) => role !== "system");
  if (last?.role !== "user") return { kind: "other" };
  const count = last.blocks.filter(({ type }) => type === "tool_result").length;
  if (count > 0) return { kind: "results", count };
  return { kind: "user", text: last.blocks.map(textOf).join("\n") };
}
