import { asArray, asObject, createSseReader, type JsonObject, type JsonValue } from "@headroom/core";

/** Events with which streams of the providers end well. */
const LAST_EVENTS: ReadonlySet<string> = new Set(["message_stop", "message-end", "response.completed"]);

/** Statuses of an answer that is not the whole one, or not the last word, where answers have a status. */
const UNFINISHED = /^(?:failed|incomplete|in_progress|queued|cancelled|error)$/;

/** Whether the decoded bytes of a plain answer are a whole one that says no error. */
export function isWholeJson(bytes: Uint8Array): boolean {
  const value = parse(new TextDecoder().decode(bytes));
  const chunks = asArray(value);
  if (chunks !== undefined) return chunks.length > 0 && endsWell(chunks.map((chunk) => asObject(chunk)));
  const answer = asObject(value);
  return answer !== undefined && !saysError(answer) && !UNFINISHED.test(String(answer.status ?? ""));
}

/** Whether the decoded bytes of a stream of events are a whole one: it ends with the event that its provider ends with. */
export function isWholeStream(bytes: Uint8Array): boolean {
  const events: string[] = [];
  createSseReader(({ data }) => events.push(data)).push(bytes);
  const done = events.at(-1) === "[DONE]";
  const objects = (done ? events.slice(0, -1) : events).map((data) => asObject(parse(data)));
  if (objects.length === 0 || objects.some((event) => event === undefined || saysError(event))) return false;
  const type = objects.at(-1)?.type;
  return done || LAST_EVENTS.has(String(type)) || endsWell(objects);
}

/** Whether chunks without a closing event, as Google's, end with the reason why they end. */
function endsWell(chunks: readonly (JsonObject | undefined)[]): boolean {
  if (chunks.some((chunk) => chunk === undefined || saysError(chunk))) return false;
  const candidates = chunks.flatMap((chunk) => asArray(chunk?.candidates) ?? []);
  return candidates.some((candidate) => typeof asObject(candidate)?.finishReason === "string");
}

function saysError({ error, type }: JsonObject): boolean {
  return (error !== undefined && error !== null) || type === "error" || type === "response.failed";
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
