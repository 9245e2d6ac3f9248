import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { compressibleMessages } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script } from "./support/scripted-upstream.js";
import { namedEvent, startEvents, streamEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

const QUESTION = {
  model: "claude-sonnet-5",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "Caf\u00e9?" }],
};

const ANSWER = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-5",
  content: [{ type: "text", text: "Oui \u{1f600}" }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 9, output_tokens: 2 },
};

async function start(script: Script, options: { readonly maxRetries?: number } = {}) {
  const { upstream, proxy } = await startPair(script, { optimize: { profile: "lossless" } });
  const client = new Anthropic({ apiKey: "sk-ant-test", baseURL: proxy.url, maxRetries: 0, ...options });
  return { upstream, client };
}

const STREAM_START = namedEvent({
  type: "message_start",
  message: { ...ANSWER, content: [], stop_reason: null },
} as { type: string });

function block(index: number, content: object, deltas: readonly object[]): string[] {
  const events: Array<{ type: string; index: number }> = [
    { type: "content_block_start", index, content_block: content } as { type: string; index: number },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
  return events.map(namedEvent);
}

function streamEnd(stopReason: string): string[] {
  const delta = {
    type: "message_delta",
    delta: { stop_reason: stopReason, stop_sequence: null },
    usage: { output_tokens: 2 },
  };
  return [namedEvent(delta), namedEvent({ type: "message_stop" })];
}

describe("the Anthropic client", () => {
  it("gets an answer, and the upstream its request", async () => {
    const { upstream, client } = await start((_request, response) => json(response, ANSWER));
    const { data, response } = await client.beta.messages
      .create({ ...QUESTION, betas: ["context-management-2025-06-27"] }, { query: { beta: "true" } })
      .withResponse();
    expect(data).toMatchObject(ANSWER);
    expect(response.headers.get("x-headroom-tokens-saved")).toBe("0");
    const { url, headers, body } = upstream.requests[0] as ReceivedRequest;
    expect(url).toBe("/v1/messages?beta=true");
    expect(headers).toMatchObject({
      authorization: "Bearer sk-ant-test",
      "anthropic-version": expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      "anthropic-beta": "context-management-2025-06-27",
    });
    expect(JSON.parse(body.toString())).toEqual(QUESTION);
  });

  it("gets a stream with pings, events it does not know, and characters cut in two", async () => {
    const { client } = await start((_request, response) =>
      streamEvents(response, [
        STREAM_START,
        namedEvent({ type: "ping" }),
        ...block(0, { type: "text", text: "" }, [
          { type: "text_delta", text: "Oui " },
          { type: "text_delta", text: "\u{1f600}" },
        ]),
        namedEvent({ type: "event_of_tomorrow" }),
        ...streamEnd("end_turn"),
      ]),
    );
    const message = await client.messages.stream(QUESTION).finalMessage();
    expect(message.content).toEqual([expect.objectContaining({ type: "text", text: "Oui \u{1f600}" })]);
    expect(message.usage.output_tokens).toBe(2);
  });

  it("gets tool calls from a stream", async () => {
    const tool = { type: "tool_use", id: "toolu_1", name: "list_orders", input: {} };
    const { client } = await start((_request, response) =>
      streamEvents(response, [
        STREAM_START,
        ...block(0, tool, [
          { type: "input_json_delta", partial_json: '{"page"' },
          { type: "input_json_delta", partial_json: ": 1}" },
        ]),
        ...streamEnd("tool_use"),
      ]),
    );
    const message = await client.messages.stream(QUESTION).finalMessage();
    expect(message.stop_reason).toBe("tool_use");
    expect(message.content[0]).toMatchObject({ type: "tool_use", id: "toolu_1", input: { page: 1 } });
  });

  it("sends tool results that arrive smaller, and counts the same bytes", async () => {
    const { upstream, client } = await start((request, response) =>
      json(response, request.url.includes("count_tokens") ? { input_tokens: 5 } : ANSWER),
    );
    const whole = JSON.parse(compressibleMessages().toString());
    const { response } = await client.messages.create(whole).withResponse();
    const { max_tokens: _, ...counted } = whole;
    expect((await client.messages.countTokens(counted)).input_tokens).toBe(5);
    const [sent, count] = upstream.requests.map(({ body }) => JSON.parse(body.toString()));
    expect(sent.messages[2].content[0].content.length).toBeLessThan(whole.messages[2].content[0].content.length);
    expect(count.messages).toEqual(sent.messages);
    expect(upstream.requests[1]?.url).toBe("/v1/messages/count_tokens");
    expect(Number(response.headers.get("x-headroom-tokens-saved"))).toBeGreaterThan(0);
  });

  it("gets errors with their status, headers and body", async () => {
    const error = { type: "error", error: { type: "overloaded_error", message: "Overloaded" }, request_id: "req_9" };
    const { client } = await start((_request, response) => {
      response.setHeader("request-id", "req_9").setHeader("retry-after", "7");
      response.setHeader("anthropic-ratelimit-requests-remaining", "0");
      json(response, error, 529);
    });
    const failure = await client.messages.create(QUESTION).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(Anthropic.APIError);
    expect(failure).toMatchObject({ status: 529, requestID: "req_9", error });
    const { headers } = failure as InstanceType<typeof Anthropic.APIError>;
    expect([headers?.get("retry-after"), headers?.get("anthropic-ratelimit-requests-remaining")]).toEqual(["7", "0"]);
  });

  it("gets an error inside a stream", async () => {
    const error = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };
    const { client } = await start((_request, response) => streamEvents(response, [STREAM_START, namedEvent(error)]));
    await expect(client.messages.stream(QUESTION).finalMessage()).rejects.toThrow(/Overloaded/);
  });

  it("tries again when the upstream cannot be reached for a moment", async () => {
    let broken = 2;
    const script: Script = (_request, response) => {
      if (broken-- > 0) response.socket?.resetAndDestroy();
      else json(response, ANSWER);
    };
    const { upstream, client } = await start(script, { maxRetries: 2 });
    expect((await client.messages.create(QUESTION)).id).toBe("msg_1");
    // The proxy itself repeats nothing: what reached the upstream is what the client sent.
    expect(upstream.requests.map(({ headers }) => headers["x-stainless-retry-count"])).toEqual(["0", "1", "2"]);
  });

  it("ends the upstream's call when it aborts a stream", async () => {
    const { upstream, client } = await start((_request, response) => {
      startEvents(response);
      response.write(STREAM_START);
    });
    const stream = await client.messages.create({ ...QUESTION, stream: true });
    for await (const _event of stream) stream.controller.abort();
    await (await upstream.received()).brokenOff;
  });

  it("ends the upstream's call when it aborts before an answer", async () => {
    const { upstream, client } = await start(() => {});
    const abort = new AbortController();
    const answer = client.messages.create(QUESTION, { signal: abort.signal });
    const received = await upstream.received();
    abort.abort();
    await expect(answer).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    await received.brokenOff;
  });
});
