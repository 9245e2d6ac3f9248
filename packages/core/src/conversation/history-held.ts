import { asArray, asObject, asString, type JsonObject } from "./json-shape.js";

/** Edits of a history that leave tool results where they are. */
const HARMLESS_EDIT = /^clear_thinking/;

/**
 * Whether a request's members say that the provider holds the history, or may drop parts of it: a conversation or a response
 * to go on from, a history that is cut where it gets too long, edits of it other than of reasoning. Members may be written
 * as on the wire or in camel case.
 *
 * @example
 * ```ts
 * import { isHistoryHeld } from "@headroom/core";
 *
 * isHistoryHeld({ previous_response_id: "resp_1" }); // true
 * isHistoryHeld({ context_management: { edits: [{ type: "clear_thinking_20251015" }] } }); // false
 * ```
 */
export function isHistoryHeld(request: JsonObject): boolean {
  const { conversation, truncation, transforms } = request;
  return (
    isGiven(request.previous_response_id ?? request.previousResponseId) ||
    isGiven(conversation) ||
    truncation === "auto" ||
    (asArray(transforms) ?? []).includes("middle-out") ||
    clearsResults(request.context_management ?? request.contextManagement)
  );
}

function isGiven(value: JsonObject[string] | undefined): boolean {
  return value !== undefined && value !== null;
}

/** What is not understood may do anything. */
function clearsResults(management: JsonObject[string] | undefined): boolean {
  if (!isGiven(management)) return false;
  const edits = asArray(management) ?? asArray(asObject(management)?.edits);
  return edits === undefined || edits.some((edit) => !HARMLESS_EDIT.test(asString(asObject(edit)?.type) ?? ""));
}
