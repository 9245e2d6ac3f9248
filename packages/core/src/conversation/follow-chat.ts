import { locate } from "../json/json-node.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import { removeElements } from "../json/remove-elements.js";
import { scanJson } from "../json/scan-json.js";
import { replaceNode, type Splice, spliceText } from "../json/splice.js";
import { asArray, asCount, asObject, asString, type JsonObject } from "./json-shape.js";
import type { AnswerFollower } from "./tool-format.js";

interface StreamedCall {
  readonly hidden: boolean;
  /** The index by which the application knows the call. */
  readonly shownAs: number;
  id: string;
  name: string;
  arguments: string;
}

/**
 * Follows streamed chat completions, in the form that OpenAI's chat gave to many. Pieces of hidden calls are taken out of chunks, the other calls are numbered without
 * them, and where only hidden calls were made, the end of the answer is kept back: the next one is its rest.
 *
 * @example
 * const follower = followChat((name) => name === "headroom_retrieve");
 * follower.see({ event: "message", data: "[DONE]" }, "data: [DONE]\n\n"); // "data: [DONE]\n\n"
 */
export function followChat(isHidden: (name: string) => boolean): AnswerFollower {
  let calls = new Map<number, StreamedCall>();
  let said = new Map<string, string | readonly JsonValue[]>();
  const goesOn = (): boolean => calls.size > 0 && [...calls.values()].every(({ hidden }) => hidden);

  const collect = (delta: JsonObject): void => {
    for (const [name, value] of Object.entries(delta)) {
      if (name !== "role" && name !== "tool_calls") said.set(name, joined(said.get(name) ?? "", value));
    }
    for (const piece of (asArray(delta.tool_calls) ?? []).map(asObject)) {
      const at = asCount(piece?.index) ?? 0;
      const called = asObject(piece?.function);
      const name = asString(called?.name) ?? "";
      const shownAs = [...calls.values()].filter(({ hidden }) => !hidden).length;
      const call = calls.get(at) ?? { hidden: isHidden(name), shownAs, id: "", name: "", arguments: "" };
      call.id += asString(piece?.id) ?? "";
      call.name += name;
      call.arguments += asString(called?.arguments) ?? "";
      calls.set(at, call);
    }
  };

  return {
    see({ data }, text) {
      if (data === "[DONE]") return goesOn() ? "" : text;
      const chunk = parsed(data);
      const choice = asObject(asArray(chunk?.choices)?.[0]);
      // Usage comes in a chunk of its own behind the end.
      if (choice === undefined) return goesOn() ? "" : text;
      const delta = asObject(choice.delta) ?? {};
      collect(delta);
      if (asString(choice.finish_reason) !== undefined && goesOn()) return "";
      return withoutHidden(choice, data, text, calls);
    },
    goesOn() {
      if (!goesOn()) return undefined;
      const toolCalls = [...calls.values()].map((call) => ({
        id: call.id,
        type: "function",
        function: { name: call.name, arguments: call.arguments },
      }));
      const message = {
        role: "assistant",
        content: null,
        ...Object.fromEntries([...said].filter(([, value]) => value.length > 0)),
        tool_calls: toolCalls,
      };
      calls = new Map();
      said = new Map();
      return { choices: [{ index: 0, message, finish_reason: "tool_calls" }] };
    },
  };
}

/** What was said so far, and a piece more: texts, or lists of blocks. Anything else is of no use to the provider. */
function joined(before: string | readonly JsonValue[], piece: JsonValue | undefined): string | readonly JsonValue[] {
  if (typeof piece === "string" && typeof before === "string") return before + piece;
  const blocks = typeof piece === "string" ? asBlocks(piece) : asArray(piece);
  if (blocks === undefined || blocks.length === 0) return before;
  return [...(typeof before === "string" ? asBlocks(before) : before), ...blocks];
}

function asBlocks(text: string): readonly JsonValue[] {
  return text === "" ? [] : [{ type: "text", text }];
}

const CALLS: JsonPath = ["choices", 0, "delta", "tool_calls"];

/** A chunk without pieces of hidden calls. One that holds nothing else is left out. */
function withoutHidden(
  { delta: said, finish_reason: end }: JsonObject,
  data: string,
  text: string,
  calls: ReadonlyMap<number, StreamedCall>,
): string {
  const delta = asObject(said) ?? {};
  const pieces = asArray(delta.tool_calls) ?? [];
  const known = pieces.map((piece) => calls.get(asCount(asObject(piece)?.index) ?? 0));
  const changed = known.some((call, at) => call?.hidden || call?.shownAs !== asObject(pieces[at])?.index);
  if (pieces.length === 0 || !changed) return text;
  const says = Object.entries(delta).some(
    ([name, value]) => name !== "tool_calls" && name !== "role" && value !== null,
  );
  if (known.every((call) => call?.hidden) && !says && asString(end) === undefined) return "";
  const tree = scanJson(data);
  const splices: Splice[] = known.flatMap((call, at) => {
    const node = locate(tree, [...CALLS, at, "index"]);
    return call === undefined || call.hidden || node < 0 ? [] : [replaceNode(tree, node, String(call.shownAs))];
  });
  const hidden = known.flatMap((call, at) => (call?.hidden ? [[...CALLS, at]] : []));
  const all = [...splices, ...removeElements(tree, hidden)].sort((a, b) => a.start - b.start);
  return text.replace(data, () => spliceText(data, all));
}

function parsed(data: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(data));
  } catch {
    return undefined;
  }
}
