import type { JsonPath } from "../json/path.js";
import type { Part } from "./part.js";

/** Neighbouring messages of a request, by index, both ends included. */
export interface MessageRun {
  readonly first: number;
  readonly last: number;
}

/** Whether a part stands in one of these messages. */
export function isInRun({ messageIndex }: Pick<Part, "messageIndex">, { first, last }: MessageRun): boolean {
  return first <= messageIndex && messageIndex <= last;
}

/** Where the message of a part stands in the body; `undefined` for what stands in no list of messages. */
export function messagePath({ path, messageIndex }: Pick<Part, "path" | "messageIndex">): JsonPath | undefined {
  const at = path.indexOf(messageIndex);
  return at < 0 ? undefined : path.slice(0, at + 1);
}
