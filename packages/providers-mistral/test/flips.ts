import type { JsonValue } from "@headroom/core";
import { asList, asText, type Flip, inEach, inMember } from "../../core/test/content-flips.js";

/** What clients do to a body without meaning anything by it. */
export const FLIPS: readonly Flip[] = [
  { name: "strings as lists of one chunk", flip: (body) => inContents(body, asList) },
  { name: "lists of one text as strings", flip: (body) => inContents(body, asText) },
];

function inContents(body: JsonValue, rewrite: (content: JsonValue) => JsonValue): JsonValue {
  return inMember(body, "messages", (messages) => inEach(messages, (message) => inMember(message, "content", rewrite)));
}
