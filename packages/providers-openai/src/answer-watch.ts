import { type AnswerWatch, createAnswerWatch, eventText, openaiError, type SseEvent } from "@headroom/core";

/**
 * Follows a streamed chat answer. It ends with `[DONE]`, which comes neither after an error of the provider nor after one
 * of this proxy.
 */
export function watchChat(): AnswerWatch {
  return createAnswerWatch({
    recognises: (event) => isEnd(event) || event.data.includes('"choices"'),
    ends: isEnd,
    failure: (problem) => eventText(openaiError(problem)),
  });
}

function isEnd({ data }: SseEvent): boolean {
  return data.trim() === "[DONE]" || /^\s*\{\s*"error"\s*:/.test(data);
}
