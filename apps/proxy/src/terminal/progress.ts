import type { Writable } from "node:stream";
import { isTerminal } from "./colours.js";

/** One line on a terminal that says how far work is. */
export interface Progress {
  /** Shows a text in place of the one before; shown at most a few times a second. */
  show(text: () => string): void;
  /** Takes the line away. */
  end(): void;
}

const EVERY_MS = 100;
/** Moves to the beginning of the line and clears it. */
const CLEAR = "\r\u001B[2K";

/** Progress on a stream; nothing is written where it is no terminal. */
export function createProgress(stream: Writable, now: () => number): Progress {
  if (!isTerminal(stream)) return { show: () => {}, end: () => {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  const width = "columns" in stream && typeof stream.columns === "number" ? stream.columns : 80;
  return {
    show(text) {
      if (now() - shownAt < EVERY_MS) return;
      shownAt = now();
      stream.write(CLEAR + text().slice(0, width - 1));
    },
    end() {
      if (shownAt > Number.NEGATIVE_INFINITY) stream.write(CLEAR);
    },
  };
}
