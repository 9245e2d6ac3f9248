import { type AnswerWatch, createAnswerWatch, eventText, eventType } from "@headroom/core";

const EVENTS = /^(?:message|content|tool-plan|tool-call|citation)-(?:start|delta|end)$/;

/**
 * Follows a streamed chat answer. It ends with `message-end`, which also says that it failed, and which Cohere's client does not
 * throw for.
 */
export function watchChat(): AnswerWatch {
  return createAnswerWatch({
    recognises: (event) => EVENTS.test(eventType(event)),
    ends: (event) => eventType(event) === "message-end",
    failure: ({ message }) =>
      eventText({ type: "message-end", delta: { finish_reason: "ERROR", error: message } }, "message-end"),
    breaksAfterFailure: true,
  });
}
