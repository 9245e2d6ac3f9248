import { gzipSync } from "node:zlib";
import { createMemoryResponses } from "@headroom/stores/memory";
import { describe, expect, it } from "vitest";
import { type AppOptions, createApp, serveProxy } from "../src/index.js";
import { deferred } from "./support/deferred.js";
import { json, pause, type Script, startUpstream } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { dataEvent, namedEvent, streamEvents } from "./support/sse.js";
import { closeAfterTest } from "./support/start-pair.js";

const KEY = { authorization: "Bearer sk-one", "content-type": "application/json" };
const CHAT = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] };
const MESSAGES = { model: "claude-sonnet-5", max_tokens: 10, messages: [{ role: "user", content: "Hello" }] };

const ANTHROPIC_EVENTS = [
  namedEvent({ type: "message_start", message: { usage: { input_tokens: 3, output_tokens: 1 } } } as never),
  namedEvent({ type: "content_block_delta", delta: { type: "text_delta", text: "Grüße 😀" } } as never),
  namedEvent({ type: "message_delta", usage: { output_tokens: 4 } } as never),
  namedEvent({ type: "message_stop" }),
];

/** The app with its cache on and a scripted provider behind it. */
async function start(script: Script, options: Partial<AppOptions> = {}) {
  const upstream = closeAfterTest(await startUpstream(script));
  const upstreams = Object.fromEntries(["openai", "anthropic", "mistral"].map((name) => [name, upstream.url]));
  const app = createApp({ optimize: false, upstreams, responseCache: {}, ...options });
  async function ask(body: unknown, { path = "/v1/chat/completions", headers = KEY as Record<string, string> } = {}) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await app.request(path, { method: "POST", body: text, headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      cache: response.headers.get("x-headroom-cache"),
    };
  }
  return { app, upstream, ask };
}

/** Answers with a number that tells answers apart. */
function numbered(): Script {
  let number = 0;
  return (_request, response) => {
    number += 1;
    response.setHeader("x-request-id", `req_${number}`);
    json(response, { number, choices: [{ message: { content: "Hi" }, finish_reason: "stop" }] });
  };
}

describe("an equal request", () => {
  it("gets the same answer again, without the provider", async () => {
    const { ask, upstream } = await start(numbered());
    const first = await ask(CHAT);
    const second = await ask(CHAT);
    expect([first.cache, second.cache, upstream.requests.length]).toEqual(["miss", "hit", 1]);
    expect([second.status, second.bytes]).toEqual([200, first.bytes]);
    expect(Object.fromEntries(second.headers)).toEqual({
      "content-type": "application/json",
      "content-length": String(first.bytes.length),
      "x-request-id": "req_1",
      "cache-control": "private, no-store",
      age: "0",
      "x-headroom-cache": "hit",
      "x-headroom-request-id": expect.any(String),
    });
  });

  it("gets a stream byte for byte", async () => {
    const { ask, upstream } = await start((_request, response) => streamEvents(response, ANTHROPIC_EVENTS));
    const options = { path: "/v1/messages" };
    const first = await ask({ ...MESSAGES, stream: true }, options);
    const second = await ask({ ...MESSAGES, stream: true }, options);
    expect([second.cache, upstream.requests.length]).toEqual(["hit", 1]);
    expect(second.bytes.toString()).toBe(ANTHROPIC_EVENTS.join(""));
    expect(second.bytes).toEqual(first.bytes);
    expect(second.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  });

  it("gets an encoded answer as it was encoded", async () => {
    const bytes = gzipSync(JSON.stringify({ choices: [] }));
    const { ask } = await start((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bytes);
    });
    const headers = { ...KEY, "accept-encoding": "gzip" };
    await ask(CHAT, { headers });
    const again = await ask(CHAT, { headers });
    expect([again.cache, again.headers.get("content-encoding"), again.bytes]).toEqual(["hit", "gzip", bytes]);
  });

  it("is equal whatever its white space, its client and its connection", async () => {
    const { ask, upstream } = await start(numbered());
    await ask(CHAT);
    const headers = { ...KEY, "user-agent": "other/1", "x-stainless-retry-count": "1", "x-headroom-tag": "a" };
    expect((await ask(JSON.stringify(CHAT, null, 2), { headers })).cache).toBe("hit");
    expect(upstream.requests).toHaveLength(1);
  });

  it("waits for the first one that is on its way", async () => {
    const gate = deferred<void>();
    const { ask, upstream } = await start(async (_request, response) => {
      await gate.promise;
      json(response, { choices: [] });
    });
    const asked = Array.from({ length: 20 }, () => ask(CHAT));
    await upstream.received();
    await pause(20);
    gate.resolve();
    const answers = await Promise.all(asked);
    expect(upstream.requests).toHaveLength(1);
    expect(answers.map(({ cache }) => cache).sort()).toEqual([...Array(19).fill("hit"), "miss"]);
    expect(new Set(answers.map(({ bytes }) => bytes.toString())).size).toBe(1);
  });

  it("is sent on where the first one got no answer to give again", async () => {
    let number = 0;
    const { ask, upstream } = await start(async (_request, response) => {
      number += 1;
      const status = number === 1 ? 500 : 200;
      await pause(20);
      json(response, {}, status);
    });
    const answers = await Promise.all([ask(CHAT), ask(CHAT), ask(CHAT)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 500]);
    expect(upstream.requests).toHaveLength(3);
  });

  it("does not wait for one that is refused on its way", async () => {
    const { ask } = await start(numbered(), { rateLimits: { requestsPerMinute: 1 } });
    await ask({ ...CHAT, seed: 1 });
    const answers = await Promise.all([ask(CHAT), ask(CHAT), ask(CHAT)]);
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429]);
  });

  it("is neither counted nor paid for", async () => {
    const { ask } = await start(numbered(), { rateLimits: { requestsPerMinute: 1 } });
    for (const expected of ["miss", "hit", "hit"]) expect((await ask(CHAT)).cache).toBe(expected);
    expect((await ask({ ...CHAT, seed: 2 })).status).toBe(429);
  });
});

describe("a request that differs", () => {
  const odd = (member: string) => JSON.stringify(CHAT).replace(/}$/, `, ${member}}`);
  const cases: ReadonlyArray<readonly [string, unknown, { path?: string; headers?: Record<string, string> }?]> = [
    ["in its model", { ...CHAT, model: "gpt-5.5-mini" }],
    ["in its text", { ...CHAT, messages: [{ role: "user", content: "hello" }] }],
    ["in a role", { ...CHAT, messages: [{ role: "system", content: "Hello" }] }],
    ["by a message", { ...CHAT, messages: [{ role: "system", content: "Be kind." }, ...CHAT.messages] }],
    ["in the order of its members", { messages: CHAT.messages, model: CHAT.model }],
    ["in a parameter", { ...CHAT, temperature: 0 }],
    ["in the number of answers", { ...CHAT, n: 2 }],
    ["in the form of the answer", { ...CHAT, response_format: { type: "json_object" } }],
    ["in its seed", odd('"seed": 1')],
    ["in how a number is written", odd('"seed": 1.0')],
    ["in digits that a double does not hold", odd('"seed": 12345678901234567890')],
    ["in the last of them", odd('"seed": 12345678901234567891')],
    ["in a member that nobody knows", { ...CHAT, unheard_of: true }],
    ["in how it is streamed", { ...CHAT, stream: true }],
    ["in not being streamed", { ...CHAT, stream: false }],
    ["in its key", CHAT, { headers: { ...KEY, authorization: "Bearer sk-two" } }],
    ["in having no key", CHAT, { headers: { "content-type": "application/json" } }],
    ["in its organisation", CHAT, { headers: { ...KEY, "openai-organization": "org-2" } }],
    ["in a beta", CHAT, { headers: { ...KEY, "openai-beta": "x" } }],
    ["in a header that nobody knows", CHAT, { headers: { ...KEY, "x-unheard-of": "1" } }],
    ["in the encoding it takes", CHAT, { headers: { ...KEY, "accept-encoding": "br" } }],
    ["in its query", CHAT, { path: "/v1/chat/completions?api-version=2" }],
    ["in its provider", CHAT, { path: "/mistral/v1/chat/completions" }],
  ];

  it("gets its own answer, whatever the difference", async () => {
    const { ask, upstream } = await start(numbered());
    await ask(CHAT);
    const answers = [];
    for (const [, body, options] of cases) answers.push((await ask(body, options)).bytes.toString());
    expect(upstream.requests).toHaveLength(1 + cases.length);
    expect(new Set(answers).size).toBe(cases.length);
    // And each of them again, now from the cache.
    for (const [index, [name, body, options]] of cases.entries()) {
      const again = await ask(body, options);
      // A whole answer is none to a request for a stream.
      expect([name, again.cache, again.bytes.toString()]).toEqual([name, "hit", answers[index]]);
    }
  });

  it("gets its own answer where only its tenant differs", async () => {
    const tenantOf = (headers: Headers) => headers.get("x-tenant-name") ?? "local";
    const { ask, upstream } = await start(numbered(), { tenantOf });
    await ask(CHAT, { headers: { ...KEY, "x-tenant-name": "a" } });
    expect((await ask(CHAT, { headers: { ...KEY, "x-tenant-name": "b" } })).cache).toBe("miss");
    expect(upstream.requests).toHaveLength(2);
  });
});

describe("a request that reaches beyond its own text", () => {
  const call = { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
  it.each<[what: string, body: unknown, path?: string]>([
    ["tools", { ...CHAT, tools: [{ type: "function", function: { name: "f" } }] }],
    ["functions", { ...CHAT, functions: [{ name: "f" }] }],
    ["a call", { ...CHAT, messages: [...CHAT.messages, { role: "assistant", tool_calls: [call] }] }],
    ["a result", { ...CHAT, messages: [...CHAT.messages, { role: "tool", tool_call_id: "call_1", content: "1" }] }],
    ["a web search", { ...CHAT, web_search_options: {} }],
    [
      "a picture",
      { ...CHAT, messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "http://x" } }] }] },
    ],
    [
      "a kind of text that nobody knows",
      { ...CHAT, messages: [{ role: "user", content: [{ type: "novel", id: 1 }] }] },
    ],
    ["an earlier response", { model: "gpt-5.5", input: "Hello", previous_response_id: "resp_1" }, "/v1/responses"],
    ["a conversation", { model: "gpt-5.5", input: "Hello", conversation: "conv_1" }, "/v1/responses"],
    ["a prompt that is kept elsewhere", { model: "gpt-5.5", input: "Hello", prompt: { id: "p" } }, "/v1/responses"],
    [
      "a result of Anthropic's",
      { ...MESSAGES, messages: [{ role: "user", content: [{ type: "tool_result", tool_use_id: "a" }] }] },
      "/v1/messages",
    ],
    ["servers with tools", { ...MESSAGES, mcp_servers: [{}] }, "/v1/messages"],
    ["a count", MESSAGES, "/v1/messages/count_tokens"],
    ["no messages", { model: "gpt-5.5" }],
    ["no JSON", "{"],
  ])("is never answered from the cache: %s", async (_what, body, path = "/v1/chat/completions") => {
    const { ask, upstream } = await start(numbered());
    for (let time = 0; time < 2; time++) expect((await ask(body, { path })).cache).toBeNull();
    expect(upstream.requests).toHaveLength(2);
  });
});

describe("an answer", () => {
  const chunk = dataEvent({ choices: [{ delta: { content: "Hi" } }] });
  it.each<[what: string, answer: Script]>([
    ["is an error", (_request, response) => json(response, { error: { message: "no" } }, 429)],
    ["has another good status", (_request, response) => json(response, { choices: [] }, 202)],
    ["says an error with a good status", (_request, response) => json(response, { error: { message: "no" } })],
    ["is not finished", (_request, response) => json(response, { status: "incomplete", output: [] })],
    ["is empty", (_request, response) => void response.writeHead(200, { "content-type": "application/json" }).end()],
    ["is no JSON", (_request, response) => void response.writeHead(200).end("<html>")],
    ["lacks its last event", (_request, response) => streamEvents(response, ANTHROPIC_EVENTS.slice(0, -1))],
    ["lacks its last mark", (_request, response) => streamEvents(response, [chunk])],
    ["breaks off inside an event", (_request, response) => streamEvents(response, [chunk, "data: [DO"])],
    [
      "ends with an error",
      (_request, response) => streamEvents(response, [chunk, dataEvent({ error: {} }), dataEvent("[DONE]")]),
    ],
    [
      "ends with Anthropic's error",
      (_request, response) => streamEvents(response, [...ANTHROPIC_EVENTS, namedEvent({ type: "error" })]),
    ],
    ["is too long", (_request, response) => json(response, { choices: ["x".repeat(2000)] })],
    [
      "is encoded in an unknown way",
      (_request, response) => void response.writeHead(200, { "content-encoding": "dcb" }).end("{}"),
    ],
    [
      "is encoded wrongly",
      (_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("{}"),
    ],
  ])("that %s is not given again", async (_what, answer) => {
    const { ask, upstream } = await start(answer, { responseCache: { maxAnswerBytes: 1000 } });
    for (let time = 0; time < 2; time++) expect((await ask(CHAT)).cache).toBe("miss");
    expect(upstream.requests).toHaveLength(2);
  });

  it("that is whole in events is given again, from every provider", async () => {
    const google = dataEvent({ candidates: [{ content: {}, finishReason: "STOP" }] });
    for (const events of [
      ANTHROPIC_EVENTS,
      [chunk, dataEvent("[DONE]")],
      [namedEvent({ type: "response.created" }), namedEvent({ type: "response.completed" })],
      [dataEvent({ type: "message-start" }), dataEvent({ type: "message-end" })],
      [google],
    ]) {
      const { ask, upstream } = await start((_request, response) => streamEvents(response, events));
      await ask({ ...CHAT, stream: true });
      expect((await ask({ ...CHAT, stream: true })).cache).toBe("hit");
      expect(upstream.requests).toHaveLength(1);
    }
  });

  it("that breaks off, at the upstream or at the client, is not given again", async () => {
    const upstream = closeAfterTest(
      await startUpstream(async ({ headers }, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(chunk);
        await pause(20);
        if (headers["x-break"] !== undefined) response.destroy();
      }),
    );
    const proxy = closeAfterTest(
      await serveProxy({
        port: 0,
        graceMs: 200,
        optimize: false,
        upstreams: { openai: upstream.url },
        responseCache: {},
      }),
    );
    const url = `${proxy.url}/v1/chat/completions`;
    const body = JSON.stringify({ ...CHAT, stream: true });
    for (let time = 0; time < 2; time++) {
      const { bytes } = await send(url, { body, headers: { "x-break": "1" } });
      expect(bytes.toString()).toContain('"error"');
    }
    for (let time = 0; time < 2; time++) {
      const leaving = new AbortController();
      const response = await fetch(url, { method: "POST", body, signal: leaving.signal });
      await response.body?.getReader().read();
      leaving.abort();
      await (await upstream.received(2 + time)).brokenOff;
    }
    expect(upstream.requests).toHaveLength(4);
  });

  it("is forgotten when its time is over", async () => {
    let time = 1_000_000;
    const store = createMemoryResponses({ maxAgeMs: 60_000, maxEntries: 10, maxBytes: 100_000, now: () => time });
    const { ask } = await start(numbered(), { responseCache: { store } });
    await ask(CHAT);
    time += 59_000;
    expect((await ask(CHAT)).cache).toBe("hit");
    time += 2000;
    expect((await ask(CHAT)).cache).toBe("miss");
  });
});

describe("a client", () => {
  it("may go past the cache", async () => {
    const { ask } = await start(numbered());
    const first = await ask(CHAT);
    for (const passing of [{ "x-headroom-cache": "bypass" }, { "cache-control": "no-store" }]) {
      const past = await ask(CHAT, { headers: { ...KEY, ...passing } });
      expect([past.cache, past.bytes.equals(first.bytes)]).toEqual([null, false]);
    }
    expect((await ask(CHAT)).bytes).toEqual(first.bytes);
  });

  it("may have an answer replaced", async () => {
    const { ask } = await start(numbered());
    const first = await ask(CHAT);
    const fresh = await ask(CHAT, { headers: { ...KEY, "cache-control": "max-age=0, no-cache" } });
    expect([fresh.cache, fresh.bytes.equals(first.bytes)]).toEqual(["miss", false]);
    expect((await ask(CHAT)).bytes).toEqual(fresh.bytes);
  });

  it("does not send the wish on to the provider", async () => {
    const { ask, upstream } = await start(numbered());
    await ask(CHAT, { headers: { ...KEY, "x-headroom-cache": "bypass" } });
    expect(upstream.requests[0]?.headers["x-headroom-cache"]).toBeUndefined();
  });
});

describe("POST /cache/clear", () => {
  it("forgets all answers", async () => {
    const { app, ask } = await start(numbered());
    await ask(CHAT);
    const cleared = await app.request("/cache/clear", { method: "POST" });
    expect([cleared.status, await cleared.json()]).toEqual([200, { status: "cleared" }]);
    expect((await ask(CHAT)).cache).toBe("miss");
  });

  it("says so where there is no cache", async () => {
    const { app, ask, upstream } = await start(numbered(), { responseCache: undefined });
    expect(await (await app.request("/cache/clear", { method: "POST" })).json()).toEqual({ status: "cache disabled" });
    for (let time = 0; time < 2; time++) expect((await ask(CHAT)).cache).toBeNull();
    expect(upstream.requests).toHaveLength(2);
  });
});

describe("a store of answers that fails", () => {
  it("costs nothing but the answers", async () => {
    const failures: string[] = [];
    const fails = () => {
      throw new Error("down");
    };
    const store = { get: fails, set: fails, clear: fails, count: fails, close: () => {} };
    const { ask, upstream } = await start(numbered(), {
      responseCache: { store },
      onFailure: (code) => failures.push(code),
    });
    for (let time = 0; time < 2; time++) expect((await ask(CHAT)).status).toBe(200);
    expect(upstream.requests).toHaveLength(2);
    await pause(10);
    expect(new Set(failures)).toEqual(new Set(["cache-failed"]));
  });
});

describe("options of the cache", () => {
  it.each(["ttlSeconds", "maxEntries", "maxBytes", "maxAnswerBytes"])("refuse a wrong %s", (name) => {
    for (const value of [0, -1, 1.5, Number.NaN, "60"]) {
      expect(() => createApp({ optimize: false, responseCache: { [name]: value } })).toThrow(`responseCache.${name}`);
    }
  });
});
