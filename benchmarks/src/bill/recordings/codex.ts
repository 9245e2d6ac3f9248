import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { familyOf } from "../session/family.ts";
import { objectsIn, personText } from "../session/message-shape.ts";
import type { Session, Turn } from "../session/session.ts";
import { readTime } from "./json-values.ts";
import { readRealUsage } from "./real-usage.ts";
import type { RecordingShape } from "./recording-shape.ts";

/**
 * Rollouts of Codex: lines of `{ timestamp, type, payload }` with items of the responses format, and a `token_count` after
 * each request. They hold the instructions, but not the tools.
 */
export const codex: RecordingShape = {
  name: "rollout of Codex",
  read(name, objects) {
    const isRollout = objects.some(({ type }) => type === "session_meta" || type === "turn_context");
    return isRollout && objects.some(({ type }) => type === "response_item") ? [sessionOf(name, objects)] : undefined;
  },
};

/** What is known while a rollout is read. */
interface Progress {
  readonly turns: Turn[];
  items: readonly JsonObject[];
  /** Where the answer begins that is being recorded; it ends with the count of its tokens. */
  answerFrom: number | undefined;
  sentAt: number | undefined;
  model: string | undefined;
  instructions: string | undefined;
}

function sessionOf(name: string, lines: readonly JsonObject[]): Session {
  const progress: Progress = {
    turns: [],
    items: [],
    answerFrom: undefined,
    sentAt: undefined,
    model: undefined,
    instructions: undefined,
  };
  for (const line of lines) readLine(progress, line);
  const payloads = objectsIn(lines.map(({ payload }) => payload ?? null));
  return { name, format: "openai-responses", family: familyOf(payloads), turns: progress.turns, withoutPrefix: true };
}

function readLine(progress: Progress, line: JsonObject): void {
  const payload = asObject(line.payload) ?? {};
  switch (line.type) {
    case "session_meta":
      progress.instructions = asString(asObject(payload.base_instructions)?.text) ?? asString(payload.instructions);
      break;
    case "turn_context":
      progress.model = asString(payload.model) ?? progress.model;
      break;
    case "compacted":
      progress.items = replaced(payload);
      progress.answerFrom = undefined;
      break;
    case "response_item":
      if (!isAnswer(payload)) progress.sentAt = readTime(line.timestamp);
      else progress.answerFrom ??= progress.items.length;
      progress.items = [...progress.items, payload];
      break;
    case "event_msg":
      if (payload.type === "token_count") endRequest(progress, asObject(payload.info)?.last_token_usage);
  }
}

/** Counts that come again without an answer between them are of the same request. */
function endRequest(progress: Progress, counted: JsonValue | undefined): void {
  const { answerFrom, items, sentAt: at, model, instructions } = progress;
  const usage = readRealUsage(counted);
  if (answerFrom === undefined || usage === undefined) return;
  const input = items.slice(0, answerFrom) as readonly JsonObject[] & JsonValue[];
  progress.turns.push({
    body: { input, ...(instructions !== undefined && { instructions }) },
    afterPerson: progress.turns.length > 0 && personText(input.at(-1) ?? {}) !== "",
    usage,
    ...(at !== undefined && { at }),
    ...(model !== undefined && { model }),
  });
  progress.answerFrom = undefined;
}

/** What stands in place of the items before a compaction. */
function replaced({ replacement_history: history, message }: JsonObject): readonly JsonObject[] {
  if (asArray(history) !== undefined) return objectsIn(history);
  return [{ type: "message", role: "user", content: asString(message) ?? "" }];
}

/** Whether an item comes from the model. */
function isAnswer({ type, role }: JsonObject): boolean {
  if (type === "message") return role === "assistant";
  return type === "reasoning" || (asString(type) ?? "").endsWith("_call");
}
