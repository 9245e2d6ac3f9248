import {
  type AnswerFollower,
  asArray,
  asObject,
  asString,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  locate,
  removeElements,
  replaceNode,
  scanJson,
  spliceText,
  type ToolCall,
} from "@headroom/core";
import { memberOf } from "./member.js";
import { readAnswerCall } from "./read-answer-call.js";

/** A part of a chunk, and the call that it makes. */
interface ReadPart {
  readonly value: JsonValue;
  readonly call: ToolCall | undefined;
  readonly hidden: boolean;
}

const PARTS: JsonPath = ["candidates", 0, "content", "parts"];

/**
 * Follows streamed answers, each chunk of which has whole parts. Hidden calls are taken out, and where only they were made, the
 * chunk that ends the answer is kept back but for what it says: the next answer is its rest.
 *
 * Beside calls of the application, a hidden one on which a signature stands is seen, since the model needs the signature back.
 */
export function followChunks(isHidden: (name: string) => boolean): AnswerFollower {
  let parts: ReadPart[] = [];
  let held = "";
  const called = (hidden: boolean): boolean => parts.some((part) => part.call !== undefined && part.hidden === hidden);
  const goesOn = (): boolean => called(true) && !called(false);

  const read = (value: JsonValue, at: number): ReadPart => {
    const call = readAnswerCall(value, [...PARTS, at])[0];
    return { value, call, hidden: call !== undefined && isHidden(call.name) };
  };

  return {
    see({ data }, text) {
      const candidate = candidateOf(data);
      if (candidate === undefined) return text;
      const own = (asArray(asObject(candidate.content)?.parts) ?? []).map(read);
      parts.push(...own);
      if (called(false)) {
        const unbound = own.map(({ hidden, call }) => hidden && call?.bound !== true);
        const before = held;
        held = "";
        return before + without(data, text, unbound);
      }
      if (!goesOn()) return text;
      const bound = own.map(({ call }) => call?.bound === true);
      if (bound.includes(true))
        held += withoutEnd(
          data,
          text,
          bound.map((is) => !is),
        );
      const says = own.some(({ value, hidden }) => !hidden && !isEmptyText(value));
      return says
        ? withoutEnd(
            data,
            text,
            own.map(({ hidden }) => hidden),
          )
        : "";
    },
    goesOn() {
      if (!goesOn()) return undefined;
      const content = { role: "model", parts: parts.map(({ value }) => value) };
      parts = [];
      held = "";
      return { candidates: [{ content, finishReason: "STOP" }] };
    },
  };
}

/** The only candidate of a chunk. */
function candidateOf(data: string): JsonObject | undefined {
  try {
    const candidates = asArray(asObject(JSON.parse(data) as JsonValue)?.candidates) ?? [];
    return candidates.length === 1 ? asObject(candidates[0]) : undefined;
  } catch {
    return undefined;
  }
}

/** An empty text often stands in the last chunk, beside the reason why it is the last. */
function isEmptyText(value: JsonValue): boolean {
  const part = asObject(value) ?? {};
  return asString(part.text) === "" && memberOf(part, "thoughtSignature") === undefined;
}

/** The text of an event without some of its parts. */
function without(data: string, text: string, removed: readonly boolean[]): string {
  if (!removed.includes(true)) return text;
  const paths = removed.flatMap((is, at) => (is ? [[...PARTS, at]] : []));
  const rest = spliceText(data, removeElements(scanJson(data), paths));
  return text.replace(data, () => rest);
}

/** The same, and without the reason why it would be the last. */
function withoutEnd(data: string, text: string, removed: readonly boolean[]): string {
  const tree = scanJson(data);
  const end = memberOf(candidateOf(data), "finishReason");
  const node = end === undefined ? -1 : locate(tree, ["candidates", 0, end.name]);
  if (node < 0) return without(data, text, removed);
  // The API writes no reason as none, or as null in some of its chunks.
  const open = spliceText(data, [replaceNode(tree, node, "null")]);
  return without(
    open,
    text.replace(data, () => open),
    removed,
  );
}
