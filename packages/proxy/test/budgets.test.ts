import { gzipSync } from "node:zlib";
import type { Budgets, Usage } from "@headroom/core";
import { createMemoryBudgets } from "@headroom/stores/memory";
import { describe, expect, it, vi } from "vitest";
import { type AppOptions, type BudgetOptions, createApp, PROVIDERS, serveProxy } from "../src/index.js";
import { createSandbox, createSandboxTransport } from "../src/sandbox/index.js";
import { json, pause, type Script, startUpstream } from "./support/scripted-upstream.js";
import { dataEvent, namedEvent, streamEvents } from "./support/sse.js";
import { closeAfterTest } from "./support/start-pair.js";

const KEY = { authorization: "Bearer sk-one", "content-type": "application/json" };
const CHAT = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }], max_tokens: 100 };
const MESSAGES = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user", content: "Hello" }] };
const USAGE = { prompt_tokens: 1000, completion_tokens: 200, prompt_tokens_details: { cached_tokens: 600 } };

function priceOf(model: string, usage: Usage): number {
  const provider = PROVIDERS.find(({ catalog }) => catalog.knows(model));
  return Math.ceil((provider?.costOf(model, usage) ?? Number.NaN) * 1e6 - 1e-3);
}

const DAILY = { account: "total", period: "daily", limit: 1e9 } as const;

/** What is spent and set aside in all. */
async function amountsNow(store: Budgets): Promise<readonly number[]> {
  const [state] = await store.read([DAILY]);
  return [state?.spent ?? Number.NaN, state?.reserved ?? Number.NaN];
}

/** The same when all is settled, which is soon behind the end of an answer. */
async function amountsIn(store: Budgets): Promise<readonly number[]> {
  await vi.waitUntil(async () => (await amountsNow(store))[1] === 0, 5000).catch(() => {});
  return amountsNow(store);
}

async function start(budgets: BudgetOptions, script: Script, options: Partial<AppOptions> = {}) {
  const upstream = closeAfterTest(await startUpstream(script));
  const upstreams = Object.fromEntries(PROVIDERS.map(({ name }) => [name, upstream.url]));
  const store = createMemoryBudgets();
  const app = createApp({ optimize: false, upstreams, budgets: { store, ...budgets }, ...options });
  async function ask(body: unknown = CHAT, path = "/v1/chat/completions", headers: Record<string, string> = KEY) {
    const response = await app.request(path, { method: "POST", body: JSON.stringify(body), headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  return { ask, upstream, store };
}

describe("a budget", () => {
  it("is charged with what the provider counted, by its prices and after its cache", async () => {
    const { ask, store } = await start({ total: { daily: 1000 } }, (_request, response) =>
      json(response, { usage: USAGE }),
    );
    const { status, headers } = await ask();
    expect([status, headers.get("x-headroom-budget-remaining")]).toEqual([200, expect.stringMatching(/^999\.99/)]);
    const spent = priceOf("gpt-5.5", { inputTokens: 1000, outputTokens: 200, cacheReadTokens: 600 });
    expect(spent).toBe(8300);
    expect(await amountsIn(store)).toEqual([spent, 0]);
  });

  it("is refused when it is spent, with the period, the amounts and the day on which it begins again", async () => {
    const { ask, upstream } = await start({ total: { monthly: 0.009 } }, (_request, response) =>
      json(response, { usage: USAGE }),
    );
    expect((await ask()).status).toBe(200);
    await pause(10);
    const { status, headers, text } = await ask();
    expect([status, upstream.requests.length]).toEqual([429, 1]);
    const { error } = JSON.parse(text);
    expect(error).toMatchObject({ type: "rate_limit_error", code: "budget_exceeded" });
    expect(error.message).toMatch(
      /^Budget exceeded for monthly period: \$0\.0083 of \$0\.009 are spent\. This request may cost \$0\.003\d+\. The next period begins at \d{4}-\d\d-01T00:00:00\.000Z/,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-headroom-budget": "monthly",
      "x-headroom-ratelimit": "local",
      "x-headroom-error-source": "headroom",
      "x-should-retry": "false",
      "retry-after": expect.stringMatching(/^\d+$/),
    });
  });

  it.each<[provider: string, body: unknown, path: string, expected: unknown]>([
    ["Anthropic", MESSAGES, "/v1/messages", { type: "error", error: { type: "rate_limit_error" } }],
    ["Anthropic, streaming", { ...MESSAGES, stream: true }, "/v1/messages", { type: "error" }],
    ["OpenAI", CHAT, "/v1/chat/completions", { error: { code: "budget_exceeded" } }],
    [
      "OpenAI's responses",
      { model: "gpt-5.5", input: "Hello" },
      "/v1/responses",
      { error: { code: "budget_exceeded" } },
    ],
    [
      "Google",
      { contents: [{ parts: [{ text: "Hello" }] }] },
      "/v1beta/models/gemini-3.5-flash:generateContent",
      { error: { status: "RESOURCE_EXHAUSTED" } },
    ],
    [
      "Mistral",
      { ...CHAT, model: "mistral-large-latest" },
      "/mistral/v1/chat/completions",
      { object: "error", type: "rate_limited" },
    ],
    [
      "Cohere",
      { ...CHAT, model: "command-a-03-2025" },
      "/v2/chat",
      { message: expect.stringContaining("Budget exceeded") },
    ],
  ])("is refused in the form of %s", async (_provider, body, path, expected) => {
    const { ask, upstream } = await start({ total: { daily: 0 } }, () => {});
    const { status, text } = await ask(body, path);
    expect([status, upstream.requests.length, JSON.parse(text)]).toMatchObject([429, 0, expected]);
    expect(text).toContain("Budget exceeded for daily period");
  });

  it("of a caller is its own; that of all holds for all", async () => {
    const limits = { perKey: { hourly: 0.009 }, total: { daily: 0.018 } };
    const { ask } = await start(limits, (_request, response) => json(response, { usage: USAGE }));
    const ofTwo = { ...KEY, authorization: "Bearer sk-two" };
    const ofThree = { ...KEY, authorization: "Bearer sk-three" };
    const statuses = [];
    for (const headers of [KEY, KEY, ofTwo, ofThree]) {
      const { status, text } = await ask(CHAT, undefined, headers);
      statuses.push([status, /for (\w+) period/.exec(text)?.[1]]);
      await pause(10);
    }
    expect(statuses).toEqual([
      [200, undefined],
      [429, "hourly"],
      [200, undefined],
      [429, "daily"],
    ]);
  });

  it("has room for as many at once as it has money for", async () => {
    const { ask, upstream, store } = await start({ total: { daily: 0.031 } }, async (_request, response) => {
      await pause(30);
      json(response, { usage: { prompt_tokens: 10, completion_tokens: 95 } });
    });
    // Each may cost 3,0xx micro-dollars.
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(upstream.requests).toHaveLength(10);
    expect(await amountsIn(store)).toEqual([10 * priceOf("gpt-5.5", { inputTokens: 10, outputTokens: 95 }), 0]);
    const refused = answers.find(({ status }) => status === 429);
    expect([refused?.headers.get("retry-after"), refused?.headers.get("x-should-retry")]).toEqual(["5", null]);
    expect(refused?.text).toContain("the rest is set aside for requests that are on their way");
  });

  it("is not touched by what costs nothing", async () => {
    const { ask, store } = await start({ total: { daily: 0 } }, (_request, response) => json(response, {}));
    for (const path of ["/v1/messages/count_tokens", "/v1/responses/input_tokens", "/v1/embeddings"]) {
      expect((await ask(MESSAGES, path)).status).toBe(200);
    }
    expect(await amountsIn(store)).toEqual([0, 0]);
  });

  it("counts nothing for models without a price, or refuses them", async () => {
    const unknown = { ...CHAT, model: "our-own-model" };
    const { ask, store } = await start({ total: { daily: 0 } }, (_request, response) => json(response, {}));
    const { status, headers } = await ask(unknown);
    expect([status, headers.get("x-headroom-budget-warning")]).toEqual([200, "unpriced-model"]);
    expect(await amountsIn(store)).toEqual([0, 0]);
    const strict = await start({ total: { daily: 1 }, unpriced: "refuse" }, () => {});
    const refused = await strict.ask(unknown);
    expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([400, "unpriced_model"]);
  });
});

describe("the end of an answer", () => {
  const input = { inputTokens: 1000, outputTokens: 1 };
  const begun = [
    namedEvent({ type: "message_start", message: { usage: { input_tokens: 1000, output_tokens: 1 } } } as never),
    ...Array.from({ length: 10 }, (_, index) =>
      namedEvent({
        type: "content_block_delta",
        index: 0,
        delta: { type: "text_delta", text: `word ${index} of ten` },
      } as never),
    ),
  ];
  const stream = { ...MESSAGES, stream: true };

  it("counts a stream that breaks off by what it said until then", async () => {
    const { ask, store } = await start({ total: { daily: 1000 } }, async (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(begun.join(""));
      await pause(20);
      response.destroy();
    });
    expect((await ask(stream, "/v1/messages")).text).toContain("event: error");
    const [spent = 0, reserved] = await amountsIn(store);
    // 130 characters were said.
    expect([spent, reserved]).toEqual([priceOf("claude-sonnet-5", { ...input, outputTokens: 33 }), 0]);
  });

  it("counts a stream that its client leaves, once, and frees what was set aside", async () => {
    const upstream = closeAfterTest(
      await startUpstream((_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(begun.join(""));
      }),
    );
    const store = createMemoryBudgets();
    const proxy = closeAfterTest(
      await serveProxy({
        port: 0,
        graceMs: 200,
        optimize: false,
        upstreams: { anthropic: upstream.url },
        budgets: { store, total: { daily: 1000 } },
      }),
    );
    const leaving = new AbortController();
    const body = JSON.stringify(stream);
    const response = await fetch(`${proxy.url}/v1/messages`, { method: "POST", body, signal: leaving.signal });
    await response.body?.getReader().read();
    expect((await amountsNow(store))[1]).toBeGreaterThan(0);
    leaving.abort();
    await (await upstream.received()).brokenOff;
    expect(await amountsIn(store)).toEqual([priceOf("claude-sonnet-5", { ...input, outputTokens: 33 }), 0]);
  });

  it("counts the input of a request whose client leaves before it is answered", async () => {
    const upstream = closeAfterTest(await startUpstream(() => {}));
    const store = createMemoryBudgets();
    const budgets = { store, total: { daily: 1000 } };
    const upstreams = { openai: upstream.url };
    const proxy = closeAfterTest(await serveProxy({ port: 0, graceMs: 200, optimize: false, upstreams, budgets }));
    const leaving = new AbortController();
    const asked = fetch(`${proxy.url}/v1/chat/completions`, {
      method: "POST",
      body: JSON.stringify(CHAT),
      signal: leaving.signal,
    });
    await upstream.received();
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await (await upstream.received()).brokenOff;
    const [spent = 0, reserved] = await amountsIn(store);
    expect([spent > 0, spent < 100, reserved]).toEqual([true, true, 0]);
  });

  it("gives everything back for what the provider refused, or never got", async () => {
    const { ask, store } = await start({ total: { daily: 1000 } }, (_request, response) =>
      json(response, { usage: USAGE }, 500),
    );
    await ask();
    expect(await amountsIn(store)).toEqual([0, 0]);
    const closed = await start({ total: { daily: 1000 } }, () => {}, { upstreams: { openai: "http://127.0.0.1:9" } });
    expect((await closed.ask()).status).toBe(502);
    expect(await amountsIn(closed.store)).toEqual([0, 0]);
  });

  it("estimates a stream in which the provider counts nothing", async () => {
    const words = Array.from({ length: 40 }, () => dataEvent({ choices: [{ delta: { content: "four" } }] }));
    const { ask, store } = await start({ total: { daily: 1000 } }, (_request, response) =>
      streamEvents(response, [...words, dataEvent("[DONE]")]),
    );
    await ask({ ...CHAT, stream: true });
    const [spent = 0] = await amountsIn(store);
    const output = priceOf("gpt-5.5", { outputTokens: 40 });
    expect(spent).toBeGreaterThan(output);
    expect(spent).toBeLessThan(output + 100);
  });

  it("does not add up what a stream repeats", async () => {
    const text = "x".repeat(400);
    const events = [
      namedEvent({ type: "response.created", response: { output: [] } } as never),
      namedEvent({ type: "response.output_text.delta", delta: text } as never),
      namedEvent({ type: "response.output_text.done", text } as never),
      namedEvent({ type: "response.content_part.done", part: { text } } as never),
    ];
    const { ask, store } = await start({ total: { daily: 1000 } }, (_request, response) =>
      streamEvents(response, events),
    );
    await ask({ model: "gpt-5.5", input: "", stream: true }, "/v1/responses");
    const [spent = 0] = await amountsIn(store);
    expect(Math.round(spent / priceOf("gpt-5.5", { outputTokens: 100 }))).toBe(1);
  });

  it("reads usage out of an encoded answer", async () => {
    const { ask, store } = await start({ total: { daily: 1000 } }, (_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync(JSON.stringify({ usage: USAGE })));
    });
    await ask();
    expect(await amountsIn(store)).toEqual([8300, 0]);
  });
});

describe("requests of every form", () => {
  const google = { contents: [{ role: "user", parts: [{ text: "Hello there" }] }] };
  const gemini = "/v1beta/models/gemini-3.5-flash";
  it.each<[form: string, body: { readonly model?: string }, path: string]>([
    ["OpenAI chat", CHAT, "/v1/chat/completions"],
    [
      "OpenAI chat, streamed and counted",
      { ...CHAT, stream: true, stream_options: { include_usage: true } } as never,
      "/v1/chat/completions",
    ],
    ["OpenAI responses", { model: "gpt-5.5", input: "Hello" } as never, "/v1/responses"],
    ["OpenAI responses, streamed", { model: "gpt-5.5", input: "Hello", stream: true } as never, "/v1/responses"],
    ["Anthropic", MESSAGES, "/v1/messages"],
    ["Anthropic, streamed", { ...MESSAGES, stream: true } as never, "/v1/messages"],
    ["Google", google as never, `${gemini}:generateContent`],
    ["Google, streamed as events", google as never, `${gemini}:streamGenerateContent?alt=sse`],
    ["Mistral", { ...CHAT, model: "mistral-large-latest" }, "/mistral/v1/chat/completions"],
    [
      "Mistral, streamed",
      { ...CHAT, model: "mistral-large-latest", stream: true } as never,
      "/mistral/v1/chat/completions",
    ],
    ["Cohere", { ...CHAT, model: "command-a-03-2025" }, "/v2/chat"],
    ["Cohere, streamed", { ...CHAT, model: "command-a-03-2025", stream: true } as never, "/v2/chat"],
  ])("cost what their answer says: %s", async (_form, body, path) => {
    const store = createMemoryBudgets();
    const transport = createSandboxTransport(createSandbox({ now: () => 0 }));
    const app = createApp({ optimize: false, transport, budgets: { store, total: { daily: 1000 } } });
    const headers = path === "/v1/messages" ? { ...KEY, "anthropic-version": "2023-06-01" } : KEY;
    const response = await app.request(path, { method: "POST", body: JSON.stringify(body), headers });
    const text = await response.text();
    expect([response.status, text]).toEqual([200, expect.stringMatching(/usage/i)]);
    const [spent = 0, reserved] = await amountsIn(store);
    const route = path.replace("/mistral", "").replace(/\?.*/, "");
    const provider = PROVIDERS.find(
      ({ name, routes }) =>
        (path.startsWith("/mistral") ? name === "mistral" : name !== "mistral") &&
        routes.some((known) => known.path.test(route)),
    );
    const dialect = provider?.routes.find((known) => known.path.test(route))?.dialect;
    const reader = dialect?.usageReader();
    reader?.push(new TextEncoder().encode(text));
    const usage = text.startsWith("{") ? dialect?.readUsage(JSON.parse(text)) : reader?.usage();
    const model = body.model ?? "gemini-3.5-flash";
    expect(spent).toBe(Math.ceil((provider?.costOf(model, usage ?? {}) ?? Number.NaN) * 1e6 - 1e-3));
    expect([spent > 0, reserved]).toEqual([true, 0]);
  });
});

describe("options of budgets", () => {
  it("are refused where they are none", () => {
    const create = (budgets: object) => () => createApp({ optimize: false, budgets });
    expect(create({})).toThrow("budgets needs a limit");
    expect(create({ total: {} })).toThrow("budgets needs a limit");
    expect(create({ total: { weekly: 1 } })).toThrow("budgets.total has hourly, daily, monthly, not weekly");
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY, "5"]) {
      expect(create({ perKey: { daily: value } })).toThrow("budgets.perKey.daily must be an amount in dollars");
    }
    expect(create({ total: { daily: 1 }, timeZone: "Mars/Olympus" })).toThrow("is no time zone");
    expect(create({ total: { daily: 1 }, outputTokensAhead: -1 })).toThrow("budgets.outputTokensAhead");
  });
});

describe("what keeps the budgets", () => {
  it("costs nothing but the budgets where it fails", async () => {
    const failures: string[] = [];
    const fails = () => {
      throw new Error("down");
    };
    const store = { reserve: fails, commit: fails, read: fails, close: () => {} };
    const onFailure = (code: string) => failures.push(code);
    const { ask } = await start({ total: { daily: 0 }, store }, (_request, response) => json(response, {}), {
      onFailure,
    });
    expect((await ask()).status).toBe(200);
    expect(failures).toEqual(["budgets-failed"]);
  });
});
