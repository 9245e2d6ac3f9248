import {
  type AnswerFollower,
  asCount,
  asObject,
  asString,
  eventType,
  type JsonObject,
  locate,
  replaceNode,
  scanJson,
  spliceText,
} from "@headroom/core";

type Block = { [name: string]: JsonObject[string] };

/**
 * Follows streamed messages. The blocks of hidden calls are taken out and the others are numbered without them, over all
 * answers: the second begins without its start, and its blocks go on behind those of the first.
 *
 * Reasoning is held back until something else follows: where that is a hidden call, the application never sees it, because
 * reasoning must come back to the provider as it was given, with what it led to.
 */
export function followMessages(isHidden: (name: string) => boolean): AnswerFollower {
  let isFirst = true;
  let shownBlocks = 0;
  let answer = newAnswer();

  const goesOn = (): boolean => answer.hiddenCalls > 0 && answer.shownCalls === 0;

  const begin = (index: number, block: JsonObject): void => {
    const isCall = block.type === "tool_use";
    const hidden = isCall && isHidden(asString(block.name) ?? "");
    if (isCall && hidden) answer.hiddenCalls++;
    if (isCall && !hidden) answer.shownCalls++;
    answer.blocks.set(index, { ...block });
    answer.inputs.set(index, "");
    if (!hidden) answer.shownAs.set(index, shownBlocks++);
  };

  /** What was held back, where it is to be seen after all. */
  const release = (): string => {
    const held = answer.held;
    answer.held = "";
    return held;
  };

  return {
    see(event, text) {
      const data = parsed(event.data);
      const type = eventType(event);
      const index = asCount(data?.index) ?? 0;
      switch (type) {
        case "message_start":
          return isFirst ? text : "";
        case "content_block_start": {
          const block = asObject(data?.content_block) ?? {};
          begin(index, block);
          break;
        }
        case "content_block_delta":
          append(answer, index, asObject(data?.delta) ?? {});
          break;
        case "content_block_stop":
          break;
        case "message_delta":
        case "message_stop":
          return goesOn() ? "" : release() + text;
        default:
          return text;
      }
      const shownAs = answer.shownAs.get(index);
      if (shownAs === undefined) return "";
      const shown = numbered(text, event.data, shownAs);
      if (!isReasoning(answer.blocks.get(index))) return release() + shown;
      answer.held += shown;
      return "";
    },
    goesOn() {
      if (!goesOn()) return undefined;
      const content = [...answer.blocks].map(([index, block]) => wholeBlock(block, answer.inputs.get(index) ?? ""));
      // Reasoning that was held back was never seen: its numbers are free again.
      if (answer.held !== "") shownBlocks -= heldBlocks(answer);
      isFirst = false;
      answer = newAnswer();
      return { role: "assistant", content, stop_reason: "tool_use" };
    },
  };
}

function newAnswer() {
  return {
    blocks: new Map<number, Block>(),
    /** JSON of the arguments, as far as it came. */
    inputs: new Map<number, string>(),
    shownAs: new Map<number, number>(),
    held: "",
    hiddenCalls: 0,
    shownCalls: 0,
  };
}

type Answer = ReturnType<typeof newAnswer>;

/** Blocks of reasoning behind the last block that was seen. */
function heldBlocks({ blocks, shownAs }: Answer): number {
  const shown = [...blocks].filter(([index]) => shownAs.has(index)).map(([, block]) => block);
  const last = shown.findLastIndex((block) => !isReasoning(block));
  return shown.length - 1 - last;
}

function isReasoning(block: Block | undefined): boolean {
  return block?.type === "thinking" || block?.type === "redacted_thinking";
}

/** Adds a piece to its block. */
function append({ blocks, inputs }: Answer, index: number, delta: JsonObject): void {
  const block = blocks.get(index);
  if (block === undefined) return;
  const add = (member: string): void => {
    block[member] = `${asString(block[member]) ?? ""}${asString(delta[member]) ?? ""}`;
  };
  if (delta.type === "text_delta") add("text");
  else if (delta.type === "thinking_delta") add("thinking");
  else if (delta.type === "signature_delta") add("signature");
  else if (delta.type === "input_json_delta")
    inputs.set(index, (inputs.get(index) ?? "") + (asString(delta.partial_json) ?? ""));
  else if (delta.type === "citations_delta" && delta.citation !== undefined) {
    block.citations = [...(Array.isArray(block.citations) ? block.citations : []), delta.citation];
  }
}

function wholeBlock(block: Block, input: string): JsonObject {
  return input === "" ? block : { ...block, input: parsed(input) ?? {} };
}

function numbered(text: string, data: string, index: number): string {
  const tree = scanJson(data);
  const node = locate(tree, ["index"]);
  if (node < 0 || data.slice(tree.start[node], tree.end[node]) === String(index)) return text;
  return text.replace(data, () => spliceText(data, [replaceNode(tree, node, String(index))]));
}

function parsed(data: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(data));
  } catch {
    return undefined;
  }
}
