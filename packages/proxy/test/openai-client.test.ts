import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { compressibleChat } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script } from "./support/scripted-upstream.js";
import { dataEvent, startEvents, streamEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

const QUESTION = { model: "gpt-5.5", messages: [{ role: "user" as const, content: "Caf\u00e9?" }] };

const ANSWER = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "gpt-5.5",
  choices: [
    { index: 0, finish_reason: "stop", message: { role: "assistant", content: "Oui \u{1f600}", refusal: null } },
  ],
  usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
};

async function start(script: Script, options: { readonly maxRetries?: number } = {}) {
  const { upstream, proxy } = await startPair(script, { optimize: { profile: "lossless" } });
  const client = new OpenAI({ apiKey: "sk-test", baseURL: `${proxy.url}/v1`, maxRetries: 0, ...options });
  return { upstream, client };
}

function chunk(delta: object, finish: string | null = null) {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return dataEvent({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "gpt-5.5", choices });
}

describe("the OpenAI client", () => {
  it("gets an answer, and the upstream its request", async () => {
    const { upstream, client } = await start((_request, response) => json(response, ANSWER));
    const { data, response } = await client.chat.completions.create(QUESTION).withResponse();
    expect(data).toEqual(ANSWER);
    expect(response.headers.get("x-headroom-tokens-saved")).toBe("0");
    const { url, headers, body } = upstream.requests[0] as ReceivedRequest;
    expect([url, headers.authorization]).toEqual(["/v1/chat/completions", "Bearer sk-test"]);
    expect(JSON.parse(body.toString())).toEqual(QUESTION);
  });

  it("gets a stream", async () => {
    const { client } = await start((_request, response) =>
      streamEvents(response, [
        chunk({ role: "assistant", content: "" }),
        chunk({ content: "Oui " }),
        chunk({ content: "\u{1f600}" }),
        chunk({}, "stop"),
        dataEvent("[DONE]"),
      ]),
    );
    let text = "";
    const stream = await client.chat.completions.create({ ...QUESTION, stream: true });
    for await (const event of stream) text += event.choices[0]?.delta.content ?? "";
    expect(text).toBe("Oui \u{1f600}");
  });

  it("gets tool calls from a stream", async () => {
    const call = { index: 0, id: "call_1", type: "function", function: { name: "list_orders", arguments: "" } };
    const { client } = await start((_request, response) =>
      streamEvents(response, [
        chunk({ role: "assistant", content: null, tool_calls: [call] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: '{"page"' } }] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: ":1.0}" } }] }),
        chunk({}, "tool_calls"),
        dataEvent("[DONE]"),
      ]),
    );
    const message = await client.chat.completions.stream(QUESTION).finalMessage();
    expect(message.tool_calls?.[0]).toMatchObject({ id: "call_1", function: { arguments: '{"page":1.0}' } });
  });

  it("sends tool outputs that arrive smaller", async () => {
    const { upstream, client } = await start((_request, response) => json(response, ANSWER));
    const whole = JSON.parse(compressibleChat().toString());
    const { response } = await client.chat.completions.create(whole).withResponse();
    const received = JSON.parse((upstream.requests[0] as ReceivedRequest).body.toString());
    expect(received.messages[2].content.length).toBeLessThan(whole.messages[2].content.length);
    expect({ ...received, messages: received.messages.slice(0, 2) }).toEqual({
      ...whole,
      messages: whole.messages.slice(0, 2),
    });
    expect(received.messages[2].tool_call_id).toBe("call_1");
    expect(Number(response.headers.get("x-headroom-tokens-saved"))).toBeGreaterThan(0);
  });

  it("gets errors with their status, headers and body", async () => {
    const error = { message: "Rate limit reached", type: "tokens", param: null, code: "rate_limit_exceeded" };
    const { client } = await start((_request, response) => {
      response.setHeader("x-request-id", "req_9").setHeader("retry-after", "7");
      json(response, { error }, 429);
    });
    const failure = await client.chat.completions.create(QUESTION).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(OpenAI.RateLimitError);
    expect(failure).toMatchObject({ status: 429, code: "rate_limit_exceeded", requestID: "req_9", error });
    expect((failure as InstanceType<typeof OpenAI.RateLimitError>).headers.get("retry-after")).toBe("7");
  });

  it("gets an error of the upstream before a stream as an error", async () => {
    const { client } = await start((_request, response) => json(response, { error: { message: "no" } }, 400));
    const failure = client.chat.completions.create({ ...QUESTION, stream: true });
    await expect(failure).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });

  it("tries again after 500 and 429, with the same bytes", async () => {
    const statuses = [500, 429, 200];
    const script: Script = (_request, response) => {
      response.setHeader("retry-after-ms", "1");
      const status = statuses.shift() as number;
      json(response, status === 200 ? ANSWER : { error: { message: "again" } }, status);
    };
    const { upstream, client } = await start(script, { maxRetries: 2 });
    const whole = JSON.parse(compressibleChat().toString());
    expect((await client.chat.completions.create(whole)).id).toBe("chatcmpl-1");
    expect(new Set(upstream.requests.map(({ body }) => body.toString())).size).toBe(1);
    expect(upstream.requests.map(({ headers }) => headers["x-stainless-retry-count"])).toEqual(["0", "1", "2"]);
  });

  it("ends the upstream's call when it aborts a stream", async () => {
    const { upstream, client } = await start((_request, response) => {
      startEvents(response);
      response.write(chunk({ content: "a" }));
    });
    const stream = await client.chat.completions.create({ ...QUESTION, stream: true });
    for await (const _event of stream) break;
    await (await upstream.received()).brokenOff;
  });

  it("ends the upstream's call when it aborts before an answer", async () => {
    const { upstream, client } = await start(() => {});
    const abort = new AbortController();
    const answer = client.chat.completions.create(QUESTION, { signal: abort.signal });
    const received = await upstream.received();
    abort.abort();
    await expect(answer).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await received.brokenOff;
  });

  it("sees a stream that breaks off as broken", async () => {
    const { client } = await start((_request, response) => {
      startEvents(response);
      response.write(chunk({ content: "a" }), () => response.destroy());
    });
    const stream = await client.chat.completions.create({ ...QUESTION, stream: true });
    await expect(async () => {
      for await (const _event of stream);
    }).rejects.toThrow();
  });

  it("lists models and uploads files past the optimizer", async () => {
    const { upstream, client } = await start((request, response) =>
      json(response, request.method === "GET" ? { object: "list", data: [{ id: "gpt-5.5" }] } : { id: "file-1" }),
    );
    expect((await client.models.list()).data[0]?.id).toBe("gpt-5.5");
    const file = await OpenAI.toFile(Buffer.alloc(200_000, "x"), "rows.jsonl");
    expect((await client.files.create({ file, purpose: "batch" })).id).toBe("file-1");
    expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /v1/models",
      "POST /v1/files",
    ]);
    expect((upstream.requests[1] as ReceivedRequest).body.length).toBeGreaterThan(200_000);
  });
});
