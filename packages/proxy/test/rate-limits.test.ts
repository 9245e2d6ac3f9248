import { createMemoryRateLimits } from "@headroom/stores/memory";
import { describe, expect, it } from "vitest";
import { type AppOptions, createApp, type RateLimitOptions } from "../src/index.js";
import { json, pause, type Script, startUpstream } from "./support/scripted-upstream.js";
import { namedEvent, streamEvents } from "./support/sse.js";
import { closeAfterTest } from "./support/start-pair.js";

const CHAT = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }], max_tokens: 100 };
const MESSAGES = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user", content: "Hello" }] };

const answered =
  (usage: object): Script =>
  (_request, response) =>
    json(response, { usage });

/** The app with limits on a clock of its own. */
async function start(rateLimits: RateLimitOptions, script: Script = answered({}), options: Partial<AppOptions> = {}) {
  let time = Date.UTC(2030, 0, 1);
  const upstream = closeAfterTest(await startUpstream(script));
  const upstreams = Object.fromEntries(
    ["openai", "anthropic", "google", "mistral", "cohere"].map((name) => [name, upstream.url]),
  );
  const store = createMemoryRateLimits({ now: () => time });
  const app = createApp({ optimize: false, upstreams, rateLimits: { store, ...rateLimits }, ...options });
  async function ask(body: unknown = CHAT, { path = "/v1/chat/completions", key = "sk-one", method = "POST" } = {}) {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const init = method === "POST" ? { body: JSON.stringify(body) } : {};
    const response = await app.request(path, { method, headers, ...init });
    const text = await response.text();
    // What is settled is settled right behind the answer.
    await pause(2);
    return { status: response.status, headers: response.headers, text };
  }
  return { upstream, ask, app, pass: (milliseconds: number) => (time += milliseconds) };
}

describe("a limit on requests", () => {
  it("refuses what is above it, says how long to wait, and admits after that", async () => {
    const { ask, upstream, pass } = await start({ requestsPerMinute: 2 });
    for (let request = 0; request < 2; request++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, upstream.requests.length]).toEqual([429, 2]);
    expect(JSON.parse(refused.text)).toEqual({
      error: {
        message: expect.stringMatching(/^Rate limit .* 2 requests in a minute\. Try again in 61 seconds/),
        type: "rate_limit_error",
        param: null,
        code: "rate_limit_exceeded",
      },
    });
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      "retry-after": "61",
      "x-headroom-ratelimit": "local",
      "x-headroom-error-source": "headroom",
      "ratelimit-policy": '"requests";q=2;w=60',
      ratelimit: '"requests";r=0;t=61',
      "x-ratelimit-limit-requests": "2",
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "61s",
    });
    pass(Number(refused.headers.get("retry-after")) * 1000);
    expect((await ask()).status).toBe(200);
  });

  it("is told to clients beside what the provider tells of its own", async () => {
    const { ask } = await start({ requestsPerMinute: 5, tokensPerMinute: 10_000 }, (_request, response) => {
      response.setHeader("x-ratelimit-remaining-requests", "77");
      json(response, {});
    });
    const { headers } = await ask();
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-ratelimit-remaining-requests": "77",
      "ratelimit-policy": '"requests";q=5;w=60, "tokens";q=10000;w=60',
      ratelimit: expect.stringMatching(/^"requests";r=4;t=\d+, "tokens";r=98\d\d;t=\d+$/),
    });
    expect(headers.get("x-headroom-ratelimit")).toBeNull();
  });

  it.each<[provider: string, path: string, expected: unknown]>([
    ["Anthropic", "/v1/messages", { type: "error", error: { type: "rate_limit_error" } }],
    ["Google", "/v1beta/models/gemini-3-pro:generateContent", { error: { code: 429, status: "RESOURCE_EXHAUSTED" } }],
    ["Mistral", "/mistral/v1/chat/completions", { object: "error", type: "rate_limited" }],
    ["Cohere", "/v2/chat", { message: expect.stringContaining("Rate limit") }],
    ["OpenAI's responses", "/v1/responses", { error: { code: "rate_limit_exceeded" } }],
    ["OpenAI's embeddings", "/v1/embeddings", { error: { code: "rate_limit_exceeded" } }],
  ])("refuses in the form of %s", async (_provider, path, expected) => {
    const { ask } = await start({ requestsPerMinute: 1 });
    await ask({}, { path });
    const { status, headers, text } = await ask({}, { path });
    expect([status, headers.get("x-headroom-ratelimit"), JSON.parse(text)]).toMatchObject([429, "local", expected]);
  });

  it("tells keys apart by all of their characters", async () => {
    const { ask } = await start({ requestsPerMinute: 1 });
    const beginning = "sk-proj-0123456789012345678901234567890123456789";
    for (const key of [`${beginning}a`, `${beginning}b`, beginning])
      expect((await ask(CHAT, { key })).status).toBe(200);
    expect((await ask(CHAT, { key: `${beginning}a` })).status).toBe(429);
  });

  it("tells Google's keys apart, which may stand in the address", async () => {
    const { ask } = await start({ requestsPerMinute: 1 });
    const path = "/v1beta/models/gemini-3-pro:generateContent?alt=sse&key=";
    for (const key of ["one", "two"]) expect((await ask({}, { path: path + key })).status).toBe(200);
    expect((await ask({}, { path: `${path}one` })).status).toBe(429);
  });

  it("counts what is sent, and nothing that only asks", async () => {
    const { ask, app } = await start({ requestsPerMinute: 1 });
    for (let time = 0; time < 3; time++) {
      expect((await ask(undefined, { path: "/v1/models", method: "GET" })).status).toBe(200);
      expect((await app.request("/health")).status).toBe(200);
    }
    expect((await ask()).status).toBe(200);
    expect((await ask({ input: "text" }, { path: "/v1/embeddings" })).status).toBe(429);
  });
});

describe("a limit on tokens", () => {
  it("is settled by what the provider counted", async () => {
    const { ask } = await start({ tokensPerMinute: 400 }, answered({ prompt_tokens: 30, completion_tokens: 20 }));
    // Each is taken for more than 100 tokens before it is answered, and is 50 in the end.
    for (let request = 0; request < 6; request++) expect((await ask()).status).toBe(200);
    expect((await ask({ ...CHAT, max_tokens: 200 })).status).toBe(429);
    const { headers } = await ask({ ...CHAT, max_tokens: 1 });
    expect(headers.get("ratelimit")).toMatch(/^"tokens";r=(8\d|9\d);/);
  });

  it("counts what a request needed beyond what was taken for it", async () => {
    const { ask } = await start({ tokensPerMinute: 1000 }, answered({ prompt_tokens: 30, completion_tokens: 2000 }));
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.text.includes("1000 tokens")]).toEqual([429, true]);
  });

  it("takes no more ahead than it is told, however long an answer may be", async () => {
    const { ask } = await start({ tokensPerMinute: 5000 });
    expect((await ask({ ...CHAT, max_tokens: 64_000 })).status).toBe(200);
    const { ask: strict } = await start({ tokensPerMinute: 5000, outputTokensAhead: 100_000 });
    expect((await strict({ ...CHAT, max_tokens: 64_000 })).status).toBe(413);
  });

  it("is settled after a stream", async () => {
    const events = [
      namedEvent({ type: "message_start", message: { usage: { input_tokens: 40, output_tokens: 1 } } } as never),
      namedEvent({ type: "message_delta", usage: { output_tokens: 10 } } as never),
      namedEvent({ type: "message_stop" }),
    ];
    const { ask } = await start({ tokensPerMinute: 300 }, (_request, response) => streamEvents(response, events));
    const stream = { ...MESSAGES, max_tokens: 200, stream: true };
    expect((await ask(stream, { path: "/v1/messages" })).status).toBe(200);
    const { status, headers } = await ask(stream, { path: "/v1/messages" });
    expect([status, headers.get("ratelimit")]).toEqual([200, expect.stringMatching(/^"tokens";r=4\d;/)]);
  });

  it("gives back what a refused request did not use", async () => {
    const { ask } = await start({ tokensPerMinute: 150 }, (_request, response) => json(response, {}, 529));
    for (let request = 0; request < 5; request++) expect((await ask()).status).toBe(529);
  });

  it("refuses what can never pass as something else, which is not tried again", async () => {
    const { ask, upstream } = await start({ tokensPerMinute: 100 });
    const { status, headers, text } = await ask({ ...MESSAGES, max_tokens: 4000 }, { path: "/v1/messages" });
    expect([status, headers.get("x-should-retry"), headers.get("retry-after")]).toEqual([413, "false", null]);
    expect(headers.get("x-headroom-ratelimit")).toBe("local");
    expect(JSON.parse(text).error).toMatchObject({
      type: "request_too_large",
      message: expect.stringMatching(/needs about 40\d\d tokens, and a caller may use 100 in a minute/),
    });
    expect(upstream.requests).toHaveLength(0);
  });

  it("counts nothing for requests that generate nothing", async () => {
    const { ask } = await start({ tokensPerMinute: 100 });
    const path = "/v1/messages/count_tokens";
    expect((await ask({ ...MESSAGES, max_tokens: 4000 }, { path })).status).toBe(200);
  });
});

describe("limits together", () => {
  it("are decided as one: what one refuses, no other counts", async () => {
    const { ask, pass } = await start({ requestsPerMinute: 3, tokensPerMinute: 250 }, answered({ prompt_tokens: 120 }));
    for (const expected of [200, 200, 429, 429, 429]) expect((await ask()).status).toBe(expected);
    expect((await ask({ ...CHAT, max_tokens: 1 })).status).toBe(200);
    pass(61_000);
    expect((await ask()).headers.get("ratelimit")).toMatch(/^"requests";r=2;/);
  });

  it("pass everything on where what counts them fails", async () => {
    const failures: string[] = [];
    const fails = () => {
      throw new Error("down");
    };
    const store = { take: fails, settle: fails, close: () => {} };
    const onFailure = (code: string) => failures.push(code);
    const { ask } = await start({ requestsPerMinute: 1, store }, undefined, { onFailure });
    for (let time = 0; time < 3; time++) expect((await ask()).status).toBe(200);
    expect(failures).toEqual(["limits-failed", "limits-failed", "limits-failed"]);
  });

  it("are refused at the start where they are none", () => {
    const create = (rateLimits: object) => () => createApp({ optimize: false, rateLimits });
    expect(create({})).toThrow("rateLimits needs requestsPerMinute or tokensPerMinute");
    for (const value of [0, -1, 1.5, Number.NaN, "60"]) {
      expect(create({ requestsPerMinute: value })).toThrow("rateLimits.requestsPerMinute must be a whole number");
      expect(create({ tokensPerMinute: value })).toThrow("rateLimits.tokensPerMinute must be a whole number");
    }
  });
});
