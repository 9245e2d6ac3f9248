import type { SseEvent } from "./sse-reader.js";

/** Divides a stream of server-sent events without changing it. */
export interface EventSplitter {
  /** Reads on. The bytes may be cut anywhere. */
  push(bytes: Uint8Array): void;
  /** Gives what stands behind the last whole event. */
  end(): void;
}

const END_OF_EVENT = /\r\n\r\n|\n\n|\r\r/;

/**
 * Creates a splitter that gives each event with its text as it stands in the stream, blank line included: all texts together
 * are the stream. What is no event, such as a comment, is given with empty data.
 *
 * @example
 * const splitter = createEventSplitter(({ data }, text) => console.log(data, text.length));
 */
export function createEventSplitter(onEvent: (event: SseEvent, text: string) => void): EventSplitter {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let waiting = "";
  const take = (text: string): void => onEvent(parseEvent(text), text);
  return {
    push(bytes) {
      waiting += decoder.decode(bytes, { stream: true });
      for (let match = END_OF_EVENT.exec(waiting); match !== null; match = END_OF_EVENT.exec(waiting)) {
        const end = match.index + match[0].length;
        // A carriage return may be the first half of a longer end.
        if (end === waiting.length && match[0] === "\r\r") return;
        const text = waiting.slice(0, end);
        waiting = waiting.slice(end);
        take(text);
      }
    },
    end() {
      waiting += decoder.decode();
      if (waiting !== "") take(waiting);
      waiting = "";
    },
  };
}

function parseEvent(text: string): SseEvent {
  let event = "message";
  const data: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, field, value = ""] = /^\uFEFF?(event|data)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
  }
  return { event, data: data.join("\n") };
}
