import { asString, type JsonObject } from "@headroom/core";
import { piecesOf, type Reply, type ReplyCall } from "../reply.js";
import { type SandboxRequest, typedEvent } from "../sandbox-dialect.js";

/** A whole answer. */
export function writeWhole(reply: Reply, { body }: SandboxRequest) {
  const status = reply.stop === "limit" ? "incomplete" : "completed";
  return { ...head(reply, body, status), output: outputOf(reply), usage: usageOf(reply) };
}

/** A streamed answer. */
export function writeEvents(reply: Reply, request: SandboxRequest): readonly string[] {
  const response = { ...head(reply, request.body, "in_progress"), output: [], usage: null };
  const last = reply.stop === "limit" ? "response.incomplete" : "response.completed";
  const events: readonly Event[] = [
    { type: "response.created", response },
    { type: "response.in_progress", response },
    ...outputOf(reply).flatMap((item, index) =>
      "content" in item ? messageEvents(item, index) : callEvents(item, index),
    ),
    { type: last, response: writeWhole(reply, request) },
  ];
  return events.map((event, sequence_number) => typedEvent({ ...event, sequence_number }));
}

type Event = { readonly type: string } & Readonly<Record<string, unknown>>;

function messageEvents(item: ReturnType<typeof message>, output_index: number): readonly Event[] {
  const place = { item_id: item.id, output_index, content_index: 0 };
  const [part] = item.content;
  return [
    { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress", content: [] } },
    { type: "response.content_part.added", ...place, part: { ...part, text: "" } },
    ...piecesOf(part.text).map((delta) => ({ type: "response.output_text.delta", ...place, delta, logprobs: [] })),
    { type: "response.output_text.done", ...place, text: part.text, logprobs: [] },
    { type: "response.content_part.done", ...place, part },
    { type: "response.output_item.done", output_index, item },
  ];
}

function callEvents(item: ReturnType<typeof functionCall>, output_index: number): readonly Event[] {
  const place = { item_id: item.id, output_index };
  return [
    { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress", arguments: "" } },
    ...piecesOf(item.arguments).map((delta) => ({ type: "response.function_call_arguments.delta", ...place, delta })),
    { type: "response.function_call_arguments.done", ...place, name: item.name, arguments: item.arguments },
    { type: "response.output_item.done", output_index, item },
  ];
}

function outputOf(reply: Reply) {
  const texts = reply.text === "" && reply.calls.length > 0 ? [] : [message(reply)];
  return [...texts, ...reply.calls.map(functionCall)];
}

function message({ id, text }: Reply) {
  const part = { type: "output_text", text, annotations: [], logprobs: [] };
  return { id: `msg_${id}`, type: "message", status: "completed", role: "assistant", content: [part] as const };
}

function functionCall({ id, name, input }: ReplyCall) {
  const call = { id: `fc_${id}`, type: "function_call", status: "completed" };
  return { ...call, call_id: `call_${id}`, name, arguments: JSON.stringify(input) };
}

function head({ id, created, model, stop }: Reply, body: JsonObject, status: string) {
  return {
    id: `resp_${id}`,
    object: "response",
    created_at: created,
    status,
    error: null,
    incomplete_details: stop === "limit" && status === "incomplete" ? { reason: "max_output_tokens" } : null,
    instructions: asString(body.instructions) ?? null,
    metadata: body.metadata ?? {},
    model,
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: asString(body.previous_response_id) ?? null,
    temperature: body.temperature ?? 1,
    text: body.text ?? { format: { type: "text" } },
    tool_choice: body.tool_choice ?? "auto",
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: "disabled",
  };
}

function usageOf({ input, outputTokens }: Reply) {
  const written = input.written > 0 ? { cache_write_tokens: input.written } : {};
  return {
    input_tokens: input.total,
    input_tokens_details: { cached_tokens: input.read, ...written },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input.total + outputTokens,
  };
}
