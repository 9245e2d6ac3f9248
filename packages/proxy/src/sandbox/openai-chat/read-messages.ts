import { asObject, type JsonObject, type JsonValue } from "@headroom/core";
import type { PromptBlock, Turn } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";
import { readContent } from "./read-content.js";
import { shape } from "./shape.js";

const ROLES = ["system", "developer", "user", "assistant", "tool", "function"] as const;

export interface ReadMessages {
  readonly blocks: readonly PromptBlock[];
  readonly turn: Turn;
}

/**
 * Checks messages, and that calls and results are paired, and gives them as blocks.
 *
 * @throws SandboxProblem naming the member that is wrong.
 */
export function readMessages(value: JsonValue | undefined): ReadMessages {
  const messages = shape.array(value, "messages").map((message, index) => shape.object(message, `messages[${index}]`));
  if (messages.length === 0) throw wrong("Invalid 'messages': empty array. Expected at least one message.", "messages");
  checkPairs(messages);
  const blocks = messages.flatMap((message, index) => blocksOf(message, `messages[${index}]`));
  return { blocks, turn: turnOf(messages) };
}

function blocksOf(message: JsonObject, param: string): readonly PromptBlock[] {
  const role = shape.oneOf(message.role, `${param}.role`, ROLES);
  const content = readContent(message.content, `${param}.content`, role);
  const calls = role === "assistant" ? readCalls(message, param) : [];
  if (content === undefined && calls.length === 0 && message.function_call === undefined && !asObject(message.audio)) {
    if (role !== "assistant" || typeof message.refusal !== "string") {
      throw wrong(`Invalid value for '${param}.content': expected a string, got null.`, `${param}.content`);
    }
  }
  const head = `\n${role} ${typeof message.name === "string" ? message.name : ""}\n`;
  const body = [...(content ?? []), ...calls];
  return [
    { text: head + (body[0]?.text ?? ""), ...(body[0]?.mark && { mark: body[0].mark }), ...tokensOf(body[0]) },
    ...body.slice(1),
  ].map((block, at) => (at >= body.length - 1 && role !== "assistant" ? { ...block, endsMessage: true } : block));
}

function tokensOf(block: PromptBlock | undefined) {
  return block?.tokens === undefined ? {} : { tokens: block.tokens };
}

function readCalls(message: JsonObject, param: string): readonly PromptBlock[] {
  if (message.tool_calls === undefined || message.tool_calls === null) return [];
  const calls = shape.array(message.tool_calls, `${param}.tool_calls`);
  if (calls.length === 0) throw wrong(`Invalid '${param}.tool_calls': empty array.`, `${param}.tool_calls`);
  return calls.map((value, index) => {
    const at = `${param}.tool_calls[${index}]`;
    const call = shape.object(value, at);
    shape.string(call.id, `${at}.id`);
    const type = shape.oneOf(call.type, `${at}.type`, ["function", "custom"]);
    const named = shape.object(call[type], `${at}.${type}`);
    const name = shape.string(named.name, `${at}.${type}.name`);
    const member = type === "function" ? "arguments" : "input";
    return { text: `\ncall ${name} ${shape.string(named[member], `${at}.${type}.${member}`)}` };
  });
}

/** Each call is answered by a tool message right behind it, and each tool message answers such a call. */
function checkPairs(messages: readonly JsonObject[]): void {
  let open: string[] = [];
  let afterCalls = false;
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") {
      const id = shape.string(message.tool_call_id, `messages[${index}].tool_call_id`);
      if (!afterCalls) throw unpairedResult(index);
      if (!open.includes(id)) {
        throw wrong(
          `Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`,
          `messages.[${index}].tool_call_id`,
        );
      }
      open = open.filter((other) => other !== id);
      continue;
    }
    if (open.length > 0) throw unanswered(open, index);
    const calls = message.role === "assistant" && Array.isArray(message.tool_calls) ? message.tool_calls : [];
    open = calls.map((call) => String(asObject(call)?.id));
    afterCalls = open.length > 0;
  }
  if (open.length > 0) throw unanswered(open, messages.length);
}

function unpairedResult(index: number) {
  const message =
    "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.";
  return wrong(message, `messages.[${index}].role`);
}

function unanswered(ids: readonly string[], index: number) {
  return wrong(
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      `The following tool_call_ids did not have response messages: ${ids.join(", ")}`,
    `messages.[${index}].role`,
  );
}

function turnOf(messages: readonly JsonObject[]): Turn {
  const last = messages.at(-1);
  if (last?.role === "tool") {
    const before = messages.findLastIndex(({ role }) => role !== "tool");
    return { kind: "results", count: messages.length - 1 - before };
  }
  if (last?.role !== "user") return { kind: "other" };
  const content = readContent(last.content, "messages", "user") ?? [];
  return { kind: "user", text: content.map(({ text, tokens }) => (tokens === undefined ? text : "")).join("\n") };
}
