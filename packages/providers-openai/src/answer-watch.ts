import { type AnswerWatch, createAnswerWatch, eventText, openaiError, type SseEvent } from "@headroom/core";

/**
 * Follows a streamed chat answer. It ends with `[DONE]`, which comes neither after an error of the provider nor after one
 * of this proxy.
 */
export function watchChat(): AnswerWatch {
  return createAnswerWatch({
    recognises: (event) => isEnd(event) || event.data.includes('"choices"'),
    ends: isEnd,
    completes: ({ data }) => FINISHED.test(data),
    failure: (problem) => eventText(openaiError(problem)),
  });
}

// Servers that speak this format do not all send `[DONE]`. A quote inside a text has a backslash before it.
const FINISHED = /[{,\s]"finish_reason"\s*:\s*"/;

function isEnd({ data }: SseEvent): boolean {
  return data.trim() === "[DONE]" || /^\s*\{\s*"error"\s*:/.test(data);
}
