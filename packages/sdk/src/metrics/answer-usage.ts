import { createSseReader, type JsonValue, type RouteMatch, type Usage } from "@headroom/core";

/** Reads what a provider billed from its answer, as the bytes come. */
export interface AnswerUsage {
  push(bytes: Uint8Array): void;
  usage(): Usage | undefined;
  /** Whether the answer came to its end. Clients stop reading there, before the connection ends. */
  ended(): boolean;
}

/** Whole answers longer than this are not looked into. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Reads usage from a stream of events, or from a whole answer when it has come. */
export function answerUsage({ route: { dialect }, streams }: RouteMatch, contentType: string): AnswerUsage {
  if (streams || contentType.includes("event-stream")) {
    const reader = dialect.usageReader();
    const watch = dialect.watchAnswer?.();
    const events = watch && createSseReader((event) => watch.see(event));
    return {
      push(bytes) {
        reader.push(bytes);
        events?.push(bytes);
      },
      usage: () => reader.usage(),
      ended: () => watch?.ended === true,
    };
  }
  const decoder = new TextDecoder();
  let text = "";
  return {
    push(bytes) {
      if (text.length < MOST_CHARACTERS) text += decoder.decode(bytes, { stream: true });
    },
    usage() {
      try {
        return dialect.readUsage(JSON.parse(text) as JsonValue);
      } catch {
        return undefined;
      }
    },
    ended: () => false,
  };
}
