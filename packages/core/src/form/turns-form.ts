import type { Digest } from "../digest/handle.js";
import { FormFinder, HEADER_START, writeHeader } from "./form-header.js";
import { viewSum } from "./write-form.js";

/** Word in the header of the text in whose place messages wait in the store. */
const TURNS_KIND = "turns";

/** The text that stands in the place of messages: what they were, and the handle behind which they wait. */
export function writeTurns(handle: string, lines: readonly string[], digest: Digest): string {
  const body = lines.join("\n");
  const count = body.split("\n").length;
  const header = { kind: TURNS_KIND, id: handle, lines: count, sum: viewSum(handle, body, digest) };
  return `${writeHeader(header)}\n${body}`;
}

/** The handle in a text that {@link writeTurns} wrote; `undefined` for any other text. */
export function readTurns(text: string, digest: Digest): string | undefined {
  if (!text.startsWith(`${HEADER_START}${TURNS_KIND} `)) return undefined;
  const found = new FormFinder(text).find(0);
  if (found === undefined || found.start > 0 || found.end < text.length) return undefined;
  const { header, body } = found;
  return header.sum === viewSum(header.id, body, digest) ? header.id : undefined;
}
