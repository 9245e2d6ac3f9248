import type { JsonValue } from "../json/path.js";
import type { ProviderProblem } from "../provider/provider.js";
import type { SseEvent } from "../sse/sse-reader.js";

/**
 * Follows the events of one streamed answer: whether it came to its end, and how to tell a client that it does not. Says
 * nothing of answers that are no streams of events.
 */
export interface AnswerWatch {
  /** Takes note of the next event, in the order of the stream. */
  see(event: SseEvent): void;
  /** Whether an event of this format was among them. */
  readonly recognised: boolean;
  /** Whether the event was among them that a whole answer ends with, or an error that the provider ended it with. */
  readonly ended: boolean;
  /** Whether nothing is missing where the stream is closed in an orderly way here. True of every answer that has ended. */
  readonly mayEnd: boolean;
  /** Events that end the answer as a failed one, in the form that clients of this format read. */
  failure(problem: ProviderProblem): string;
  /**
   * Whether clients of this format give {@link failure} on like any other end. Only a connection that breaks behind it keeps them
   * from taking what came for the whole answer.
   *
   * @default false
   */
  readonly breaksAfterFailure?: boolean;
}

/** In what the streams of dialects differ. */
export interface AnswerWatchRules {
  /** Whether events of this format look so. Called for each event, so it should not parse. */
  readonly recognises: (event: SseEvent) => boolean;
  /** Whether an event is the last of a whole answer, or of one that the provider ended with an error. */
  readonly ends: (event: SseEvent) => boolean;
  /**
   * Whether an event says that all was said, where servers leave out what should follow it.
   *
   * @default none does
   */
  readonly completes?: (event: SseEvent) => boolean;
  /** The text of the event that tells a client of a problem, with its line ends. */
  readonly failure: (problem: ProviderProblem) => string;
  /** See {@link AnswerWatch.breaksAfterFailure}. @default false */
  readonly breaksAfterFailure?: boolean;
}

/** Makes a watch for a format whose events can be told one by one. */
export function createAnswerWatch({
  recognises,
  ends,
  completes,
  failure,
  breaksAfterFailure = false,
}: AnswerWatchRules): AnswerWatch {
  let recognised = false;
  let ended = false;
  let completed = false;
  return {
    see(event) {
      recognised ||= recognises(event);
      ended ||= ends(event);
      completed ||= completes?.(event) === true;
    },
    get recognised() {
      return recognised;
    },
    get ended() {
      return ended;
    },
    get mayEnd() {
      return ended || completed;
    },
    failure,
    breaksAfterFailure,
  };
}

/**
 * The value of the member `type`, where it is the first one of an event's data, as all formats write it; else the name of the
 * event. Reads no further.
 *
 * @example
 * eventType({ event: "message", data: '{"type":"response.created","response":{}}' }); // "response.created"
 */
export function eventType({ event, data }: SseEvent): string {
  return /^\s*\{\s*"type"\s*:\s*"([^"\\]*)"/.exec(data)?.[1] ?? event;
}

/**
 * A server-sent event as text.
 *
 * @example
 * eventText({ type: "error" }, "error"); // 'event: error\ndata: {"type":"error"}\n\n'
 */
export function eventText(data: JsonValue, event?: string): string {
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}
