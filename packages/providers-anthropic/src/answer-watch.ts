import { type AnswerWatch, createAnswerWatch, eventText, eventType } from "@headroom/core";
import { anthropicError } from "./error-body.js";

const EVENTS = /^(?:message_|content_block_|ping$|error$)/;

/** Follows a streamed answer of the messages format. */
export function watchMessages(): AnswerWatch {
  return createAnswerWatch({
    recognises: (event) => EVENTS.test(eventType(event)),
    ends: (event) => /^(?:message_stop|error)$/.test(eventType(event)),
    failure: (problem) => eventText(anthropicError(problem), "error"),
  });
}
