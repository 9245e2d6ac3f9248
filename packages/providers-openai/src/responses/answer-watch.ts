import { type AnswerWatch, asCount, asObject, eventText, eventType, type JsonValue } from "@headroom/core";

const LAST = /^(?:response\.(?:completed|incomplete|failed)|error)$/;

/**
 * Follows a streamed answer of the responses format. A failed one ends as the provider's do: with an `error`, for which clients
 * throw that give `response.failed` on like any other event, and with the response that it began with, as a failed one.
 */
export function watchResponse(): AnswerWatch {
  let recognised = false;
  let ended = false;
  let begun: JsonValue | undefined;
  let latest = "";
  return {
    see(event) {
      const type = eventType(event);
      recognised ||= type.startsWith("response.") || type === "error";
      ended ||= LAST.test(type);
      if (type === "response.created") begun = asObject(parse(event.data))?.response;
      latest = event.data;
    },
    get recognised() {
      return recognised;
    },
    get ended() {
      return ended;
    },
    get mayEnd() {
      return ended;
    },
    failure({ status, message }) {
      const error = { code: status === 504 ? "server_timeout" : "server_error", message };
      const response = { ...asObject(begun ?? null), object: "response", status: "failed", error };
      const next = (asCount(asObject(parse(latest))?.sequence_number) ?? -1) + 1;
      // Documented is the flat form, sent the nested one; clients read one or the other.
      const nested = { type: "server_error", ...error, param: null };
      return (
        eventText({ type: "error", sequence_number: next, ...error, param: null, error: nested }, "error") +
        eventText({ type: "response.failed", sequence_number: next + 1, response }, "response.failed")
      );
    },
  };
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
