import { asArray, asCount, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { familyOf } from "../session/family.ts";
import { objectsIn, personText } from "../session/message-shape.ts";
import type { Format, RealUsage, Session, Turn } from "../session/session.ts";
import { objectOrJson, parseJson, timeIn } from "./json-values.ts";
import { formatOf } from "./message-list.ts";
import { readRealUsage } from "./real-usage.ts";
import type { RecordingShape } from "./recording-shape.ts";

const TIMES = [
  ...["timestamp", "time", "ts", "at", "date", "started_at", "startedAt", "start_time", "startTime", "request_time"],
  ...["requested_at", "request_created_at", "created_at", "createdAt"],
];
const REQUESTS = ["request", "request_body", "requestBody", "body", "kwargs", "params"];
const RESPONSES = ["response", "response_body", "responseBody", "completion", "output", "result"];
const SESSIONS = ["session", "session_id", "sessionId", "conversation_id", "conversationId", "thread_id", "trace_id"];

/**
 * Lines of `{ request, response | usage, timestamp }`, each a whole request to a provider and what it answered. The names
 * may differ, bodies may be JSON texts or stand inside `body`, and a streamed answer may be the text of its events.
 */
export const requestLog: RecordingShape = {
  name: "log of requests",
  read(name, objects) {
    const logged = objects.flatMap((record) => readRecord(record) ?? []);
    if (logged.length === 0) return undefined;
    const byFormat = Map.groupBy(logged, ({ session, format }) => `${session ?? ""} ${format}`);
    return [...byFormat.values()].map((members) =>
      sessionOf(byFormat.size === 1 ? name : `${name}:${labelOf(members)}`, members),
    );
  },
};

interface LoggedRequest {
  readonly session: string | undefined;
  readonly format: Format;
  readonly turn: Turn;
}

function labelOf(members: readonly LoggedRequest[]): string {
  const [first] = members;
  return first?.session ?? first?.format ?? "";
}

function sessionOf(name: string, logged: readonly LoggedRequest[]): Session {
  const turns = logged.map(({ turn }) => turn);
  const timed = turns.every(({ at }) => at !== undefined);
  const ordered = timed ? turns.toSorted((a, b) => (a.at as number) - (b.at as number)) : turns;
  const messages = ordered.flatMap(({ body }) => [...objectsIn(body.messages), ...objectsIn(body.input)]);
  const format = logged[0]?.format ?? "openai-chat";
  return { name, format, family: familyOf(messages), turns: ordered, withoutPrefix: false };
}

function readRecord(record: JsonObject): LoggedRequest | undefined {
  const body = bodyOf(record);
  // What goes on from a stored response is not in the log.
  if (body === undefined || typeof body.previous_response_id === "string") return undefined;
  const response = responseOf(record);
  const usage = readRealUsage(record.usage) ?? usageOf(response);
  const failed = asCount(record.status) ?? asCount(asObject(record.response)?.status) ?? 200;
  if ((usage === undefined && response === undefined) || failed >= 400) return undefined;
  const at =
    timeIn(record, TIMES) ?? timeIn(asObject(record.request), TIMES) ?? timeIn(response, ["created", "created_at"]);
  const model = asString(body.model) ?? asString(response?.model) ?? asString(record.model);
  const answer = answerOf(response);
  const messages = [...objectsIn(body.messages), ...objectsIn(body.input)];
  return {
    session: sessionName(record) ?? asString(body.prompt_cache_key),
    format: body.messages === undefined ? "openai-responses" : formatIn(body, usage, response),
    turn: {
      body,
      afterPerson: personText(messages.at(-1) ?? {}) !== "",
      ...(answer !== undefined && { answer }),
      ...(at !== undefined && { at }),
      ...(model !== undefined && { model }),
      ...(usage !== undefined && { usage }),
    },
  };
}

function bodyOf(record: JsonObject): JsonObject | undefined {
  const candidates = REQUESTS.flatMap((name) => {
    const value = objectOrJson(record[name]);
    return [objectOrJson(value?.body), objectOrJson(value?.json), value];
  });
  return [...candidates, record].find(
    (body) => asArray(body?.messages) !== undefined || (body?.input !== undefined && body.model !== undefined),
  );
}

function responseOf(record: JsonObject): JsonObject | undefined {
  for (const name of RESPONSES) {
    const value = objectOrJson(record[name]) ?? streamed(record[name]);
    const body = objectOrJson(value?.body) ?? streamed(value?.body) ?? value;
    if (body !== undefined) return body;
  }
  return undefined;
}

/** The events of a streamed answer as one object, in which later members stand over earlier ones. */
function streamed(value: JsonValue | undefined): JsonObject | undefined {
  const lines =
    asString(value)
      ?.split("\n")
      .filter((line) => line.startsWith("data:")) ?? [];
  const events = objectsIn(lines.map((line) => parseJson(line.slice(5)) ?? null));
  if (events.length === 0) return undefined;
  const bodies = events.map((event) => asObject(event.message) ?? asObject(event.response) ?? event);
  const usage: JsonObject = Object.assign({}, ...bodies.map((body) => asObject(body.usage) ?? {}));
  return { ...(Object.assign({}, ...bodies) as JsonObject), usage };
}

function usageOf(response: JsonObject | undefined): RealUsage | undefined {
  return readRealUsage(response?.usage) ?? readRealUsage(response?.usageMetadata);
}

function answerOf(response: JsonObject | undefined): JsonObject | undefined {
  const choice = objectsIn(response?.choices)[0];
  if (choice !== undefined) return asObject(choice.message);
  return asArray(response?.content) === undefined ? undefined : { role: "assistant", content: response?.content ?? [] };
}

function formatIn(body: JsonObject, usage: RealUsage | undefined, response: JsonObject | undefined): Format {
  const answered = response?.type === "message" || asArray(response?.content) !== undefined;
  if (answered && usage !== undefined) return "anthropic-messages";
  return formatOf(body, objectsIn(body.messages));
}

function sessionName(record: JsonObject): string | undefined {
  for (const name of SESSIONS) {
    const value = asString(record[name]) ?? asString(asObject(record.metadata)?.[name]);
    if (value !== undefined) return value;
  }
  return undefined;
}
