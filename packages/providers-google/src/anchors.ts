import { type Anchor, asArray, asObject, type JsonObject, type JsonValue } from "@headroom/core";
import { elementsOf } from "./elements.js";
import { memberOf } from "./member.js";
import { recogniseRequest } from "./recognise.js";

/**
 * The places after which the API accepts an added user text.
 *
 * - As one more part where the user speaks.
 * - As a content of its own behind the last function response, once every call has one: responses follow their calls
 *   before anything else does, and a text beside them could be read as part of what a function gave.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const contents = (recogniseRequest(body)?.contents ?? []).map(asObject);
  const anchors: Anchor[] = [];
  let unanswered = 0;
  contents.forEach((content, messageIndex) => {
    const responses = countOf(content, "functionResponse");
    if (content?.role === "model") {
      unanswered += countOf(content, "functionCall");
    } else if (responses > 0) {
      unanswered = Math.max(0, unanswered - responses);
      if (unanswered === 0 && countOf(contents[messageIndex + 1], "functionResponse") === 0) {
        anchors.push({ path: ["contents", messageIndex], messageIndex, adds: "message" });
      }
    } else if (unanswered === 0 && (content?.role === "user" || isUnnamed(content))) {
      anchors.push(...behindParts(content as JsonObject, messageIndex));
    }
  });
  return anchors;
}

/** The array element that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  return anchor.adds === "block" ? { text } : { role: "user", parts: [{ text }] };
}

function behindParts(content: JsonObject, messageIndex: number): readonly Anchor[] {
  const parts = memberOf(content, "parts");
  const count = asArray(parts?.value)?.length ?? 0;
  return parts === undefined || count === 0
    ? []
    : [{ path: ["contents", messageIndex, parts.name, count - 1], messageIndex, adds: "block" }];
}

function isUnnamed(content: JsonObject | undefined): boolean {
  return content !== undefined && (content.role === undefined || content.role === null);
}

function countOf(content: JsonObject | undefined, data: string): number {
  const parts = memberOf(content, "parts")?.value;
  if (parts === undefined) {
    return 0;
  }
  return elementsOf(parts, []).filter(({ value }) => memberOf(asObject(value), data) !== undefined).length;
}
