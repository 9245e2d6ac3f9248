import { asObject } from "../../conversation/json-shape.js";
import type { Part } from "../../conversation/part.js";
import { withoutMembers } from "../../counting/without-members.js";
import { handleOf } from "../../digest/handle.js";
import type { ReadContext } from "../prepare-context.js";

/** Clients move cache markers from request to request: nothing may depend on them. */
const MARKERS: ReadonlySet<string> = new Set(["cache_control"]);

type Reading = Pick<ReadContext, "digest" | "digestOf" | "valueOf">;

/**
 * The handle of messages: of what they say, not of how the client writes it this time, so that the text in their place stays
 * the same.
 *
 * @param parts All parts of the messages, as they came with the request.
 */
export function turnsHandle(parts: readonly Part[], context: Reading): string {
  const first = parts[0]?.messageIndex ?? 0;
  const basis = parts.map((part) => {
    const { messageIndex, role, kind, toolCallId, toolName, isError, text } = part;
    const said = text === undefined ? context.digest(sourceOf(part, context)) : context.digestOf(part);
    return [messageIndex - first, role, kind, toolCallId ?? null, toolName ?? null, isError === true, said];
  });
  return handleOf(JSON.stringify(basis), context.digest);
}

function sourceOf(part: Part, context: Reading): string {
  const value = context.valueOf(part);
  const object = asObject(value);
  return JSON.stringify(object === undefined ? value : withoutMembers(object, MARKERS)) ?? "";
}
