import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { toolOutput, variedOutput } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script } from "./support/scripted-upstream.js";
import { namedEvent, startEvents, streamEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

type Items = OpenAI.Responses.ResponseInput;

const QUESTION = { model: "gpt-5.5", input: "Caf\u00e9?" };

const ANSWER = {
  id: "resp_1",
  object: "response",
  created_at: 1,
  model: "gpt-5.5",
  status: "completed",
  output: [
    {
      id: "msg_1",
      type: "message",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "Oui \u{1f600}", annotations: [] }],
    },
  ],
  usage: { input_tokens: 9, output_tokens: 2, total_tokens: 11 },
};

const CALL = { type: "function_call", id: "fc_1", call_id: "call_1", name: "list_orders", arguments: "" } as const;

/** What an agent sends once its tool has answered. */
const CALLED: Items = [
  { role: "user", content: "Which order failed?" },
  { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "gAAAAABp" },
  { ...CALL, arguments: '{"page": 1.0}' },
  { type: "function_call_output", call_id: "call_1", output: toolOutput(300) },
];

async function start(script: Script, options: { readonly maxRetries?: number } = {}) {
  const { upstream, proxy } = await startPair(script, { optimize: { profile: "lossless" } });
  const client = new OpenAI({ apiKey: "sk-test", baseURL: `${proxy.url}/v1`, maxRetries: 0, ...options });
  return { upstream, client, proxy };
}

function answering(value: unknown = ANSWER): Script {
  return (_request, response) => json(response, value);
}

function bodyOf(request: ReceivedRequest | undefined) {
  return JSON.parse((request as ReceivedRequest).body.toString());
}

let sequence = 0;
function event(type: string, members: object): string {
  return namedEvent({ type, sequence_number: sequence++, ...members } as { type: string });
}

function textEvents(): readonly string[] {
  const [message] = ANSWER.output;
  const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
  const part = { type: "output_text", text: "", annotations: [] };
  return [
    event("response.created", { response: { ...ANSWER, status: "in_progress", output: [], usage: null } }),
    event("response.output_item.added", { output_index: 0, item: { ...message, content: [] } }),
    event("response.content_part.added", { ...place, part }),
    event("response.output_text.delta", { ...place, delta: "Oui " }),
    event("response.output_text.delta", { ...place, delta: "\u{1f600}" }),
    event("response.output_text.done", { ...place, text: "Oui \u{1f600}" }),
    event("response.content_part.done", { ...place, part: { ...part, text: "Oui \u{1f600}" } }),
    event("response.output_item.done", { output_index: 0, item: message }),
    event("response.completed", { response: ANSWER }),
  ];
}

function callEvents(): readonly string[] {
  const place = { item_id: "fc_1", output_index: 0 };
  const done = { ...CALL, arguments: '{"page":1.0}' };
  return [
    event("response.created", { response: { ...ANSWER, status: "in_progress", output: [], usage: null } }),
    event("response.output_item.added", { output_index: 0, item: CALL }),
    event("response.function_call_arguments.delta", { ...place, delta: '{"page"' }),
    event("response.function_call_arguments.delta", { ...place, delta: ":1.0}" }),
    event("response.function_call_arguments.done", { ...place, name: "list_orders", arguments: done.arguments }),
    event("response.output_item.done", { output_index: 0, item: done }),
    event("response.completed", { response: { ...ANSWER, output: [done] } }),
  ];
}

describe("the OpenAI client's responses", () => {
  it("come as answers, and the upstream gets the request", async () => {
    const { upstream, client } = await start(answering());
    const { data, response } = await client.responses.create(QUESTION).withResponse();
    expect(data).toMatchObject(ANSWER);
    expect(data.output_text).toBe("Oui \u{1f600}");
    expect(response.headers.get("x-headroom-tokens-saved")).toBe("0");
    const { url, headers } = upstream.requests[0] as ReceivedRequest;
    expect([url, headers.authorization]).toEqual(["/v1/responses", "Bearer sk-test"]);
    expect(bodyOf(upstream.requests[0])).toEqual(QUESTION);
  });

  it("come as events of a stream", async () => {
    const { client } = await start((_request, response) => streamEvents(response, textEvents()));
    let text = "";
    let last = "";
    for await (const received of await client.responses.create({ ...QUESTION, stream: true })) {
      if (received.type === "response.output_text.delta") text += received.delta;
      last = received.type;
    }
    expect([text, last]).toEqual(["Oui \u{1f600}", "response.completed"]);
  });

  it("come as a stream that is gathered, with the calls in it", async () => {
    const { client } = await start((_request, response) => streamEvents(response, callEvents()));
    const { output } = await client.responses.stream(QUESTION).finalResponse();
    expect(output[0]).toMatchObject({ type: "function_call", call_id: "call_1", arguments: '{"page":1.0}' });
  });

  it.each([false, true])("make tool outputs arrive smaller and all else as it is (streamed: %s)", async (stream) => {
    const { upstream, client } = await start((_request, response) =>
      stream ? streamEvents(response, textEvents()) : json(response, ANSWER),
    );
    const whole = { model: "gpt-5.5", instructions: "Be brief.", input: CALLED, store: false, stream };
    const { response } = await client.responses.create(whole).withResponse();
    await response.body?.cancel().catch(() => undefined);
    const received = bodyOf(upstream.requests[0]);
    expect(received.input[3].output.length).toBeLessThan(toolOutput(300).length / 2);
    expect(received).toEqual({
      ...whole,
      input: [...CALLED.slice(0, 3), { ...(CALLED[3] as object), output: received.input[3].output }],
    });
    expect(Number(response.headers.get("x-headroom-tokens-saved"))).toBeGreaterThan(0);
  });

  it("begin each turn with the bytes of the turn before", async () => {
    const { upstream, client } = await start(answering());
    const frame = { model: "gpt-5.5", instructions: "Be brief." };
    await client.responses.create({ ...frame, input: CALLED });
    const next: Items = [
      ...CALLED,
      { type: "function_call", call_id: "call_2", name: "list_orders", arguments: "{}" },
      { type: "function_call_output", call_id: "call_2", output: [{ type: "input_text", text: toolOutput(200) }] },
    ];
    await client.responses.create({ ...frame, input: next });
    const [first, second] = upstream.requests.map(({ body }) => body.toString());
    expect(second?.startsWith((first as string).slice(0, -2))).toBe(true);
    expect(bodyOf(upstream.requests[1]).input[5].output[0].text.length).toBeLessThan(toolOutput(200).length / 2);
  });

  it.each([
    ["exec_command", "varied", "as it is"],
    ["list_orders", "varied", "as it is"],
    ["exec_command", "like", "as it is"],
    ["list_orders", "like", "smaller"],
  ])(
    "leave out nothing where the provider holds the call (tool %s, rows that are %s: %s)",
    async (name, rows, kept) => {
      const { upstream, proxy } = await startPair(answering(), {
        optimize: { profile: "aggressive", minimumCacheableTokens: 0 },
      });
      const client = new OpenAI({ apiKey: "sk-test", baseURL: `${proxy.url}/v1`, maxRetries: 0 });
      const output = rows === "like" ? toolOutput(300) : variedOutput();
      const tools = [{ type: "function" as const, name, parameters: {}, strict: false }];
      const input: Items = [{ type: "function_call_output", call_id: "call_1", output }];
      await client.responses.create({ model: "gpt-5.5", previous_response_id: "resp_1", input, tools });
      const [received] = bodyOf(upstream.requests[0]).input;
      if (kept === "smaller") expect(received.output.length).toBeLessThan(output.length / 2);
      else expect(received.output).toBe(output);
      expect(received.output).not.toMatch(/retrieve/);
    },
  );

  it("are counted and compacted in the form in which they are sent", async () => {
    const { upstream, client } = await start((request, response) =>
      json(response, request.url.endsWith("input_tokens") ? { input_tokens: 11 } : ANSWER),
    );
    await client.responses.create({ model: "gpt-5.5", input: CALLED });
    expect((await client.responses.inputTokens.count({ model: "gpt-5.5", input: CALLED })).input_tokens).toBe(11);
    await client.responses.compact({ model: "gpt-5.5", input: CALLED });
    expect(upstream.requests.map(({ url }) => url)).toEqual([
      "/v1/responses",
      "/v1/responses/input_tokens",
      "/v1/responses/compact",
    ]);
    const [sent, counted, compacted] = upstream.requests.map((request) => bodyOf(request).input);
    expect(counted).toEqual(sent);
    expect(compacted).toEqual(sent);
  });

  it("are fetched, cancelled and deleted by their id at the same provider", async () => {
    const { upstream, client } = await start(answering());
    await client.responses.retrieve("resp_1");
    await client.responses.cancel("resp_1");
    await client.responses.delete("resp_1");
    expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /v1/responses/resp_1",
      "POST /v1/responses/resp_1/cancel",
      "DELETE /v1/responses/resp_1",
    ]);
  });

  it("are reached also by a base address without the version", async () => {
    const { upstream, proxy } = await start(answering());
    const client = new OpenAI({ apiKey: "sk-test", baseURL: proxy.url, maxRetries: 0 });
    expect((await client.responses.create(QUESTION)).id).toBe("resp_1");
    expect(upstream.requests[0]?.url).toBe("/v1/responses");
  });

  it("give errors with their status and body", async () => {
    const error = { message: "No tool output found", type: "invalid_request_error", param: "input", code: null };
    const { client } = await start((_request, response) => json(response, { error }, 400));
    const failure = await client.responses.create(QUESTION).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(OpenAI.BadRequestError);
    expect(failure).toMatchObject({ status: 400, error });
  });

  it("are tried again with the same bytes", async () => {
    const statuses = [500, 200];
    const { upstream, client } = await start(
      (_request, response) => {
        response.setHeader("retry-after-ms", "1");
        json(response, ANSWER, statuses.shift() as number);
      },
      { maxRetries: 1 },
    );
    expect((await client.responses.create({ model: "gpt-5.5", input: CALLED })).id).toBe("resp_1");
    expect(upstream.requests).toHaveLength(2);
    expect(new Set(upstream.requests.map(({ body }) => body.toString())).size).toBe(1);
  });

  it("end at the upstream when the client aborts a stream", async () => {
    const { upstream, client } = await start((_request, response) => {
      startEvents(response);
      response.write(textEvents()[0]);
    });
    for await (const _event of await client.responses.create({ ...QUESTION, stream: true })) break;
    await (await upstream.received()).brokenOff;
  });
});
