import { ApiError, type Content, GoogleGenAI, type Part } from "@google/genai";
import { describe, expect, it } from "vitest";
import type { OptimizationOptions } from "../src/index.js";
import { toolOutput } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script } from "./support/scripted-upstream.js";
import { dataEvent, startEvents, streamEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

const MODEL = "gemini-3.5-flash";

const USAGE = { promptTokenCount: 9, candidatesTokenCount: 2, totalTokenCount: 11 };

const CALL: Part = { functionCall: { name: "list_orders", args: { page: 1 } }, thoughtSignature: "CiQB" };

/** What an agent sends once its function has answered. */
const CALLED: Content[] = [
  { role: "user", parts: [{ text: "Which order failed?" }] },
  { role: "model", parts: [CALL] },
  {
    role: "user",
    parts: [{ functionResponse: { name: "list_orders", response: { output: toolOutput(300), page: 1 } } }],
  },
];

const TOOLS = [{ functionDeclarations: [{ name: "list_orders", parametersJsonSchema: { type: "object" } }] }];

async function start(script: Script, optimize: OptimizationOptions = { minimumCacheableTokens: 0 }) {
  const { upstream, proxy } = await startPair(script, { optimize: { profile: "lossless", ...optimize } });
  const client = (baseUrl = proxy.url, apiVersion = "v1beta") =>
    new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl, apiVersion } });
  return { upstream, proxy, client };
}

function chunk(...parts: readonly Part[]) {
  const candidates = [{ content: { role: "model", parts }, index: 0 }];
  return { candidates, usageMetadata: USAGE, modelVersion: MODEL, responseId: "r-1" };
}

const LAST = { candidates: [{ finishReason: "STOP", index: 0 }] };
const ANSWER = chunk({ text: "Oui \u{1f600}" });
const answering: Script = (_request, response) => json(response, ANSWER);

function bodyOf(request: ReceivedRequest | undefined) {
  return JSON.parse((request as ReceivedRequest).body.toString());
}

describe("Google's client", () => {
  it("gets an answer, and the upstream its request", async () => {
    const { upstream, client } = await start(answering);
    const answer = await client().models.generateContent({ model: MODEL, contents: "Café?" });
    expect([answer.text, answer.usageMetadata]).toEqual(["Oui \u{1f600}", USAGE]);
    expect(answer.sdkHttpResponse?.headers?.["x-headroom-tokens-saved"]).toBe("0");
    const { method, url, headers } = upstream.requests[0] as ReceivedRequest;
    expect([method, url]).toEqual(["POST", `/v1beta/models/${MODEL}:generateContent`]);
    expect(headers["x-goog-api-key"]).toBe("key");
    expect(bodyOf(upstream.requests[0]).contents).toEqual([{ role: "user", parts: [{ text: "Café?" }] }]);
  });

  it("gets a stream, with calls in it", async () => {
    const { upstream, client } = await start((_request, response) =>
      streamEvents(response, [chunk({ text: "Oui " }), ANSWER, chunk(CALL), LAST].map(dataEvent)),
    );
    const parts: Part[] = [];
    for await (const piece of await client().models.generateContentStream({ model: MODEL, contents: "Café?" })) {
      parts.push(...(piece.candidates?.[0]?.content?.parts ?? []));
    }
    expect(parts).toEqual([{ text: "Oui " }, { text: "Oui \u{1f600}" }, CALL]);
    expect(upstream.requests[0]?.url).toBe(`/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`);
  });

  it.each([false, true])("sends function responses that arrive smaller (streamed: %s)", async (stream) => {
    const { upstream, proxy, client } = await start((_request, response) =>
      stream ? streamEvents(response, [ANSWER, LAST].map(dataEvent)) : json(response, ANSWER),
    );
    const request = {
      model: MODEL,
      contents: CALLED,
      config: { tools: TOOLS, systemInstruction: "Be brief.", temperature: 1 },
    };
    const whole = await start(answering);
    await whole.client(`${whole.upstream.url}`).models.generateContent(request);
    if (stream) for await (const _chunk of await client(proxy.url).models.generateContentStream(request));
    else await client(proxy.url).models.generateContent(request);
    const expected = bodyOf(whole.upstream.requests[0]);
    const received = bodyOf(upstream.requests[0]);
    const { response } = received.contents[2].parts[0].functionResponse;
    expect(response.output.length).toBeLessThan(toolOutput(300).length / 2);
    expected.contents[2].parts[0].functionResponse.response.output = response.output;
    expect(received).toEqual(expected);
  });

  it("sends responses that are JSON as a text in an object, or in their place", async () => {
    const { upstream, client } = await start(answering);
    const rows = JSON.parse(toolOutput(300));
    const answerWith = async (response: Record<string, unknown>, index: number) => {
      const parts = [{ functionResponse: { name: "list_orders", response } }];
      await client().models.generateContent({
        model: MODEL,
        contents: [...CALLED.slice(0, 2), { role: "user", parts }],
      });
      return bodyOf(upstream.requests[index]).contents[2].parts[0].functionResponse.response;
    };
    const whole = await answerWith({ output: rows }, 0);
    expect(whole).toEqual({ output: expect.stringContaining("headroom:") });
    expect(whole.output.length).toBeLessThan(JSON.stringify(rows).length / 2);
    const inPlace = await answerWith({ orders: rows, total: 300 }, 1);
    expect(inPlace).toEqual({ orders: expect.stringContaining("headroom:"), total: 300 });
  });

  it("begins each turn of a chat with the bytes of the turn before", async () => {
    const answers = [chunk(CALL), ANSWER, ANSWER];
    const { upstream, client } = await start((_request, response) => json(response, answers.shift()));
    const chat = client().chats.create({ model: MODEL, config: { tools: TOOLS } });
    const [call] = (await chat.sendMessage({ message: "Which order failed?" })).functionCalls ?? [];
    expect(call).toEqual(CALL.functionCall);
    const response = { output: toolOutput(300) };
    await chat.sendMessage({ message: [{ functionResponse: { name: "list_orders", response } }] });
    await chat.sendMessage({ message: "And the second one?" });
    const [, second, third] = upstream.requests;
    const shared = JSON.stringify(bodyOf(second).contents).slice(0, -1);
    expect(shared.length).toBeLessThan(toolOutput(300).length / 2);
    for (const request of [second, third]) expect(request?.body.toString()).toContain(`"contents":${shared}`);
  });

  it("counts tokens in the form in which it sends them", async () => {
    const { upstream, client } = await start((request, response) =>
      json(response, request.url.endsWith(":countTokens") ? { totalTokens: 11 } : ANSWER),
    );
    await client().models.generateContent({ model: MODEL, contents: CALLED });
    expect((await client().models.countTokens({ model: MODEL, contents: CALLED })).totalTokens).toBe(11);
    const [sent, counted] = upstream.requests.map((request) => bodyOf(request).contents);
    expect(counted).toEqual(sent);
  });

  it("is told apart in every version, by its prefix, and at the addresses of Vertex AI", async () => {
    const { upstream, proxy, client } = await start(answering);
    await client(proxy.url, "v1").models.generateContent({ model: MODEL, contents: CALLED });
    await client(`${proxy.url}/google`).models.generateContent({ model: MODEL, contents: CALLED });
    const vertex = new GoogleGenAI({ vertexai: true, apiKey: "key", httpOptions: { baseUrl: proxy.url } });
    await vertex.models.generateContent({ model: MODEL, contents: CALLED });
    expect(upstream.requests.map(({ url }) => url)).toEqual([
      `/v1/models/${MODEL}:generateContent`,
      `/v1beta/models/${MODEL}:generateContent`,
      `/v1beta1/publishers/google/models/${MODEL}:generateContent`,
    ]);
    for (const { body } of upstream.requests) expect(body.length).toBeLessThan(toolOutput(300).length / 2);
  });

  it("names the model in the address, whose smallest cached prefix is kept", async () => {
    const { upstream, client } = await start(answering, {});
    await client().models.generateContent({ model: MODEL, contents: CALLED });
    await client().models.generateContent({ model: "gemma-3-27b-it", contents: CALLED });
    const [cached, never] = upstream.requests.map(({ body }) => body.length);
    // Where prefixes are cached, so much of the output is shown that this one is long enough.
    expect(cached).toBeGreaterThan(1.5 * (never as number));
    expect(cached).toBeLessThan(toolOutput(300).length);
    expect(never).toBeLessThan(toolOutput(300).length / 2);
  });

  it("reaches everything else at the same provider", async () => {
    const { upstream, client } = await start((_request, response) => json(response, { name: "cachedContents/1" }));
    await client().models.get({ model: MODEL });
    await client(undefined, "v1").models.get({ model: MODEL });
    await client().caches.create({ model: MODEL, config: { contents: CALLED } });
    expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /v1beta/models/${MODEL}`,
      `GET /v1/models/${MODEL}`,
      "POST /v1beta/cachedContents",
    ]);
    expect(upstream.requests[2]?.body.length).toBeGreaterThan(toolOutput(300).length);
  });

  it("gets errors with their status, those of the proxy included", async () => {
    const error = { code: 429, message: "Resource exhausted", status: "RESOURCE_EXHAUSTED" };
    const { upstream, client } = await start((_request, response) => json(response, { error }, 429));
    const ask = () => client().models.generateContent({ model: MODEL, contents: "Café?" });
    const refused = await ask().catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({ status: 429, message: expect.stringContaining("RESOURCE_EXHAUSTED") });
    await upstream.close();
    const failed = await ask().catch((reason: unknown) => reason);
    expect(failed).toMatchObject({ status: 502, message: expect.stringContaining("UNAVAILABLE") });
  });

  it("ends the upstream's call when it leaves a stream", async () => {
    const { upstream, client } = await start((_request, response) => {
      startEvents(response);
      response.write(dataEvent(ANSWER));
    });
    const abort = new AbortController();
    const config = { abortSignal: abort.signal };
    for await (const _chunk of await client().models.generateContentStream({ model: MODEL, contents: "a", config })) {
      break;
    }
    abort.abort();
    await (await upstream.received()).brokenOff;
  });
});
