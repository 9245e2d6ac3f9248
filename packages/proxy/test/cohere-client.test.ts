import { CohereClientV2, CohereError } from "cohere-ai";
import { describe, expect, it } from "vitest";
import { toolOutput } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script } from "./support/scripted-upstream.js";
import { namedEvent, startEvents, streamEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

type Messages = Parameters<CohereClientV2["chat"]>[0]["messages"];

const MODEL = "command-a-03-2025";
const QUESTION = { model: MODEL, messages: [{ role: "user" as const, content: "Café?" }] };
const ONCE = { maxRetries: 0 };

const USAGE = { billed_units: { input_tokens: 9, output_tokens: 2 }, tokens: { input_tokens: 520, output_tokens: 4 } };
const ANSWER = {
  id: "c-1",
  finish_reason: "COMPLETE",
  message: { role: "assistant", content: [{ type: "text", text: "Oui \u{1f600}" }] },
  usage: USAGE,
};
const answering: Script = (_request, response) => json(response, ANSWER);

/** What an agent sends once its tool has answered. */
const CALLED: Messages = [
  { role: "user", content: "Which order failed?" },
  {
    role: "assistant",
    toolPlan: "I look at the orders.",
    toolCalls: [{ id: "call_1", type: "function", function: { name: "list_orders", arguments: '{"page": 1.0}' } }],
  },
  { role: "tool", toolCallId: "call_1", content: toolOutput(300) },
];

async function start(script: Script) {
  const { upstream, proxy } = await startPair(script, { optimize: { profile: "lossless" } });
  const client = (environment = proxy.url) => new CohereClientV2({ token: "key", environment });
  return { upstream, proxy, client };
}

function bodyOf(request: ReceivedRequest | undefined) {
  return JSON.parse((request as ReceivedRequest).body.toString());
}

function textEvents(): readonly string[] {
  return [
    { type: "message-start", id: "c-1", delta: { message: { role: "assistant", content: [] } } },
    { type: "content-start", index: 0, delta: { message: { content: { type: "text", text: "" } } } },
    { type: "content-delta", index: 0, delta: { message: { content: { text: "Oui " } } } },
    { type: "content-delta", index: 0, delta: { message: { content: { text: "\u{1f600}" } } } },
    { type: "content-end", index: 0 },
    { type: "message-end", delta: { finish_reason: "COMPLETE", usage: USAGE } },
  ].map(namedEvent);
}

function callEvents(): readonly string[] {
  const call = { id: "call_1", type: "function", function: { name: "list_orders", arguments: "" } };
  const delta = (message: object) => ({ delta: { message } });
  return [
    { type: "tool-plan-delta", ...delta({ tool_plan: "I look." }) },
    { type: "tool-call-start", index: 0, ...delta({ tool_calls: call }) },
    { type: "tool-call-delta", index: 0, ...delta({ tool_calls: { function: { arguments: '{"page":1.0}' } } }) },
    { type: "tool-call-end", index: 0 },
  ].map(namedEvent);
}

describe("Cohere's client", () => {
  it("gets an answer, and the upstream its request", async () => {
    const { upstream, client } = await start(answering);
    const { data, rawResponse } = await client().chat(QUESTION, ONCE).withRawResponse();
    expect(data.message.content).toEqual([{ type: "text", text: "Oui \u{1f600}" }]);
    expect(data.usage?.billedUnits).toMatchObject({ inputTokens: 9, outputTokens: 2 });
    expect(rawResponse.headers.get("x-headroom-tokens-saved")).toBe("0");
    const { method, url, headers } = upstream.requests[0] as ReceivedRequest;
    expect([method, url, headers.authorization]).toEqual(["POST", "/v2/chat", "Bearer key"]);
    expect(bodyOf(upstream.requests[0])).toEqual({ ...QUESTION, stream: false });
  });

  it("gets a stream, with calls in it", async () => {
    const { client } = await start((_request, response) => streamEvents(response, [...callEvents(), ...textEvents()]));
    let text = "";
    let args = "";
    let last = "";
    for await (const event of await client().chatStream(QUESTION, ONCE)) {
      if (event.type === "content-delta") text += event.delta?.message?.content?.text ?? "";
      if (event.type === "tool-call-delta") args += event.delta?.message?.toolCalls?.function?.arguments ?? "";
      last = event.type;
    }
    expect([text, args, last]).toEqual(["Oui \u{1f600}", '{"page":1.0}', "message-end"]);
  });

  it.each([false, true])("sends tool outputs that arrive smaller (streamed: %s)", async (stream) => {
    const { upstream, client } = await start((_request, response) =>
      stream ? streamEvents(response, textEvents()) : json(response, ANSWER),
    );
    const request = { model: MODEL, messages: CALLED, temperature: 0.3, documents: ["A document."] };
    const whole = await start(answering);
    await whole.client(whole.upstream.url).chat(request, ONCE);
    if (stream) for await (const _event of await client().chatStream(request, ONCE));
    else await client().chat(request, ONCE);
    const received = bodyOf(upstream.requests[0]);
    expect(received.messages[2].content.length).toBeLessThan(toolOutput(300).length / 2);
    const expected = bodyOf(whole.upstream.requests[0]);
    expected.messages[2].content = received.messages[2].content;
    expect(received).toEqual({ ...expected, stream });
  });

  it("sends documents whose data arrive smaller, still as objects", async () => {
    const { upstream, client } = await start(answering);
    const documents = [{ rows: JSON.parse(toolOutput(300)) }, { title: "Orders", text: toolOutput(300) }];
    const content = documents.map((data, at) => ({ type: "document" as const, document: { id: `${at}`, data } }));
    await client().chat(
      { model: MODEL, messages: [...CALLED.slice(0, 2), { ...CALLED[2], content }] as Messages },
      ONCE,
    );
    const [table, text] = bodyOf(upstream.requests[0]).messages[2].content;
    expect(table).toEqual({ type: "document", document: { id: "0", data: { output: expect.any(String) } } });
    expect(text).toEqual({
      type: "document",
      document: { id: "1", data: { title: "Orders", text: expect.any(String) } },
    });
    expect(table.document.data.output.length).toBeLessThan(toolOutput(300).length / 2);
    expect(text.document.data.text.length).toBeLessThan(toolOutput(300).length / 2);
  });

  it("begins each turn with the bytes of the turn before", async () => {
    const { upstream, client } = await start(answering);
    await client().chat({ model: MODEL, messages: CALLED }, ONCE);
    await client().chat(
      {
        model: MODEL,
        messages: [...CALLED, { role: "assistant", content: "None." }, { role: "user", content: "Sure?" }],
      },
      ONCE,
    );
    const [first, second] = upstream.requests.map(({ body }) => body.toString());
    const shared = (first as string).slice(0, (first as string).lastIndexOf("]"));
    expect(second?.startsWith(shared)).toBe(true);
  });

  it("is told apart by its prefix, too, also for what another provider has at the same path", async () => {
    const { upstream, proxy, client } = await start((request, response) =>
      json(response, request.url === "/v1/models" ? { models: [] } : ANSWER),
    );
    await client(`${proxy.url}/cohere`).chat({ model: MODEL, messages: CALLED }, ONCE);
    await client(`${proxy.url}/cohere`).models.list({}, ONCE);
    expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["POST /v2/chat", "GET /v1/models"]);
    expect(upstream.requests[0]?.body.length).toBeLessThan(toolOutput(300).length / 2);
  });

  it("reaches everything else of version 2 at the same provider", async () => {
    const { upstream, client } = await start((_request, response) => json(response, { id: "r", results: [] }));
    await client().rerank({ model: "rerank-v3.5", query: "a", documents: ["b"] }, ONCE);
    expect(upstream.requests[0]?.url).toBe("/v2/rerank");
  });

  it("gets errors with their status, those of the proxy included", async () => {
    const { upstream, client } = await start((_request, response) => json(response, { message: "slow down" }, 429));
    const refused = await client()
      .chat(QUESTION, ONCE)
      .catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(CohereError);
    expect(refused).toMatchObject({ statusCode: 429, body: { message: "slow down" } });
    await upstream.close();
    const failed = await client()
      .chat(QUESTION, ONCE)
      .catch((reason: unknown) => reason);
    expect(failed).toMatchObject({ statusCode: 502, body: { message: expect.any(String) } });
  });

  it("ends the upstream's call when it aborts a stream", async () => {
    const { upstream, client } = await start((_request, response) => {
      startEvents(response);
      response.write(textEvents()[0]);
    });
    const abort = new AbortController();
    const stream = await client().chatStream(QUESTION, { ...ONCE, abortSignal: abort.signal });
    for await (const _event of stream) break;
    abort.abort();
    await (await upstream.received()).brokenOff;
  });
});
