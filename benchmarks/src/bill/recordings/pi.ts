import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { familyOf } from "../session/family.ts";
import { objectsIn, personText } from "../session/message-shape.ts";
import type { Session, Turn } from "../session/session.ts";
import { readTime } from "./json-values.ts";
import { readRealUsage } from "./real-usage.ts";
import type { RecordingShape } from "./recording-shape.ts";

/**
 * Session files of pi: lines of `{ type: "message", message }` with roles `user`, `assistant` and `toolResult`, and
 * `compaction`. They hold neither the system prompt nor the tools.
 */
export const pi: RecordingShape = {
  name: "session of pi",
  read(name, objects) {
    const messages = objects.filter((entry) => entry.type === "message" && asObject(entry.message)?.role !== undefined);
    if (messages.length === 0 || !objects.some(({ type }) => type === "session")) return undefined;
    return [sessionOf(name, objects)];
  },
};

function sessionOf(name: string, entries: readonly JsonObject[]): Session {
  const byId = new Map(entries.flatMap((entry) => (typeof entry.id === "string" ? [[entry.id, entry] as const] : [])));
  const written = new Map<JsonObject, JsonObject | undefined>();
  const inWire = (entry: JsonObject): JsonObject | undefined => {
    if (!written.has(entry)) written.set(entry, wireMessage(entry));
    return written.get(entry);
  };
  const turns: Turn[] = [];
  for (const [index, entry] of entries.entries()) {
    const answer = asObject(entry.message);
    const usage = readRealUsage(answer?.usage);
    if (entry.type !== "message" || answer?.role !== "assistant" || usage === undefined) continue;
    const before = contextOf(entry, index, entries, byId);
    const messages = merged(before.map(inWire).filter((message) => message !== undefined));
    const at = readTime(before.at(-1)?.timestamp) ?? readTime(entry.timestamp);
    const model = asString(answer.model);
    const afterPerson = messages.length > 1 && personText(messages.at(-1) ?? {}) !== "";
    const body: JsonObject = { messages: messages as readonly JsonObject[] & JsonValue[] };
    turns.push({ body, afterPerson, usage, ...(at !== undefined && { at }), ...(model !== undefined && { model }) });
  }
  const all = entries.map(inWire).filter((message) => message !== undefined);
  return { name, format: "anthropic-messages", family: familyOf(all), turns, withoutPrefix: true };
}

/** The entries that a request is made of: its branch, from the last compaction on. */
function contextOf(
  entry: JsonObject,
  index: number,
  entries: readonly JsonObject[],
  byId: ReadonlyMap<string, JsonObject>,
): readonly JsonObject[] {
  const branch = typeof entry.parentId === "string" ? branchTo(entry.parentId, byId) : entries.slice(0, index);
  const at = branch.findLastIndex(({ type }) => type === "compaction");
  const compaction = branch[at];
  if (compaction === undefined) return branch;
  const first = branch.findIndex(({ id }) => id !== undefined && id === compaction.firstKeptEntryId);
  const oldFirst = typeof compaction.firstKeptEntryIndex === "number" ? compaction.firstKeptEntryIndex : at + 1;
  return [compaction, ...branch.slice(first === -1 ? oldFirst : first, at), ...branch.slice(at + 1)];
}

function branchTo(id: string, byId: ReadonlyMap<string, JsonObject>): readonly JsonObject[] {
  const branch: JsonObject[] = [];
  for (let entry = byId.get(id); entry !== undefined; entry = byId.get(asString(entry.parentId) ?? ""))
    branch.push(entry);
  return branch.reverse();
}

/** An entry as a message to Anthropic; `undefined` for what is not sent. */
function wireMessage(entry: JsonObject): JsonObject | undefined {
  if (entry.type === "compaction" || entry.type === "branch_summary") return said(asString(entry.summary));
  if (entry.type === "custom_message") return { role: "user", content: entry.content ?? "" };
  const message = entry.type === "message" ? asObject(entry.message) : undefined;
  switch (message?.role) {
    case "user":
      return { role: "user", content: message.content ?? "" };
    case "assistant":
      return { role: "assistant", content: objectsIn(message.content).map(wireBlock) as JsonObject[] & JsonValue[] };
    case "toolResult":
      return { role: "user", content: [{ type: "tool_result", content: message.content ?? "" }] };
    case "bashExecution":
      return message.excludeFromContext === true
        ? undefined
        : said(`Ran ${asString(message.command) ?? ""}\n${asString(message.output) ?? ""}`);
    default:
      return undefined;
  }
}

function said(text: string | undefined): JsonObject | undefined {
  return text === undefined ? undefined : { role: "user", content: text };
}

function wireBlock(block: JsonObject): JsonObject {
  if (block.type !== "toolCall") return block;
  return { type: "tool_use", name: block.name ?? "", input: block.arguments ?? {} };
}

/** Neighbours that are tool results stand in one message. */
function merged(messages: readonly JsonObject[]): readonly JsonObject[] {
  const result: JsonObject[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    if (last !== undefined && isResults(last) && isResults(message)) {
      result[result.length - 1] = {
        role: "user",
        content: [...objectsIn(last.content), ...objectsIn(message.content)],
      };
    } else result.push(message);
  }
  return result;
}

function isResults({ content }: JsonObject): boolean {
  const blocks = objectsIn(content);
  return blocks.length > 0 && blocks.every(({ type }) => type === "tool_result");
}
