import { asObject } from "@headroom/core";
import { piecesOf, type Reply, type ReplyCall } from "../reply.js";
import { dataEvent, type SandboxRequest } from "../sandbox-dialect.js";

const FINISH = { end: "stop", calls: "tool_calls", limit: "length" } as const;

/** A whole answer. */
export function writeWhole(reply: Reply): unknown {
  const { text, calls } = reply;
  const message = {
    role: "assistant",
    content: text === "" && calls.length > 0 ? null : text,
    refusal: null,
    ...(calls.length > 0 && { tool_calls: calls.map(toolCall) }),
    annotations: [],
  };
  const choice = { index: 0, message, logprobs: null, finish_reason: FINISH[reply.stop] };
  return { ...head(reply, "chat.completion"), choices: [choice], usage: usageOf(reply) };
}

/** A streamed answer; the usage comes last, and only where the request asks for it. */
export function writeEvents(reply: Reply, { body }: SandboxRequest): readonly string[] {
  const wantsUsage = asObject(body.stream_options)?.include_usage === true;
  const chunk = (choices: readonly unknown[], usage: unknown = null) =>
    dataEvent({ ...head(reply, "chat.completion.chunk"), choices, ...(wantsUsage && { usage }) });
  const part = (delta: unknown, finish: string | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: finish }]);
  return [
    part({ role: "assistant", content: reply.calls.length > 0 ? null : "", refusal: null }),
    ...piecesOf(reply.text).map((content) => part({ content })),
    ...reply.calls.flatMap((call, index) => callDeltas(call, index).map((delta) => part({ tool_calls: [delta] }))),
    part({}, FINISH[reply.stop]),
    ...(wantsUsage ? [chunk([], usageOf(reply))] : []),
    dataEvent("[DONE]"),
  ];
}

function callDeltas(call: ReplyCall, index: number): readonly unknown[] {
  const { id, type, function: named } = toolCall(call);
  return [
    { index, id, type, function: { name: named.name, arguments: "" } },
    ...piecesOf(named.arguments).map((piece) => ({ index, function: { arguments: piece } })),
  ];
}

function toolCall({ id, name, input }: ReplyCall) {
  return { id: `call_${id}`, type: "function", function: { name, arguments: JSON.stringify(input) } };
}

function head({ id, created, model }: Reply, object: string) {
  return { id: `chatcmpl-${id}`, object, created, model, service_tier: "default", system_fingerprint: null };
}

function usageOf({ input, outputTokens }: Reply) {
  const written = input.written > 0 ? { cache_write_tokens: input.written } : {};
  return {
    prompt_tokens: input.total,
    completion_tokens: outputTokens,
    total_tokens: input.total + outputTokens,
    prompt_tokens_details: { cached_tokens: input.read, audio_tokens: 0, ...written },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}
