import { type AnswerWatch, createAnswerWatch, eventText, type SseEvent } from "@headroom/core";
import { mistralError } from "./error-body.js";

/** Follows a streamed chat answer, which ends with `[DONE]` unless an error ended it. */
export function watchChat(): AnswerWatch {
  return createAnswerWatch({
    recognises: (event) => isEnd(event) || event.data.includes('"choices"'),
    ends: isEnd,
    failure: (problem) => eventText(mistralError(problem)),
  });
}

function isEnd({ data }: SseEvent): boolean {
  return data.trim() === "[DONE]" || /^\s*\{\s*(?:"error"\s*:|"object"\s*:\s*"error")/.test(data);
}
