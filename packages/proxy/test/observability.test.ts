import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRequestLog, type RequestEntry, type ServeOptions } from "../src/index.js";
import { compressibleChat, plainChat } from "./support/bodies.js";
import { deferred } from "./support/deferred.js";
import { json, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { dataEvent, streamEvents } from "./support/sse.js";
import { closeAfterTest, startPair } from "./support/start-pair.js";

const USAGE = { prompt_tokens: 1200, completion_tokens: 34, prompt_tokens_details: { cached_tokens: 1000 } };
const ANSWER = { choices: [{ index: 0, message: { role: "assistant", content: "Oui" } }], usage: USAGE };
const answers: Script = (_request, response) => json(response, ANSWER);

/** A proxy whose finished requests are collected. */
async function start(script: Script, options: Partial<ServeOptions> = {}) {
  const entries: RequestEntry[] = [];
  const pair = await startPair(script, { onRequest: (entry) => entries.push(entry), ...options });
  const chat = (body: Uint8Array | string, headers = {}) =>
    send(`${pair.proxy.url}/v1/chat/completions`, { body, headers });
  const get = async (path: string) => send(pair.proxy.url + path, { method: "GET" });
  return { ...pair, entries, chat, get };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "headroom-log-"));
  closeAfterTest({ close: () => rm(folder, { recursive: true }) });
  return folder;
}

describe("an entry of the journal", () => {
  it("says what came, what went out, what it cost and what it would have", async () => {
    const { entries, chat } = await start(answers, { optimize: {} });
    const answer = await chat(compressibleChat(), { "x-headroom-team": "search", "X-Headroom-Run": "7" });
    const [entry] = entries as [RequestEntry];
    expect(answer.headers["x-headroom-request-id"]).toBe(entry.requestId);
    expect(entry.requestId).toMatch(/^hr_\d{10}_\d{6}$/);
    expect(entry).toMatchObject({
      provider: "openai",
      model: "gpt-5.5",
      method: "POST",
      path: "/v1/chat/completions",
      tags: { team: "search", run: "7" },
      stream: false,
      status: 200,
      outputTokens: 34,
      cachedTokens: 1000,
      cacheHit: false,
      rateLimited: false,
      error: undefined,
      failed: false,
      content: undefined,
    });
    expect(entry.tokensSaved).toBe(entry.inputTokensOriginal - entry.inputTokensOptimized);
    expect(entry.tokensSaved).toBeGreaterThan(100);
    expect(entry.transformsApplied.length).toBeGreaterThan(0);
    expect(entry.costUsd).toBeGreaterThan(0);
    // At the average price of what was sent, of which most was read from the provider's cache.
    expect(entry.savingsUsd).toBeGreaterThan(0);
    expect(entry.totalMs).toBeGreaterThanOrEqual(entry.firstByteMs as number);
  });

  it("counts streams, from their usage or from what was said", async () => {
    const usage = dataEvent({ choices: [], usage: USAGE });
    const said = dataEvent({ choices: [{ index: 0, delta: { content: "x".repeat(120) } }] });
    for (const [events, tokens] of [
      [[said, usage, dataEvent("[DONE]")], 34],
      [[said, dataEvent("[DONE]")], 30],
    ] as const) {
      const { entries, chat } = await start((_request, response) => streamEvents(response, events));
      await chat(plainChat());
      await expect.poll(() => entries).toMatchObject([{ stream: true, outputTokens: tokens, status: 200 }]);
    }
  });

  it("says what went wrong", async () => {
    const refused = await start((_request, response) => json(response, {}, 429));
    await refused.chat(plainChat());
    const broken = await start((_request, response) => {
      response.writeHead(200, { "content-length": 9 }).write("x");
      setTimeout(() => response.destroy(), 10);
    });
    await broken.chat(plainChat()).catch(() => {});
    const unreachable = await start(answers, { upstreams: { openai: "http://127.0.0.1:1" } });
    await unreachable.chat(plainChat());
    const long = await start(answers, { optimize: {}, maxBodyBytes: 10, overLimit: "reject" });
    await long.chat(plainChat());
    const limited = await start(answers, { rateLimits: { requestsPerMinute: 1 } });
    await limited.chat(plainChat());
    await limited.chat(plainChat());
    await expect.poll(() => broken.entries.length).toBe(1);
    const errors = [refused, broken, unreachable, long, limited].map(({ entries }) => entries.at(-1));
    expect(errors).toMatchObject([
      { status: 429, error: "status_429", failed: false, rateLimited: false },
      { status: 200, error: expect.stringMatching(/./), failed: true },
      { status: 502, error: "ECONNREFUSED", failed: true },
      { status: 413, error: "request_too_large", failed: false },
      { status: 429, error: "rate_limit_exceeded", failed: false, rateLimited: true },
    ]);
  });

  it("is there of a client that left", async () => {
    const arrived = deferred<void>();
    const { entries, proxy } = await start(() => arrived.resolve());
    const leaving = request(`${proxy.url}/v1/chat/completions`, { method: "POST" }).on("error", () => {});
    leaving.end(plainChat());
    await arrived.promise;
    leaving.destroy();
    await expect.poll(() => entries).toMatchObject([{ status: undefined, error: "client_left", failed: false }]);
  });

  it("is there of answers from the cache", async () => {
    const { entries, chat } = await start(answers, { responseCache: {} });
    await chat(plainChat());
    await chat(plainChat());
    expect(entries.map(({ cacheHit, outputTokens }) => [cacheHit, outputTokens])).toEqual([
      [false, 34],
      [true, 0],
    ]);
  });
});

describe("GET /metrics", () => {
  const NAMES = [
    ...["requests_total", "requests_cached_total", "requests_rate_limited_total", "requests_failed_total"],
    ...["tokens_input_total", "tokens_output_total", "tokens_saved_total", "latency_ms_sum", "latency_ms_count"],
    ...["cost_usd_total", "savings_usd_total", 'requests_by_provider{provider="openai"}'],
    ...['requests_by_model{model="gpt-5.5"}', 'latency_ms_bucket{le="+Inf"}', 'first_byte_ms_bucket{le="+Inf"}'],
    ...['optimization_ms_bucket{le="+Inf"}', 'tokens_saved_bucket{le="+Inf"}', "requests_in_flight"],
  ];

  it("has every name with its type and its sum", async () => {
    const { chat, get } = await start(answers, { optimize: {} });
    await chat(compressibleChat());
    await chat(plainChat());
    const { headers, bytes } = await get("/metrics");
    const text = bytes.toString();
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const values = new Map(text.split("\n").map((line) => line.split(/ (?=[^ ]*$)/) as [string, string]));
    for (const name of NAMES)
      expect([name, values.get(`headroom_${name}`)]).toEqual([name, expect.stringMatching(/\d/)]);
    expect(values.get("headroom_requests_total")).toBe("2");
    expect(values.get("headroom_tokens_output_total")).toBe("68");
    expect(values.get('headroom_requests_by_model{model="gpt-5.5"}')).toBe("2");
    expect(Number(values.get("headroom_tokens_saved_total"))).toBeGreaterThan(0);
    for (const [, name] of text.matchAll(/^([a-z_]+?)(?:_bucket|_sum|_count)?(?:\{| )/gm)) {
      expect(text).toMatch(new RegExp(`^# TYPE ${name}`, "m"));
    }
  });

  it("does not grow with the names that clients choose", async () => {
    const { chat, get } = await start(answers);
    const ask = (model: string) => chat(JSON.stringify({ model, messages: [] }));
    await ask('x\\" y\n');
    for (let turn = 0; turn < 500; turn++) await ask(`model-${turn}`);
    const text = (await get("/metrics")).bytes.toString();
    const series = text.match(/^headroom_requests_by_model.*$/gm) ?? [];
    expect(series.length).toBeLessThanOrEqual(201);
    expect(series).toContain('headroom_requests_by_model{model="__other__"} 300');
  });
});

describe("GET /stats", () => {
  it("sums up, and lists the last ten requests without what was said", async () => {
    const { chat, get } = await start(answers, {
      optimize: {},
      keepContent: true,
      responseCache: { maxEntries: 5 },
      rateLimits: { requestsPerMinute: 100 },
      budgets: { total: { daily: 10, monthly: 1000 } },
    });
    for (let turn = 0; turn < 6; turn++) {
      await chat(compressibleChat(), { authorization: `Bearer ${turn % 2}` });
      await chat(plainChat(), { authorization: `Bearer ${turn % 2}` });
    }
    const stats = JSON.parse((await get("/stats")).bytes.toString());
    expect(stats).toMatchObject({
      requests: { total: 12, cached: 4, rate_limited: 0, failed: 0 },
      tokens: { output: 34 * 8, saved: expect.any(Number), savings_percent: expect.any(Number) },
      cost: { budget_limit_usd: 10, budget_period: "daily", budget_remaining_usd: expect.any(Number) },
      cache: { entries: 2, max_entries: 5, total_hits: 4, ttl_seconds: 3600 },
      rate_limiter: { requests_per_minute: 100, tokens_per_minute: null, active_keys: 2 },
    });
    expect(stats.cost.period_cost_usd).toBeCloseTo(stats.cost.total_cost_usd, 5);
    expect(stats.recent_requests.length).toBe(10);
    expect(JSON.stringify(stats)).not.toContain("Hello");
  });

  it("says null of what is off", async () => {
    const { get } = await start(answers);
    expect(JSON.parse((await get("/stats")).bytes.toString())).toMatchObject({
      cost: { budget_limit_usd: null },
      cache: null,
      rate_limiter: null,
      recent_requests: [],
    });
  });
});

describe("health", () => {
  it("tells life from readiness while the proxy ends", async () => {
    const go = deferred<void>();
    const { proxy, upstream, chat, get } = await start(
      async (_request, response) => {
        await go.promise;
        json(response, ANSWER);
      },
      { drainDelayMs: 300, graceMs: 10_000 },
    );
    expect([(await get("/health/live")).statusCode, (await get("/health/ready")).statusCode]).toEqual([200, 200]);
    const running = chat(plainChat());
    await upstream.received();
    const closed = proxy.close();
    const statuses = await Promise.all(["/health/live", "/health/ready", "/health"].map(async (path) => get(path)));
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 503, 503]);
    go.resolve();
    expect((await running).statusCode).toBe(200);
    await closed;
  });
});

describe("the request log", () => {
  it("has a line for each request, whatever became of it", async () => {
    const path = join(await temporaryFolder(), "requests.jsonl");
    const log = createRequestLog({ path }, () => {});
    let fails = false;
    const { chat, proxy } = await start((_request, response) => json(response, ANSWER, fails ? 500 : 200), {
      optimize: {},
      onRequest: log.write,
    });
    await chat(compressibleChat());
    await send(`${proxy.url}/v1/models`, { method: "GET" });
    fails = true;
    await chat(plainChat());
    await log.close();
    const lines = (await readFile(path, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.length).toBe(3);
    expect(Object.keys(lines[0])).toEqual(
      expect.arrayContaining([
        ...["request_id", "timestamp", "provider", "model", "tags", "input_tokens_original", "input_tokens_optimized"],
        ...["output_tokens", "tokens_saved", "savings_percent", "estimated_cost_usd", "estimated_savings_usd"],
        ...["optimization_latency_ms", "total_latency_ms", "cache_hit", "transforms_applied", "error"],
      ]),
    );
    expect(lines[0]).not.toHaveProperty("request_messages");
    expect(lines.map(({ error }) => error)).toEqual([null, null, "status_500"]);
  });

  it("is put aside when it is long, and the oldest is forgotten", async () => {
    const path = join(await temporaryFolder(), "requests.jsonl");
    const log = createRequestLog({ path, maxBytes: 2000, keep: 2 }, () => {});
    const { chat } = await start(answers, { onRequest: log.write });
    const ids: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const id = (await chat(plainChat())).headers["x-headroom-request-id"] as string;
      // Lines that wait for each other are written at once, and may be more than a file should have.
      await expect.poll(() => readFile(path, "utf8").catch(() => "")).toContain(id);
      ids.push(id);
    }
    await log.close();
    const parts = await Promise.all([".2", ".1", ""].map((end) => readFile(path + end, "utf8")));
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(2000);
    const kept = parts
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).request_id);
    expect(kept).toEqual(ids.slice(-kept.length));
    await expect(readFile(`${path}.3`)).rejects.toThrow();
  });

  it("goes on behind half a line that a killed process left", async () => {
    const path = join(await temporaryFolder(), "requests.jsonl");
    await writeFile(path, '{"request_id":"hr_1_000001"}\n{"request_id":"hr');
    const log = createRequestLog({ path }, () => {});
    const { chat } = await start(answers, { onRequest: log.write });
    await chat(plainChat());
    await log.close();
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    expect(JSON.parse(lines[2] as string).provider).toBe("openai");
  });

  it("that cannot be written fails no request, and is said once it can be", async () => {
    const folder = await temporaryFolder();
    const failures: string[] = [];
    const log = createRequestLog({ path: join(folder, "none", "requests.jsonl") }, (code) => failures.push(code));
    const { chat } = await start(answers, { onRequest: log.write });
    expect((await chat(plainChat())).statusCode).toBe(200);
    await log.close();
    expect([failures, log.dropped]).toEqual([["log-failed"], 1]);
  });

  it("drops what does not fit into memory and counts it", async () => {
    const path = join(await temporaryFolder(), "requests.jsonl");
    const log = createRequestLog({ path, maxWaitingBytes: 1 }, () => {});
    const { chat } = await start(answers, { onRequest: log.write });
    await chat(plainChat());
    await log.close();
    expect(log.dropped).toBe(1);
  });

  it("has what was said only when told so, and no secret in it", async () => {
    const path = join(await temporaryFolder(), "requests.jsonl");
    const log = createRequestLog({ path }, () => {});
    const { chat } = await start(answers, { onRequest: log.write, keepContent: true });
    const secret = `sk-ant-${"canary".repeat(5)}`;
    await chat(JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content: `My key is ${secret}, ok?` }] }));
    await log.close();
    const line = JSON.parse(await readFile(path, "utf8"));
    expect(line.request_messages.messages[0].content).toBe("My key is [redacted], ok?");
    expect(line.response_content.choices[0].message.content).toBe("Oui");
  });
});

describe("canary secrets", () => {
  it("appear in no sink", async () => {
    const path = join(await temporaryFolder(), "requests.jsonl");
    const said: string[] = [];
    const log = createRequestLog({ path }, () => {});
    const { chat, get, proxy } = await start((_request, response) => json(response, { error: "canary-answer" }, 500), {
      optimize: {},
      onRequest: log.write,
      upstreams: { anthropic: "http://127.0.0.1:1" },
      onFailure: (code) => said.push(code),
      rateLimits: { requestsPerMinute: 1000 },
    });
    const headers = {
      authorization: "Bearer canary-one",
      "x-api-key": "canary-two",
      "x-goog-api-key": "canary-three",
      "x-headroom-key": "canary-four",
      cookie: "canary=five",
    };
    await chat('{"model": "gpt-5.5", "messages": [{"role": "user", "content": "canary-body"}]}', headers);
    await chat("canary-no-json", headers);
    const google = `${proxy.url}/v1beta/models/gemini-3.5-flash:generateContent?key=canary-six`;
    await send(google, { body: '{"contents": []}', headers });
    const unreachable = await send(`${proxy.url}/v1/messages?beta=canary-seven`, { body: "{}", headers });
    await log.close();
    const sinks = [
      await readFile(path, "utf8"),
      said.join(),
      unreachable.bytes.toString(),
      ...(await Promise.all(["/metrics", "/stats", "/health"].map(async (at) => (await get(at)).bytes.toString()))),
    ];
    expect(sinks[0]?.split("\n").length).toBe(5);
    for (const sink of sinks) expect(sink).not.toContain("canary");
  });
});
