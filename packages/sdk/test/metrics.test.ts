import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import { createAnthropicCounter } from "@headroom/providers-anthropic";
import OpenAI from "openai";
import { afterAll, describe, expect, it } from "vitest";
import { createStorage, HeadroomClient, type HeadroomClientOptions, type RequestMetrics } from "../src/index.js";
import { answerMessages, MESSAGE, messagesRequest } from "./support/anthropic-answers.js";
import { answerChat, CHAT_ANSWER, chatRequest } from "./support/openai-answers.js";
import { events, json, type Script, startServer } from "./support/scripted-server.js";

const folder = mkdtempSync(join(tmpdir(), "headroom-metrics-"));
afterAll(() => rmSync(folder, { recursive: true }));

const START = Date.UTC(2026, 0, 7, 12);

async function openai(options: Partial<HeadroomClientOptions<OpenAI>> = {}, script: Script = answerChat) {
  const server = await startServer(script);
  let at = START;
  const originalClient = new OpenAI({ apiKey: "sk-test", baseURL: `${server.url}/v1`, maxRetries: 0 });
  const client = new HeadroomClient({
    originalClient,
    defaultMode: "optimize",
    now: () => {
      at += 1000;
      return at;
    },
    ...options,
  });
  return { server, client };
}

const USAGE = { prompt_tokens: 5000, completion_tokens: 20, prompt_tokens_details: { cached_tokens: 4000 } };
const cached: Script = (_request, response) => json(response, { ...CHAT_ANSWER, usage: USAGE });

describe("getMetrics", () => {
  it("tells what a request was, what it saved, and what it cost after caching", async () => {
    const { server, client } = await openai({}, cached);
    await client.chat.completions.create(chatRequest());
    const plan = await client.chat.completions.simulate(chatRequest());
    const [metrics, ...others] = (await client.getMetrics()) as [RequestMetrics];
    expect(others).toEqual([]);
    expect(metrics.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(metrics).toMatchObject({
      model: "gpt-5.5",
      stream: false,
      mode: "optimize",
      tokensInputBefore: plan.tokensBefore,
      tokensInputAfter: plan.tokensAfter,
      tokensOutput: 20,
      tokensBilled: 5000,
      cachedTokens: 4000,
      cacheWriteTokens: null,
      blockBreakdown: plan.blockBreakdown,
      wasteSignals: plan.wasteSignals,
      stablePrefixHash: plan.stablePrefixHash,
      cacheAlignmentScore: 100,
      transformsApplied: plan.transforms,
      toolUnitsDropped: 0,
      turnsDropped: 0,
      error: null,
    });
    expect(metrics.messagesHash).toMatch(/^[0-9a-f]{16}$/);
    expect(metrics.timestamp).toBeInstanceOf(Date);
    // Prices of gpt-5.5 in dollars for a million: input 5, read from the cache 0.5, output 30.
    const input = (1000 * 5 + 4000 * 0.5) / 1e6;
    const costAfter = input + (20 * 30) / 1e6;
    expect(metrics.costAfter).toBeCloseTo(costAfter, 9);
    expect(metrics.costBefore).toBeCloseTo(costAfter + (input * plan.tokensSaved) / plan.tokensAfter, 9);
    expect(server.requests).toHaveLength(1);
  });

  it("counts the turns that the window left out", async () => {
    const rollingWindow = { maxTokens: 1000, keepLastTurns: 1, overflow: "drop-oldest-turns" } as const;
    const { client, server } = await openai({ rollingWindowConfig: rollingWindow });
    const talk = Array.from({ length: 8 }, (_, at) => [
      { role: "user" as const, content: `Question ${at}?` },
      { role: "assistant" as const, content: `Answer ${at}. `.repeat(100) },
    ]);
    await client.chat.completions.create({ model: "gpt-5.5", messages: talk.flat().slice(0, -1) });
    const [metrics] = await client.getMetrics();
    expect(metrics?.turnsDropped).toBeGreaterThan(3);
    expect(JSON.stringify(server.requests[0])).toContain("<headroom:turns ");
  });

  it("gives the newest first, by mode, model, time and number", async () => {
    const { client } = await openai();
    for (const model of ["gpt-5.5", "gpt-5.5-mini", "gpt-5.5"]) {
      await client.chat.completions.create({ ...chatRequest("short"), model });
    }
    await client.chat.completions.create({ ...chatRequest("short"), headroomMode: "audit" });
    await client.chat.completions.create({ ...chatRequest("short"), headroomMode: "off" });
    const seen = async (query: object) =>
      (await client.getMetrics(query)).map(({ timestamp }) => (timestamp.getTime() - START) / 1000);
    const all = await seen({});
    expect(all).toHaveLength(4);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect(await seen({ mode: "audit" })).toEqual(all.slice(0, 1));
    expect(await seen({ model: "gpt-5.5-mini" })).toEqual(all.slice(2, 3));
    expect(await seen({ limit: 2 })).toEqual(all.slice(0, 2));
    expect(await seen({ limit: 2, offset: 1 })).toEqual(all.slice(1, 3));
    const between = { startTime: new Date(START + all[2]! * 1000), endTime: new Date(START + all[1]! * 1000) };
    expect(await seen(between)).toEqual(all.slice(1, 3));
  });

  it("reads what streams bill, and changes no byte of them", async () => {
    const streamed: Script = (_request, response) =>
      events(response, [
        { id: "1", object: "chat.completion.chunk", choices: [{ index: 0, delta: { content: "Order 42." } }] },
        { id: "1", object: "chat.completion.chunk", choices: [], usage: USAGE },
        "[DONE]",
      ]);
    const { client } = await openai({}, streamed);
    const stream = await client.chat.completions.create({ ...chatRequest(), stream: true });
    let text = "";
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
    expect(text).toBe("Order 42.");
    expect(await client.getMetrics()).toMatchObject([
      { stream: true, tokensBilled: 5000, cachedTokens: 4000, tokensOutput: 20, error: null },
    ]);
  });

  it("works for Anthropic, whose system text and tools are blocks, too", async () => {
    const server = await startServer((request, response) => {
      const usage = {
        input_tokens: 100,
        cache_read_input_tokens: 50,
        cache_creation_input_tokens: 25,
        output_tokens: 2,
      };
      if (JSON.parse(request.body).stream === true) return answerMessages(request, response);
      json(response, { ...MESSAGE, usage });
    });
    const originalClient = new Anthropic({ apiKey: "sk-ant-api03-x", baseURL: server.url, maxRetries: 0 });
    const client = new HeadroomClient({ originalClient });
    await client.messages.create(messagesRequest());
    await client.messages.stream(messagesRequest()).finalMessage();
    const [streamed, whole] = await client.getMetrics();
    expect(whole).toMatchObject({ mode: "audit", tokensBilled: 175, cachedTokens: 50, cacheWriteTokens: 25 });
    expect(whole?.costBefore).toBe(whole?.costAfter);
    expect(whole?.blockBreakdown.system).toBeGreaterThan(0);
    expect(streamed).toMatchObject({ stream: true, tokensBilled: 9, tokensOutput: 2 });
  });

  it("keeps errors, which reach the application as they are", async () => {
    const { client } = await openai({}, (_request, response) =>
      json(response, { error: { message: "no", type: "invalid_request_error" } }, 400),
    );
    await expect(client.chat.completions.create(chatRequest())).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    const gone = new OpenAI({ apiKey: "sk-test", baseURL: "http://127.0.0.1:9/v1", maxRetries: 0 });
    const unreachable = new HeadroomClient({ originalClient: gone });
    await expect(unreachable.chat.completions.create(chatRequest())).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
    expect((await client.getMetrics())[0]).toMatchObject({ error: "status_400", tokensBilled: null, costAfter: null });
    expect((await unreachable.getMetrics())[0]?.error).toMatch(/^TypeError: /);
  });

  it("says that an answer was given up, and gives up the provider's", async () => {
    const { server, client } = await openai({}, ({ brokenOff }, response) => {
      void brokenOff;
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"id":"1","choices":[{"index":0,"delta":{"content":"Order"}}]}\n\n');
    });
    const stream = await client.chat.completions.create({ ...chatRequest(), stream: true });
    for await (const _chunk of stream) break;
    await (await server.received()).brokenOff;
    const [metrics] = await client.getMetrics();
    expect(metrics).toMatchObject({ stream: true, tokensBilled: null });
    expect(metrics?.error).toMatch(/abort/i);
  });

  it("does not take counts of tokens for requests", async () => {
    const server = await startServer(answerMessages);
    const originalClient = new Anthropic({ apiKey: "sk-ant-api03-x", baseURL: server.url, maxRetries: 0 });
    const client = new HeadroomClient({ originalClient });
    const { max_tokens: _, ...counted } = messagesRequest();
    expect(await client.messages.countTokens(counted)).toEqual({ input_tokens: 11 });
    expect(await client.getMetrics()).toEqual([]);
  });

  it("does not let a storage that fails get in the way", async () => {
    const failures: unknown[] = [];
    const broken = {
      ...createStorage(":memory:"),
      save: () => {
        throw new Error("full");
      },
    };
    const { client } = await openai({ storage: broken, onFailure: (error) => failures.push(error) });
    expect(await client.chat.completions.create(chatRequest())).toMatchObject(CHAT_ANSWER);
    await client.getMetrics().catch(() => undefined);
    expect(failures).toMatchObject([
      { message: "The metrics of a request could not be saved.", cause: new Error("full") },
    ]);
  });
});

describe("counts of whole requests", () => {
  it("are estimated at first, and then corrected by what was billed", async () => {
    const { client } = await openai({ defaultMode: "audit" }, cached);
    const first = (await client.chat.completions.simulate(chatRequest())).billedTokens;
    expect(first?.after.tokens).toBeLessThan(first?.before.tokens ?? 0);
    expect(first?.before).toMatchObject({ exact: false, method: "vocabulary" });
    for (let times = 0; times < 3; times++) await client.chat.completions.create(chatRequest());
    const estimated = (await client.getMetrics()).map(({ tokensEstimated }) => tokensEstimated).reverse();
    expect(estimated[0]).toBe(first?.before.tokens);
    expect(Math.abs((estimated[1] ?? 0) - 5000)).toBeLessThanOrEqual(1);
    expect((await client.chat.completions.simulate(chatRequest())).billedTokens?.before.tokens).toBe(estimated[2]);
  });

  it("do not change what is sent", async () => {
    const { server, client } = await openai({}, cached);
    for (let times = 0; times < 3; times++) await client.chat.completions.create(chatRequest());
    expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
  });

  it("are the provider's where it is asked", async () => {
    const server = await startServer(answerMessages);
    const originalClient = new Anthropic({ apiKey: "sk-ant-api03-x", baseURL: server.url, maxRetries: 0 });
    const officialCounter = createAnthropicCounter({ client: originalClient });
    const client = new HeadroomClient({ originalClient, officialCounter });
    const { billedTokens } = await client.messages.simulate(messagesRequest());
    expect(billedTokens).toMatchObject({ before: { tokens: 11, method: "official" }, after: { tokens: 11 } });
    expect(server.requests.map(({ url }) => url)).toEqual(["/v1/messages/count_tokens", "/v1/messages/count_tokens"]);
    expect(server.requests[1]!.body.length).toBeLessThan(server.requests[0]!.body.length);
  });
});

describe("getSummary", () => {
  it("sums over requests, and is all zeros without any", async () => {
    const { client } = await openai({}, cached);
    expect(await client.getSummary()).toMatchObject({ totalRequests: 0, avgTokensSaved: 0, avgCacheAlignment: 0 });
    await client.chat.completions.create(chatRequest());
    await client.chat.completions.create({ ...chatRequest(), headroomMode: "audit" });
    const [audit, optimized] = (await client.getMetrics()) as [RequestMetrics, RequestMetrics];
    const summary = await client.getSummary();
    const saved = optimized.tokensInputBefore - optimized.tokensInputAfter;
    expect(summary).toMatchObject({
      totalRequests: 2,
      auditCount: 1,
      optimizeCount: 1,
      totalTokensBefore: audit.tokensInputBefore + optimized.tokensInputBefore,
      totalTokensAfter: audit.tokensInputBefore + optimized.tokensInputAfter,
      totalTokensSaved: saved,
      avgTokensSaved: saved / 2,
      avgCacheAlignment: 100,
      totalTokensBilled: 10_000,
      totalCachedTokens: 8000,
      totalTokensOutput: 40,
    });
    expect(summary.totalCostSaved).toBeCloseTo((optimized.costBefore ?? 0) - (optimized.costAfter ?? 0), 9);
    expect(await client.getSummary({ startTime: audit.timestamp })).toMatchObject({ totalRequests: 1 });
  });
});

describe.each([
  ["SQLite", (name: string) => `sqlite:////${join(folder, name)}.db`.replace("////" + "/", "////")],
  ["JSON lines", (name: string) => `jsonl:////${join(folder, name)}.jsonl`.replace("////" + "/", "////")],
])("metrics in a file of %s", (_kind, urlOf) => {
  it("outlive the client, and are those that memory would have", async () => {
    const storeUrl = urlOf("metrics");
    const { client } = await openai({ storeUrl }, cached);
    await client.chat.completions.create(chatRequest());
    await client.chat.completions.create({ ...chatRequest("short"), headroomMode: "audit" });
    const [audit, optimized] = (await client.getMetrics()) as [RequestMetrics, RequestMetrics];
    const summary = await client.getSummary();
    await client.close();

    const storage = createStorage(storeUrl);
    expect(await storage.query()).toEqual([audit, optimized]);
    expect(await storage.query({ mode: "audit", limit: 1 })).toEqual([audit]);
    expect(await storage.query({ startTime: audit.timestamp, endTime: audit.timestamp })).toEqual([audit]);
    expect(await storage.get(optimized.requestId)).toEqual(optimized);
    expect(await storage.get("none")).toBeUndefined();
    expect(await storage.count()).toBe(2);
    expect(await storage.count({ model: "other" })).toBe(0);
    const all: RequestMetrics[] = [];
    for await (const metrics of storage.iterAll()) all.push(metrics);
    expect(all).toEqual([optimized, audit]);
    expect(await storage.getSummaryStats()).toEqual(summary);
    await storage.close();
  });

  it("take what several write at once", async () => {
    const storeUrl = urlOf("several");
    const clients = await Promise.all(Array.from({ length: 4 }, () => openai({ storeUrl })));
    await Promise.all(
      clients.flatMap(({ client }) =>
        Array.from({ length: 5 }, () => client.chat.completions.create(chatRequest("x"))),
      ),
    );
    for (const { client } of clients) await client.close();
    const storage = createStorage(storeUrl);
    expect(await storage.count()).toBe(20);
    await storage.close();
  });
});

describe("files of metrics", () => {
  it("have the names of the seed's columns", async () => {
    const path = join(folder, "names.jsonl");
    const { client } = await openai({ storeUrl: `jsonl:///${path}` }, cached);
    await client.chat.completions.create(chatRequest());
    await client.close();
    const line = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    expect(line).toMatchObject({ model: "gpt-5.5", stream: false, mode: "optimize", cached_tokens: 4000, error: null });
    expect(line.waste_signals).toMatchObject({ json_bloat: expect.any(Number), dynamic_date: 0 });
    expect(Object.keys(line)).toEqual(
      expect.arrayContaining(["id", "timestamp", "tokens_input_before", "tokens_input_after", "stable_prefix_hash"]),
    );
  });

  it("hold originals beside metrics, whichever came first", async () => {
    const storeUrl = join(folder, "both.db");
    const storage = createStorage(storeUrl);
    expect(await storage.count()).toBe(0);
    await storage.close();
    const { client } = await openai({ storeUrl, profile: "aggressive", minimumCacheableTokens: 0 });
    await client.chat.completions.create(chatRequest());
    expect(await client.getMetrics()).toHaveLength(1);
    await client.close();
  });

  it.each(["redis://localhost", "jsonl://host/a", ""])("are not named by %s", (url) => {
    expect(() => createStorage(url)).toThrow("write sqlite:///relative/path");
  });
});
