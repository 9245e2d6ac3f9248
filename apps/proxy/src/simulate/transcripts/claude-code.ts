import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import type { RecordingReader } from "../recording.js";
import { ClaudeConversation } from "./claude-conversation.js";

/** Lines without a message that Claude Code writes between those with one. */
const ASIDE =
  /^(?:summary|system|attachment|progress|file-history-snapshot|queue-operation|last-prompt|custom-title|ai-title|agent-name|mode|permission-mode|pr-link|tag)$/;

/**
 * Transcripts of Claude Code: lines of `{ type: "user" | "assistant", message, uuid, parentUuid, timestamp, sessionId }`. Each
 * conversation of a file, the main one and those of sub-agents, is a recording of its own. The system prompt and the
 * definitions of the tools are not in them.
 *
 * @param counted Ids of answers that are counted already: a session that was resumed or forked holds those of the one before.
 */
export function claudeCodeReader(name: string, counted: Set<string>): RecordingReader {
  const conversations = new Map<string, ClaudeConversation>();
  const sides = new Map<string, string>();
  const seen = new Set<string>();

  /** Sub-agents of older versions have no id: theirs is that of their first line. */
  function sideOf(entry: JsonObject): string {
    if (entry.isSidechain !== true) return "";
    const [uuid, parent] = [asString(entry.uuid) ?? "", asString(entry.parentUuid) ?? ""];
    const side = asString(entry.agentId) ?? sides.get(parent) ?? uuid.slice(0, 8);
    sides.set(uuid, side);
    return side;
  }

  function conversationOf(entry: JsonObject): ClaudeConversation {
    const key = `${asString(entry.sessionId) ?? ""}:${sideOf(entry)}`;
    const conversation = conversations.get(key) ?? new ClaudeConversation(counted);
    conversations.set(key, conversation);
    return conversation;
  }

  return {
    take(entry) {
      const type = asString(entry.type) ?? "";
      const uuid = asString(entry.uuid);
      if (type !== "user" && type !== "assistant") {
        if (!ASIDE.test(type)) return false;
        if (uuid !== undefined) conversationOf(entry).passes(uuid, asString(entry.parentUuid));
        return true;
      }
      const message = asObject(entry.message);
      if (message === undefined || (uuid === undefined && entry.sessionId === undefined)) return false;
      if (uuid !== undefined && seen.has(uuid)) return true;
      if (uuid !== undefined) seen.add(uuid);
      const conversation = conversationOf(entry);
      if (type === "assistant") conversation.answers(entry, message, blocksOf(message.content));
      else conversation.says(entry, blocksOf(message.content));
      return true;
    },
    end: () =>
      [...conversations].flatMap(([key, conversation]) => {
        const { turns } = conversation;
        const [session = "", side = ""] = key.split(":");
        const own = conversations.size === 1 ? name : `${name}:${side === "" ? session.slice(0, 8) : side}`;
        return turns.length === 0 ? [] : [{ name: own, dialect: ClaudeConversation.dialect, turns }];
      }),
  };
}

function blocksOf(content: JsonValue | undefined): readonly JsonObject[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return (asArray(content) ?? []).map(asObject).filter((block) => block !== undefined);
}
