import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { familyOf } from "../session/family.ts";
import { partsOf, personText } from "../session/message-shape.ts";
import type { Session, Turn } from "../session/session.ts";
import { readTime } from "./json-values.ts";
import { readRealUsage } from "./real-usage.ts";
import type { RecordingShape } from "./recording-shape.ts";

/**
 * Transcripts of Claude Code: lines of `{ type: "user" | "assistant", message, timestamp, sessionId, … }`. They hold neither
 * the system prompt nor the tools. Each conversation, the main one and those of sub-agents, is a session of its own.
 */
export const claudeCode: RecordingShape = {
  name: "transcript of Claude Code",
  read(name, objects) {
    const entries = uniqueEntries(objects);
    if (!entries.some(({ type }) => type === "assistant")) return undefined;
    const conversations = [...Map.groupBy(entries, conversationOf)];
    return conversations.map(([key, members]) =>
      sessionOf(conversations.length === 1 ? name : `${name}:${key}`, members),
    );
  },
};

function uniqueEntries(objects: readonly JsonObject[]): readonly JsonObject[] {
  const seen = new Set<string>();
  return objects.filter(({ type, uuid, sessionId, message }) => {
    if ((type !== "user" && type !== "assistant") || asObject(message) === undefined) return false;
    const id = asString(uuid);
    if (id === undefined && sessionId === undefined) return false;
    if (id !== undefined && seen.has(id)) return false;
    if (id !== undefined) seen.add(id);
    return true;
  });
}

function conversationOf({ sessionId, isSidechain, agentId }: JsonObject): string {
  const side = isSidechain === true ? `:${asString(agentId) ?? "sub-agent"}` : "";
  return `${(asString(sessionId) ?? "").slice(0, 8)}${side}`;
}

function sessionOf(name: string, entries: readonly JsonObject[]): Session {
  const turns: Turn[] = [];
  const all: JsonObject[] = [];
  let history: JsonObject[] = [];
  let answering: { id: string; turn: number } | undefined;
  let sentAt: number | undefined;
  for (const entry of entries) {
    const message = asObject(entry.message) ?? {};
    const id = asString(message.id) ?? asString(entry.requestId);
    const at = readTime(entry.timestamp);
    if (entry.isCompactSummary === true) history = [];
    if (entry.type === "assistant") {
      if (id !== undefined && answering?.id === id) {
        turns[answering.turn] = { ...(turns[answering.turn] as Turn), ...usageOf(message) };
      } else if (history.length > 0 && message.model !== "<synthetic>") {
        answering = { id: id ?? "", turn: turns.length };
        turns.push(turnOf(history, message, sentAt ?? at));
      }
    } else {
      sentAt = at;
    }
    const clean: JsonObject = { role: entry.type as string, content: message.content ?? "" };
    history = append(history, clean);
    all.push(clean);
  }
  return { name, format: "anthropic-messages", family: familyOf(all), turns, withoutPrefix: true };
}

function turnOf(history: readonly JsonObject[], answer: JsonObject, at: number | undefined): Turn {
  const model = asString(answer.model);
  return {
    body: { messages: history as JsonValue[] & readonly JsonObject[] },
    answer,
    afterPerson: history.length > 1 && personText(history.at(-1) ?? {}) !== "",
    ...(at !== undefined && { at }),
    ...(model !== undefined && { model }),
    ...usageOf(answer),
  };
}

function usageOf({ usage }: JsonObject): Pick<Turn, "usage"> {
  const real = readRealUsage(usage);
  return real === undefined ? {} : { usage: real };
}

/** Lines of one speaker are blocks of one message. */
function append(history: readonly JsonObject[], message: JsonObject): JsonObject[] {
  const last = history.at(-1);
  if (last === undefined || last.role !== message.role) return [...history, message];
  const content = [...partsOf(last), ...partsOf(message)];
  if (asArray(message.content) === undefined && message.role === "assistant") return [...history, message];
  return [...history.slice(0, -1), { role: last.role ?? "user", content }];
}
