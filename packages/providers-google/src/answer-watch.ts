import { type AnswerWatch, createAnswerWatch, eventText, type SseEvent } from "@headroom/core";
import { googleError } from "./error-body.js";

// A quote inside a text has a backslash before it, so these are names of members.
const CHUNK = /[{,\s]"(?:candidates|usageMetadata|usage_metadata|promptFeedback|prompt_feedback)"\s*:/;
const LAST = /[{,\s]"(?:finishReason|finish_reason|blockReason|block_reason)"\s*:/;

/** Follows an answer that is streamed as events. Its last chunk says why it ends. */
export function watchStream(): AnswerWatch {
  return createAnswerWatch({
    recognises: ({ data }) => CHUNK.test(data) || isError({ data }),
    ends: ({ data }) => LAST.test(data) || isError({ data }),
    failure: (problem) => eventText(googleError(problem)),
  });
}

function isError({ data }: Pick<SseEvent, "data">): boolean {
  return /^\s*\{\s*"error"\s*:/.test(data);
}
