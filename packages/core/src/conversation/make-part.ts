import type { JsonPath } from "../json/path.js";
import type { Lock, Part, PartKind } from "./part.js";

/** What all parts of one message, or of one tool result, have in common. */
export type PartOrigin = Omit<Part, "path" | "kind" | "encoding" | "text" | "locks">;

const UNDERSTOOD: readonly Lock[] = [];

/**
 * A part that is a JSON string in the body.
 *
 * @example
 * textPart({ messageIndex: 0, role: "user" }, "text", ["messages", 0, "content"], "Hello").text; // "Hello"
 */
export function textPart(
  origin: PartOrigin,
  kind: PartKind,
  path: JsonPath,
  text: string,
  locks: readonly Lock[] = UNDERSTOOD,
): Part {
  return { ...origin, path, kind, encoding: "text", text, locks };
}

/**
 * A part that is any JSON value in the body; `source` is how it is written there.
 *
 * @example
 * jsonPart({ messageIndex: -1, role: "system" }, "tool-definition", ["tools", 0], '{"name": "ls"}').encoding; // "json"
 */
export function jsonPart(
  origin: PartOrigin,
  kind: PartKind,
  path: JsonPath,
  source: string,
  locks: readonly Lock[] = UNDERSTOOD,
): Part {
  return { ...origin, path, kind, encoding: "json", text: source, locks };
}

/**
 * A part without a text that can be read: media, encrypted content, whatever is not understood. Always locked.
 *
 * @example
 * sealedPart({ messageIndex: 0, role: "user" }, "media", ["messages", 0, "content", 1]).locks; // ["opaque"]
 */
export function sealedPart(
  origin: PartOrigin,
  kind: "media" | "opaque" | "reasoning" | "tool-call",
  path: JsonPath,
  lock: Lock = "opaque",
): Part {
  return { ...origin, path, kind, encoding: "json", locks: [lock] };
}
