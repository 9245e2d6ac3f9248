import { piecesOf, type Reply, type ReplyCall } from "../reply.js";
import { typedEvent } from "../sandbox-dialect.js";

const STOP = { end: "end_turn", calls: "tool_use", limit: "max_tokens" } as const;

/** A whole answer. */
export function writeWhole(reply: Reply): unknown {
  const text = reply.text === "" ? [] : [{ type: "text", text: reply.text }];
  return {
    ...message(reply),
    content: [...text, ...reply.calls.map((call) => toolUse(call, call.input))],
    stop_reason: STOP[reply.stop],
    usage: usageOf(reply),
  };
}

/** A streamed answer. */
export function writeEvents(reply: Reply): readonly string[] {
  const texts = reply.text === "" ? [] : [reply.text];
  const { output_tokens, ...input } = usageOf(reply);
  return [
    typedEvent({ type: "message_start", message: { ...message(reply), usage: { ...input, output_tokens: 1 } } }),
    ...texts.flatMap((text) => textEvents(text)),
    typedEvent({ type: "ping" }),
    ...reply.calls.flatMap((call, index) => callEvents(call, texts.length + index)),
    typedEvent({
      type: "message_delta",
      delta: { stop_reason: STOP[reply.stop], stop_sequence: null },
      usage: { output_tokens },
    }),
    typedEvent({ type: "message_stop" }),
  ];
}

function textEvents(text: string): readonly string[] {
  const deltas = piecesOf(text).map((piece) => ({ type: "text_delta", text: piece }));
  return blockEvents(0, { type: "text", text: "" }, deltas);
}

function callEvents(call: ReplyCall, index: number): readonly string[] {
  const pieces = ["", ...piecesOf(JSON.stringify(call.input))];
  const deltas = pieces.map((partial_json) => ({ type: "input_json_delta", partial_json }));
  return blockEvents(index, toolUse(call, {}), deltas);
}

function blockEvents(index: number, content_block: unknown, deltas: readonly unknown[]): readonly string[] {
  return [
    typedEvent({ type: "content_block_start", index, content_block }),
    ...deltas.map((delta) => typedEvent({ type: "content_block_delta", index, delta })),
    typedEvent({ type: "content_block_stop", index }),
  ];
}

function toolUse({ id, name }: ReplyCall, input: unknown) {
  return { type: "tool_use", id: `toolu_${id}`, name, input };
}

function message({ id, model }: Reply) {
  const role = "assistant";
  return { id: `msg_${id}`, type: "message", role, model, content: [], stop_reason: null, stop_sequence: null };
}

/** Cached tokens are counted apart from `input_tokens`. */
function usageOf({ input: { total, read, written, writtenLong }, outputTokens }: Reply) {
  return {
    input_tokens: total - read - written - writtenLong,
    cache_creation_input_tokens: written + writtenLong,
    cache_read_input_tokens: read,
    cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: writtenLong },
    output_tokens: outputTokens,
    service_tier: "standard",
  };
}
