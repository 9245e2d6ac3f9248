import {
  type AnswerFollower,
  asCount,
  asObject,
  asString,
  eventType,
  type JsonObject,
  type JsonValue,
  locate,
  replaceNode,
  scanJson,
  spliceText,
} from "@headroom/core";

type Block = Record<string, JsonValue>;

interface Call {
  readonly hidden: boolean;
  /** By which the application knows it, where it sees it. */
  readonly place: number;
  id: string;
  name: string;
  arguments: string;
}

/**
 * Follows streamed chats. Hidden calls are taken out and the others are numbered without them; the second answer begins without
 * its start, and its content goes on behind that of the first.
 *
 * What the model plans to do with its tools is held back until a call of the application follows, or nothing does.
 */
export function followChat(isHidden: (name: string) => boolean): AnswerFollower {
  let isFirst = true;
  let blocksBefore = 0;
  let answer = newAnswer();

  const count = (hidden: boolean): number => [...answer.calls.values()].filter((call) => call.hidden === hidden).length;
  const goesOn = (): boolean => count(true) > 0 && count(false) === 0;

  const release = (): string => {
    const held = answer.held;
    answer.held = "";
    return held;
  };

  const seeCall = (type: string, index: number, data: string, text: string, said: JsonObject | undefined): string => {
    const piece = asObject(said?.tool_calls);
    const called = asObject(piece?.function);
    if (type === "tool-call-start") {
      const name = asString(called?.name) ?? "";
      const call = { hidden: isHidden(name), place: count(false), id: asString(piece?.id) ?? "", name, arguments: "" };
      answer.calls.set(index, call);
    }
    const call = answer.calls.get(index);
    if (call === undefined) return text;
    call.arguments += asString(called?.arguments) ?? "";
    return call.hidden ? "" : release() + numbered(text, data, call.place);
  };

  const seeContent = (index: number, data: string, text: string, said: JsonObject | undefined): string => {
    const piece = asObject(said?.content) ?? {};
    const block = answer.blocks.get(index) ?? {};
    for (const [name, value] of Object.entries(piece)) {
      const before = block[name];
      block[name] = name !== "type" && typeof before === "string" && typeof value === "string" ? before + value : value;
    }
    answer.blocks.set(index, block);
    return numbered(text, data, blocksBefore + index);
  };

  return {
    see(event, text) {
      const { data } = event;
      const parsed = parse(data);
      const said = asObject(asObject(parsed?.delta)?.message);
      const type = eventType(event);
      const index = asCount(parsed?.index) ?? 0;
      if (type === "message-start") return isFirst ? text : "";
      if (type.startsWith("tool-call-")) return seeCall(type, index, data, text, said);
      if (type.startsWith("content-")) return seeContent(index, data, text, said);
      if (type === "tool-plan-delta") {
        answer.plan += asString(said?.tool_plan) ?? "";
        answer.held += text;
        return "";
      }
      if (type !== "message-end") return text;
      return goesOn() ? "" : release() + text;
    },
    goesOn() {
      if (!goesOn()) return undefined;
      const content = [...answer.blocks.values()];
      const message = {
        role: "assistant",
        ...(content.length > 0 && { content }),
        ...(answer.plan !== "" && { tool_plan: answer.plan }),
        tool_calls: [...answer.calls.values()].map(({ id, name, arguments: asked }) => ({
          id,
          type: "function",
          function: { name, arguments: asked },
        })),
      };
      blocksBefore += content.length;
      isFirst = false;
      answer = newAnswer();
      return { message, finish_reason: "TOOL_CALL" };
    },
  };
}

function newAnswer() {
  return { blocks: new Map<number, Block>(), calls: new Map<number, Call>(), plan: "", held: "" };
}

function numbered(text: string, data: string, index: number): string {
  const tree = scanJson(data);
  const node = locate(tree, ["index"]);
  if (node < 0 || data.slice(tree.start[node], tree.end[node]) === String(index)) return text;
  return text.replace(data, () => spliceText(data, [replaceNode(tree, node, String(index))]));
}

function parse(data: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(data) as JsonValue);
  } catch {
    return undefined;
  }
}
