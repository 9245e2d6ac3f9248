import type { JsonValue } from "../json/path.js";
import { asObject, asString } from "./json-shape.js";
import type { Part } from "./part.js";

/** Two messages that belong together: neither may be sent without the other. */
export interface ToolPair {
  /** Index of the message with the call. */
  readonly from: number;
  /** Index of a message with a result of it; infinity while there is none. */
  readonly to: number;
}

/** Members by which parts that are not understood name others. */
const REFERENCE = /(_id|Id)$/;

/**
 * The pairs of calls and results of a conversation. A result belongs to all open calls of its id, or, given once more, to
 * the last call of it; without ids, names count. Parts that are not understood belong to what they name.
 */
export function toolPairs(parts: readonly Part[], valueAt: (part: Part) => JsonValue | undefined): readonly ToolPair[] {
  const pairs: ToolPair[] = [];
  const open = new Map<string, number[]>();
  const lastCall = new Map<string, number>();
  for (const part of parts) {
    const at = part.messageIndex;
    if (part.kind === "tool-call") {
      const name = nameOf(part);
      open.set(name, [...(open.get(name) ?? []), at]);
      lastCall.set(name, at);
    } else if (part.kind === "tool-result" || part.role === "tool") {
      const name = nameOf(part);
      const last = lastCall.get(name);
      for (const from of open.get(name) ?? (last === undefined ? [] : [last])) pairs.push({ from, to: at });
      open.delete(name);
    } else if (part.kind === "opaque") {
      const { id, references } = namesIn(valueAt(part));
      for (const name of references) {
        const from = lastCall.get(name);
        if (from !== undefined) pairs.push({ from, to: at });
      }
      if (id !== undefined) lastCall.set(id, at);
    }
  }
  const seen = new Set(parts.map(({ messageIndex }) => messageIndex));
  for (const from of [...open.values()].flat()) {
    // A result that says nothing is no part of the view.
    if (seen.has(from + 1) || parts.at(-1)?.messageIndex === from) pairs.push({ from, to: Number.POSITIVE_INFINITY });
  }
  return pairs;
}

function nameOf({ toolCallId, toolName = "" }: Part): string {
  return toolCallId === undefined ? `name ${toolName}` : `id ${toolCallId}`;
}

function namesIn(value: JsonValue | undefined): { readonly id?: string; readonly references: readonly string[] } {
  const members = Object.entries(asObject(value) ?? {});
  const references = members.flatMap(([name, member]) =>
    REFERENCE.test(name) && typeof member === "string" ? [`id ${member}`] : [],
  );
  const id = asString(Object.fromEntries(members).id);
  return id === undefined ? { references } : { id: `id ${id}`, references };
}
