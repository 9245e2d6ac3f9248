import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One answer of the script: a text, a call of a tool, or an error with this status. */
export type Answer =
  | { readonly text: string }
  | { readonly tool: string; readonly input: { readonly [name: string]: unknown } }
  | { readonly status: number };

/** A local server that speaks the formats of providers, answers by a script, and keeps what it received. */
export interface ScriptedProvider {
  /** Address without a path. */
  readonly url: string;
  /** Bodies as they came, in order. */
  readonly received: string[];
  /** Sets what is answered from now on, in order; after the last one, the text "done". */
  script(...answers: readonly Answer[]): void;
  close(): Promise<void>;
}

/** Starts one on a free port: chat completions, responses and messages, whole and streamed. */
export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const received: string[] = [];
  const next: Answer[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push(body);
      answer(
        request.url ?? "",
        JSON.parse(body).stream === true,
        next.shift() ?? { text: "done" },
        received.length,
        response,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    script: (...answers) => void next.splice(0, next.length, ...answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}

function answer(path: string, streamed: boolean, said: Answer, number: number, response: ServerResponse): void {
  if ("status" in said) {
    const error = { type: "error", error: { type: "invalid_request_error", message: "refused by the script" } };
    response.writeHead(said.status, { "content-type": "application/json" }).end(JSON.stringify(error));
    return;
  }
  const speak = path.endsWith("/messages") ? messages : path.endsWith("/responses") ? responses : chat;
  const { whole, events } = speak(said, String(number));
  if (!streamed) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(whole));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) {
    const name = typeof event === "object" && "type" in event ? `event: ${String(event.type)}\n` : "";
    response.write(`${name}data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`);
  }
  response.end();
}

interface Spoken {
  readonly whole: object;
  readonly events: readonly (object | string)[];
}

type Said = Exclude<Answer, { readonly status: number }>;

function chat(said: Said, number: string): Spoken {
  const base = { id: `chatcmpl-${number}`, created: 1, model: "gpt-5.5" };
  const usage = { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 };
  const call = (input: { readonly [name: string]: unknown }, name: string): object => ({
    id: `call_${number}`,
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  });
  const reason = "text" in said ? "stop" : "tool_calls";
  const message =
    "text" in said ? { content: said.text } : { content: null, tool_calls: [call(said.input, said.tool)] };
  const deltas =
    "text" in said
      ? Array.from(said.text, (content) => ({ content }))
      : [{ tool_calls: [{ index: 0, ...call(said.input, said.tool) }] }];
  const chunk = (delta: object, finish: string | null): object => ({
    ...base,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  return {
    whole: {
      ...base,
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: reason }],
      usage,
    },
    events: [
      chunk({ role: "assistant", content: "" }, null),
      ...deltas.map((delta) => chunk(delta, null)),
      chunk({}, reason),
      { ...base, object: "chat.completion.chunk", choices: [], usage },
      "[DONE]",
    ],
  };
}

function messages(said: Said, number: string): Spoken {
  const base = {
    id: `msg_${number}`,
    type: "message",
    role: "assistant",
    model: "claude-sonnet-5",
    stop_sequence: null,
  };
  const reason = "text" in said ? "end_turn" : "tool_use";
  const usage = { input_tokens: 10, output_tokens: 2 };
  const block =
    "text" in said
      ? { type: "text", text: said.text }
      : { type: "tool_use", id: `call_${number}`, name: said.tool, input: said.input };
  const empty = "text" in said ? { ...block, text: "" } : { ...block, input: {} };
  const delta =
    "text" in said
      ? { type: "text_delta", text: said.text }
      : { type: "input_json_delta", partial_json: JSON.stringify(said.input) };
  return {
    whole: { ...base, content: [block], stop_reason: reason, usage },
    events: [
      { type: "message_start", message: { ...base, content: [], stop_reason: null, usage } },
      { type: "content_block_start", index: 0, content_block: empty },
      { type: "content_block_delta", index: 0, delta },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 2 } },
      { type: "message_stop" },
    ],
  };
}

function responses(said: Said, number: string): Spoken {
  const base = { id: `resp_${number}`, object: "response", created_at: 1, model: "gpt-5.5" };
  const ids = { id: `${"text" in said ? "msg" : "fc"}_${number}`, status: "completed" };
  const part = "text" in said ? { type: "output_text", text: said.text, annotations: [] } : undefined;
  const item =
    "text" in said
      ? { ...ids, type: "message", role: "assistant", content: [part] }
      : {
          ...ids,
          type: "function_call",
          call_id: `call_${number}`,
          name: said.tool,
          arguments: JSON.stringify(said.input),
        };
  const empty = "text" in said ? { ...item, content: [] } : { ...item, arguments: "" };
  const place = { item_id: ids.id, output_index: 0, content_index: 0 };
  const deltas =
    "text" in said
      ? [
          { type: "response.content_part.added", ...place, part: { ...part, text: "" } },
          { type: "response.output_text.delta", ...place, delta: said.text },
          { type: "response.output_text.done", ...place, text: said.text },
        ]
      : [
          { type: "response.function_call_arguments.delta", ...place, delta: JSON.stringify(said.input) },
          { type: "response.function_call_arguments.done", ...place, arguments: JSON.stringify(said.input) },
        ];
  const usage = {
    input_tokens: 10,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 2,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 12,
  };
  const whole = { ...base, status: "completed", error: null, incomplete_details: null, output: [item], usage };
  return {
    whole,
    events: [
      { type: "response.created", response: { ...base, status: "in_progress", output: [] } },
      { type: "response.output_item.added", output_index: 0, item: empty },
      ...deltas,
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response: whole },
    ].map((event, sequence_number) => ({ ...event, sequence_number })),
  };
}
