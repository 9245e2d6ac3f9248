import { Mistral } from "@mistralai/mistralai";
import { MistralError } from "@mistralai/mistralai/models/errors";
import { describe, expect, it } from "vitest";
import { toolOutput } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script } from "./support/scripted-upstream.js";
import { dataEvent, startEvents, streamEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

type Messages = Parameters<Mistral["chat"]["complete"]>[0]["messages"];

const MODEL = "mistral-large-latest";
const QUESTION = { model: MODEL, messages: [{ role: "user" as const, content: "Café?" }] };

const USAGE = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const FRAME = { id: "m-1", created: 1, model: MODEL };
const ANSWER = {
  ...FRAME,
  object: "chat.completion",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Oui \u{1f600}" } }],
  usage: USAGE,
};
const answering: Script = (_request, response) => json(response, ANSWER);

/** What an agent sends once its tool has answered. */
const CALLED: Messages = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "Which order failed?" },
  {
    role: "assistant",
    content: [{ type: "thinking", thinking: [{ type: "text", text: "I look." }] }],
    toolCalls: [{ id: "D681PevKs", function: { name: "list_orders", arguments: '{"page": 1.0}' } }],
  },
  { role: "tool", name: "list_orders", toolCallId: "D681PevKs", content: toolOutput(300) },
];

async function start(script: Script) {
  const { upstream, proxy } = await startPair(script, { optimize: { profile: "lossless" } });
  const client = (serverURL = `${proxy.url}/mistral`) => new Mistral({ apiKey: "key", serverURL });
  return { upstream, proxy, client };
}

function bodyOf(request: ReceivedRequest | undefined) {
  return JSON.parse((request as ReceivedRequest).body.toString());
}

function chunk(delta: object, rest: object = {}) {
  const choices = [{ index: 0, delta, finish_reason: null }];
  return dataEvent({ ...FRAME, object: "chat.completion.chunk", choices, ...rest });
}

function textEvents(): readonly string[] {
  return [
    chunk({ role: "assistant", content: "Oui " }),
    chunk({ content: "\u{1f600}" }, { usage: USAGE }),
    dataEvent("[DONE]"),
  ];
}

describe("Mistral's client", () => {
  it("gets an answer, and the upstream its request", async () => {
    const { upstream, client } = await start(answering);
    const answer = await client().chat.complete(QUESTION);
    expect(answer.choices[0]?.message?.content).toBe("Oui \u{1f600}");
    expect(answer.usage.promptTokens).toBe(9);
    const { method, url, headers } = upstream.requests[0] as ReceivedRequest;
    expect([method, url, headers.authorization]).toEqual(["POST", "/v1/chat/completions", "Bearer key"]);
    expect(bodyOf(upstream.requests[0])).toMatchObject(QUESTION);
  });

  it("gets a stream, with calls in it", async () => {
    const call = { id: "D681PevKs", function: { name: "list_orders", arguments: '{"page":1.0}' }, index: 0 };
    const { client } = await start((_request, response) =>
      streamEvents(response, [chunk({ content: "", tool_calls: [call] }), ...textEvents()]),
    );
    let text = "";
    let args: unknown;
    for await (const { data } of await client().chat.stream(QUESTION)) {
      const delta = data.choices[0]?.delta;
      text += delta?.content ?? "";
      args ??= delta?.toolCalls?.[0]?.function.arguments;
    }
    expect([text, args]).toEqual(["Oui \u{1f600}", '{"page":1.0}']);
  });

  it.each([false, true])("sends tool outputs that arrive smaller (streamed: %s)", async (stream) => {
    const { upstream, client } = await start((_request, response) =>
      stream ? streamEvents(response, textEvents()) : json(response, ANSWER),
    );
    const request = { model: MODEL, messages: CALLED, temperature: 0.3, promptCacheKey: "chat-1" };
    const whole = await start(answering);
    await whole.client(whole.upstream.url).chat.complete(request);
    if (stream) for await (const _event of await client().chat.stream(request));
    else await client().chat.complete(request);
    const received = bodyOf(upstream.requests[0]);
    expect(received.messages[3].content.length).toBeLessThan(toolOutput(300).length / 2);
    const expected = bodyOf(whole.upstream.requests[0]);
    expected.messages[3].content = received.messages[3].content;
    expect(received).toEqual({ ...expected, stream });
  });

  it("begins each turn with the bytes of the turn before", async () => {
    const { upstream, client } = await start(answering);
    await client().chat.complete({ model: MODEL, messages: CALLED });
    const next: Messages = [...CALLED, { role: "assistant", content: "None." }, { role: "user", content: "Sure?" }];
    await client().chat.complete({ model: MODEL, messages: next });
    const [first, second] = upstream.requests;
    const shared = JSON.stringify(bodyOf(first).messages).slice(0, -1);
    expect(shared.length).toBeLessThan(toolOutput(300).length / 2);
    for (const request of [first, second]) expect(request?.body.toString()).toContain(`"messages":${shared}`);
  });

  it("speaks with agents in the same way", async () => {
    const { upstream, client } = await start(answering);
    await client().agents.complete({ agentId: "ag_1", messages: CALLED.slice(1) as never });
    expect(upstream.requests[0]?.url).toBe("/v1/agents/completions");
    expect(upstream.requests[0]?.body.length).toBeLessThan(toolOutput(300).length / 2);
  });

  it("reaches everything else at the same provider", async () => {
    const { upstream, client } = await start((_request, response) => json(response, { object: "list", data: [] }));
    await client().models.list();
    expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /v1/models"]);
  });

  it("gets errors with their status, those of the proxy included", async () => {
    const error = { object: "error", message: "Rate limit exceeded", type: "rate_limited", param: null, code: "1300" };
    const { upstream, client } = await start((_request, response) => json(response, error, 429));
    const retries = { retries: { strategy: "none" as const } };
    const refused = await client()
      .chat.complete(QUESTION, retries)
      .catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(MistralError);
    expect(refused).toMatchObject({ statusCode: 429, body: JSON.stringify(error) });
    await upstream.close();
    const failed = await client()
      .chat.complete(QUESTION, retries)
      .catch((reason: unknown) => reason);
    expect(failed).toMatchObject({ statusCode: 502, body: expect.stringContaining('"object":"error"') });
  });

  it("ends the upstream's call when it aborts a stream", async () => {
    const { upstream, client } = await start((_request, response) => {
      startEvents(response);
      response.write(textEvents()[0]);
    });
    const abort = new AbortController();
    const stream = await client().chat.stream(QUESTION, { signal: abort.signal });
    for await (const _event of stream) break;
    abort.abort();
    await (await upstream.received()).brokenOff;
  });
});
