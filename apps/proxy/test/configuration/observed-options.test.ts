import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, get, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import type { PROXY_OPTIONS } from "@headroom/proxy/config";
import { trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { describe, expect, it, onTestFinished } from "vitest";
import { run as agentRun } from "../../../../packages/core/test/agent-run.js";
import { redis as installedRedis, type RedisServer, startRedis } from "../../../../scripts/redis-server.js";
import { type Input, run } from "../support/run.js";
import { longChat, startProvider, startProxy, temporaryFolder } from "../support/running-proxy.js";

/** A proxy that is told `options` by a file, and the body that reached its provider. */
async function bodyUnder(options: Record<string, unknown>, body = longChat(), headers: Record<string, string> = {}) {
  const provider = await startProvider("ok");
  const { url } = await startWith({ store: ":memory:", upstreams: { openai: provider.url }, ...options });
  const { status } = await fetch(`${url}/v1/chat/completions`, { method: "POST", body, headers });
  return { sent: String(provider.bodies[0]), status, url };
}

/** A proxy that is told `options` by a file, and a way to ask it. */
async function asking(options: Record<string, unknown>, answer = '{"choices":[]}') {
  const provider = await startProvider(answer);
  const { url, running } = await startWith({ optimize: false, upstreams: { openai: provider.url }, ...options });
  const ask = (body: string) => fetch(`${url}/v1/chat/completions`, { method: "POST", body });
  return { provider, ask, running };
}

/** What becomes of requests one after the other. */
async function manyUnder(options: Record<string, unknown>, bodies: readonly string[], answer?: string) {
  const { provider, ask } = await asking(options, answer);
  const [statuses, texts]: [number[], string[]] = [[], []];
  for (const body of bodies) {
    const response = await ask(body);
    statuses.push(response.status);
    texts.push(await response.text());
  }
  return { statuses, texts, arrived: provider.bodies.length };
}

/** A server that proxies share; it ends with the test. */
async function redisServer(): Promise<RedisServer> {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  return server;
}

/** What a server of embeddings is asked first. */
async function embeddingsAskedUnder(options: Record<string, unknown>) {
  const asked: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders; readonly body: unknown }[] =
    [];
  const server = createHttpServer(async (request, response) => {
    const body = (await json(request)) as { readonly input: readonly string[] };
    asked.push({ url: request.url, headers: request.headers, body });
    response.end(JSON.stringify({ data: body.input.map((text) => ({ embedding: [1, text.length] })) }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const embeddingsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const store = join(await temporaryFolder(), "store.db");
  expect((await bodyUnder({ store, embeddingsUrl, embeddingsModel: "small", ...options })).sent).toMatch(HANDLE);
  return asked[0] as (typeof asked)[number];
}

const SAME_QUESTION = ["How do I pay?", "how can I pay"];

/** What becomes of the second of two questions that are one, and what a server of embeddings is asked for that. */
async function similarUnder({
  temperature = 0,
  delayMs = 0,
  questions = SAME_QUESTION,
  ...options
}: Record<string, unknown> & { readonly questions?: readonly string[] }) {
  const asked: unknown[] = [];
  const server = createHttpServer(async (request, response) => {
    const { input } = (await json(request)) as { readonly input: readonly string[] };
    asked.push(input);
    setTimeout(() => response.end(JSON.stringify({ data: input.map(() => ({ embedding: [1, 2] })) })), Number(delayMs));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const embeddingsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const { ask } = await asking({ cacheEnabled: true, embeddingsUrl, embeddingsModel: "small", ...options });
  let cache: string | null = null;
  for (const content of questions) {
    const messages = [{ role: "user", content }];
    const response = await ask(JSON.stringify({ model: "gpt-5.5", temperature, messages }));
    await response.text();
    cache = response.headers.get("x-headroom-cache");
  }
  return { cache, asked };
}

function plainChat(content = "Hello"): string {
  return JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content }] });
}

async function startWith(options: Record<string, unknown>, input?: Input) {
  const file = join(await temporaryFolder(), "headroom.json");
  await writeFile(file, JSON.stringify(options));
  return startProxy(["--config", file], input);
}

/** What a client is warned of when the thread for long bodies is a program that never answers. */
async function warningUnder(options: Record<string, unknown>, workerUrl: string) {
  const provider = await startProvider("{}");
  const { url } = await startWith(
    { store: ":memory:", upstreams: { openai: provider.url }, ...options },
    { workerUrl },
  );
  const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: longChat() });
  return answer.headers.get("x-headroom-warning");
}

/** The request log after as many requests of about a megabyte, and what was put aside of it. */
async function logUnder(options: Record<string, unknown>, requests = 1) {
  const folder = await temporaryFolder();
  const log = { optimize: false, logFile: join(folder, "requests.jsonl"), ...options };
  const { ask, running } = await asking(log);
  const body = requests === 1 ? longChat() : plainChat("words ".repeat(160_000));
  for (let turn = 0; turn < requests; turn++) await (await ask(body)).text();
  running.stop();
  await running.outcome;
  const names = (await readdir(folder)).sort();
  return { files: await Promise.all(names.map((name) => readFile(join(folder, name), "utf8"))) };
}

/** The status of an answer under a clock that runs out, before a provider that does what it is told to. */
async function statusUnder(options: Record<string, unknown>, provider: Parameters<typeof startProvider>[0]) {
  const { url } = await startProvider(provider);
  const proxy = await startWith({ optimize: false, upstreams: { openai: url }, ...options });
  const { status } = await fetch(`${proxy.url}/v1/models`);
  return { status, ...proxy };
}

/** The status of the answer to a client that calls the proxy by another name; fetch does not let one choose it. */
function statusAs(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${url}/health`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
  });
}

/** What stands in the tool output that reached the provider. */
async function outputUnder(options: Record<string, unknown>): Promise<string> {
  return JSON.parse((await bodyUnder(options)).sent).messages[2].content;
}

/** Whether outputs of a long run gave way to markers, with windows that keep two turns. */
async function evictsUnder(options: Record<string, unknown>): Promise<boolean> {
  const { sent } = await bodyUnder({ keepLastTurns: 2, ...options }, JSON.stringify(agentRun(6)));
  return sent.includes("[Left out: ");
}

/** The system prompt of a second request, when the first one was sent the day before. */
async function promptUnder(options: Record<string, unknown>): Promise<string> {
  const provider = await startProvider("ok");
  const store = join(await temporaryFolder(), "store.db");
  const { url } = await startWith({ store, upstreams: { openai: provider.url }, ...options });
  for (const day of [7, 8]) {
    const system = `${"You keep the books of a shop. ".repeat(400)}Today is January ${day}, 2025.`;
    const messages = [
      { role: "system", content: system },
      { role: "user", content: "Begin." },
    ];
    const body = JSON.stringify({ model: "gpt-5.5", messages });
    await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
  }
  return JSON.parse(String(provider.bodies[1])).messages[0].content;
}

/** The chat with a log as the tool output. */
function chatOfLines(): string {
  const body = JSON.parse(longChat());
  const line = (_: unknown, k: number) =>
    `${"step ".repeat(1 + (k % 7))}${(k * 7919) % 1009} of job ${(k * 31) % 97} took ${(k * k) % 613} ms`;
  body.messages[2].content = Array.from({ length: 1500 }, line).join("\n");
  return JSON.stringify(body);
}

/** Whether old outputs give way to markers when a conversation goes on with another model. */
async function markersAfterNewModel(options: Record<string, unknown>): Promise<boolean> {
  const provider = await startProvider("ok");
  const store = join(await temporaryFolder(), "store.db");
  const { url } = await startWith({ store, retrieval: "assume", upstreams: { openai: provider.url }, ...options });
  const { messages } = agentRun(12);
  for (const [count, model] of [
    [24, "gpt-4o"],
    [26, "gpt-5.5"],
  ] as const) {
    const body = JSON.stringify({ model, messages: messages.slice(0, count) });
    await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
  }
  return String(provider.bodies[1]).includes("[Left out: ");
}

const ORIGINAL: string = JSON.parse(longChat()).messages[2].content;
const HANDLE = /retrieve\/([0-9a-f]{12})/;

/** For each option what can be seen of it from outside when it is set. */
const OBSERVATIONS: Record<keyof typeof PROXY_OPTIONS, () => Promise<void>> = {
  async host() {
    expect((await startWith({ host: "::1", optimize: false })).url).toContain("[::1]");
  },
  async port() {
    // The command line of the other tests says 0, and goes first.
    const { url } = await startProxy(["--no-optimize"]);
    const { code, stderr } = await run(["proxy", "--no-optimize"], { env: { HEADROOM_PORT: new URL(url).port } });
    expect([code, stderr]).toEqual([1, expect.stringContaining("in use")]);
  },
  async sandbox() {
    const { url } = await startWith({ sandbox: true, optimize: false });
    expect((await fetch(`${url}/v1/chat/completions`, { method: "POST", body: longChat() })).status).toBe(200);
  },
  async upstreams() {
    expect((await bodyUnder({})).sent).not.toBe("undefined");
  },
  async connectTimeoutSeconds() {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const openai = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const { url } = await startWith({ optimize: false, upstreams: { openai }, connectTimeoutSeconds: 1 });
    expect((await fetch(`${url}/v1/models`)).status).toBe(504);
    silent.close();
  },
  async firstByteTimeoutSeconds() {
    expect((await statusUnder({ firstByteTimeoutSeconds: 1 }, () => {})).status).toBe(504);
  },
  async idleTimeoutSeconds() {
    const { url } = await statusUnder({ idleTimeoutSeconds: 1 }, (response) => response.writeHead(200).write("x"));
    await expect(fetch(`${url}/v1/models`).then((answer) => answer.text())).rejects.toThrow();
  },
  async requestTimeoutSeconds() {
    expect((await statusUnder({ requestTimeoutSeconds: 1 }, () => {})).status).toBe(504);
  },
  async graceSeconds() {
    const stuck = await statusUnder({ graceSeconds: 0 }, (response) => response.writeHead(200).write("x"));
    stuck.running.stop();
    expect((await stuck.running.outcome).code).toBe(0);
  },
  async drainDelaySeconds() {
    const { url, running } = await startWith({ optimize: false, drainDelaySeconds: 1 });
    running.stop();
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    expect((await running.outcome).code).toBe(0);
  },
  async logFile() {
    const [line] = (await logUnder({})).files;
    expect(line).toMatch(/"provider":"openai".*"input_tokens_original":.*"error":null\}\n$/);
    expect(line).not.toContain("Which commits");
  },
  async logFullMessages() {
    expect((await logUnder({ logFullMessages: true })).files[0]).toContain("Which commits");
  },
  async openTelemetry() {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    onTestFinished(() => trace.disable());
    for (const openTelemetry of [false, true]) {
      const { ask } = await asking({ openTelemetry });
      await (await ask(plainChat("words"))).text();
    }
    await expect.poll(() => exporter.getFinishedSpans().length).toBe(1);
  },
  async logMaxMegabytes() {
    const long = { logFullMessages: true, logMaxMegabytes: 1, logKeep: 2 };
    expect((await logUnder(long, 4)).files.length).toBe(3);
    expect((await logUnder({ ...long, logMaxMegabytes: 10 }, 4)).files.length).toBe(1);
  },
  async logKeep() {
    expect((await logUnder({ logFullMessages: true, logMaxMegabytes: 1, logKeep: 1 }, 4)).files.length).toBe(2);
  },
  async optimize() {
    expect(await outputUnder({ optimize: false })).toBe(ORIGINAL);
    expect(await outputUnder({ optimize: true })).not.toBe(ORIGINAL);
  },
  async mode() {
    expect(await outputUnder({ mode: "audit" })).toBe(ORIGINAL);
  },
  async profile() {
    expect(await outputUnder({ profile: "lossless" })).not.toMatch(HANDLE);
    expect(await outputUnder({ profile: "balanced" })).toMatch(HANDLE);
  },
  async retrieval() {
    expect(await outputUnder({ retrieval: "off" })).not.toMatch(HANDLE);
  },
  async format() {
    expect(JSON.parse(await outputUnder({ format: "json" }))).toBeTypeOf("object");
    expect(await outputUnder({ format: "text" })).toMatch(/^\S+ /);
  },
  async minTokensToCrush() {
    expect(await outputUnder({ minTokensToCrush: 1_000_000 })).not.toMatch(HANDLE);
  },
  async maxItemsAfterCrush() {
    const few = await outputUnder({ maxItemsAfterCrush: 50 });
    expect(few.length).toBeLessThan((await outputUnder({ maxItemsAfterCrush: 100 })).length);
  },
  async smartCrusher() {
    const few = await outputUnder({ smartCrusher: { maxItemsAfterCrush: 50 } });
    expect(few.length).toBeLessThan((await outputUnder({ smartCrusher: { maxItemsAfterCrush: 100 } })).length);
  },
  async align() {
    expect(await promptUnder({})).toContain("January 7");
    expect(await promptUnder({ align: false })).toContain("January 8");
  },
  async cacheAligner() {
    expect(await promptUnder({ cacheAligner: { freeze: false } })).toContain("January 8");
  },
  async coldCache() {
    expect(await markersAfterNewModel({})).toBe(true);
    expect(await markersAfterNewModel({ coldCache: false })).toBe(false);
  },
  async window() {
    expect(await evictsUnder({ maxTokens: 2000 })).toBe(true);
    expect(await evictsUnder({ maxTokens: 2000, window: false })).toBe(false);
  },
  async maxTokens() {
    expect(await evictsUnder({ maxTokens: 100_000 })).toBe(false);
  },
  async keepLastTurns() {
    expect(await evictsUnder({ maxTokens: 2000, keepLastTurns: 6 })).toBe(false);
  },
  async overflow() {
    expect((await bodyUnder({ maxTokens: 10, overflow: "error" })).status).toBe(400);
    expect((await bodyUnder({ maxTokens: 10 })).status).toBe(200);
  },
  async rollingWindow() {
    expect(await evictsUnder({ rollingWindow: { maxTokens: 2000 } })).toBe(true);
  },
  async modelContextLimits() {
    expect(await evictsUnder({ modelContextLimits: { "gpt-4o": 6000 } })).toBe(true);
  },
  async textCrusher() {
    expect((await bodyUnder({ textCrusher: { enabled: false } }, chatOfLines())).sent).not.toMatch(HANDLE);
    expect((await bodyUnder({}, chatOfLines())).sent).toMatch(HANDLE);
  },
  async tools() {
    expect(await outputUnder({ tools: { "list_*": { profile: "lossless" } } })).not.toMatch(HANDLE);
  },
  async verbatimTools() {
    expect(await outputUnder({ verbatimTools: ["list_*"] })).toBe(ORIGINAL);
  },
  async dataTools() {
    const body = longChat().replaceAll("list_commits", "read_file");
    const output = async (options: Record<string, unknown>) =>
      JSON.parse((await bodyUnder(options, body)).sent).messages[2].content;
    expect(await output({})).toBe(ORIGINAL);
    expect(await output({ dataTools: ["read_file"] })).not.toBe(ORIGINAL);
  },
  async embeddingsUrl() {
    expect(await embeddingsAskedUnder({})).toMatchObject({ url: "/v1/embeddings" });
  },
  async embeddingsModel() {
    expect((await embeddingsAskedUnder({ embeddingsModel: "large" })).body).toMatchObject({ model: "large" });
  },
  async embeddingsKey() {
    const { headers } = await embeddingsAskedUnder({ embeddingsKey: "secret" });
    expect(headers.authorization).toBe("Bearer secret");
  },
  async minimumCacheableTokens() {
    expect(await outputUnder({ minimumCacheableTokens: 10_000_000 })).toBe(ORIGINAL);
  },
  async models() {
    const models = { "gpt-5.5": { minimumCacheableTokens: 10_000_000 } };
    expect(await outputUnder({ models })).toBe(ORIGINAL);
  },
  async retrieveCommand() {
    expect(await outputUnder({ retrieveCommand: "fetch-it {handle}" })).toMatch(/fetch-it [0-9a-f]{12}/);
  },
  async tenant() {
    const store = join(await temporaryFolder(), "store.db");
    const { sent } = await bodyUnder({ store, tenant: "other" });
    const handle = HANDLE.exec(sent)?.[1] as string;
    expect(await run(["retrieve", handle, "--store", store])).toMatchObject({ code: 1 });
    expect(await run(["retrieve", handle, "--store", store, "--tenant", "other"])).toMatchObject({ code: 0 });
  },
  async store() {
    const store = join(await temporaryFolder(), "store.db");
    await startWith({ store });
    expect(existsSync(store)).toBe(true);
  },
  async maxBodyMegabytes() {
    const body = longChat().replace("Which", `${" ".repeat(1024 * 1024)}Which`);
    expect((await bodyUnder({ maxBodyMegabytes: 1 }, body)).sent).toBe(body);
    expect((await bodyUnder({ maxBodyMegabytes: 2 }, body)).sent).not.toBe(body);
  },
  async overLimit() {
    const body = longChat().replace("Which", `${" ".repeat(1024 * 1024)}Which`);
    expect((await bodyUnder({ maxBodyMegabytes: 1, overLimit: "reject" }, body)).status).toBe(413);
  },
  async workerFromKilobytes() {
    const dying = "data:text/javascript,process.exit(1)";
    expect(await warningUnder({ workerFromKilobytes: 1 }, dying)).toBe("optimization-failed");
    expect(await warningUnder({ workerFromKilobytes: 10_000 }, dying)).toBe(null);
    expect(await warningUnder({ workerFromKilobytes: 0 }, dying)).toBe(null);
  },
  async workerLimitSeconds() {
    const silent = "data:text/javascript,setInterval(() => {}, 1000)";
    const options = { workerFromKilobytes: 1, workerLimitSeconds: 1 };
    expect(await warningUnder(options, silent)).toBe("optimization-failed");
  },
  async traffic() {
    expect((await bodyUnder({ traffic: "subscription" })).sent).not.toMatch(HANDLE);
    const headers = { authorization: "Bearer eyJa.b.c" };
    expect((await bodyUnder({ traffic: "key" }, longChat(), headers)).sent).toMatch(HANDLE);
  },
  async cacheEnabled() {
    expect((await manyUnder({ cacheEnabled: true }, [plainChat(), plainChat()])).arrived).toBe(1);
    expect((await manyUnder({ cacheEnabled: false }, [plainChat(), plainChat()])).arrived).toBe(2);
  },
  async cacheTtlSeconds() {
    const { ask, provider } = await asking({ cacheEnabled: true, cacheTtlSeconds: 1 });
    await ask(plainChat());
    await expect.poll(async () => (await ask(plainChat())) && provider.bodies.length, { timeout: 5000 }).toBe(2);
  },
  async cacheMaxEntries() {
    const bodies = [plainChat("a"), plainChat("b"), plainChat("a")];
    expect((await manyUnder({ cacheEnabled: true, cacheMaxEntries: 1 }, bodies)).arrived).toBe(3);
    expect((await manyUnder({ cacheEnabled: true, cacheMaxEntries: 2 }, bodies)).arrived).toBe(2);
  },
  async cacheMaxMegabytes() {
    const answer = JSON.stringify({ choices: ["x".repeat(1_200_000)] });
    const bodies = [plainChat(), plainChat()];
    expect((await manyUnder({ cacheEnabled: true, cacheMaxMegabytes: 1 }, bodies, answer)).arrived).toBe(2);
    expect((await manyUnder({ cacheEnabled: true, cacheMaxMegabytes: 2 }, bodies, answer)).arrived).toBe(1);
  },
  async cacheSimilarity() {
    expect((await similarUnder({})).cache).toBe("miss");
    const { cache, asked } = await similarUnder({ cacheSimilarity: 0.9 });
    expect([cache, asked]).toEqual(["similar; score=1.000", [SAME_QUESTION.toReversed()]]);
  },
  async cacheSimilarityWording() {
    const given = { cacheSimilarity: 0.9, questions: ["Describe why cats purr", "give reasons why cats make sounds"] };
    expect((await similarUnder(given)).cache).toBe("miss");
    expect((await similarUnder({ ...given, cacheSimilarityWording: "free" })).cache).toContain("similar");
  },
  async cacheSimilarityAnyTemperature() {
    const given = { cacheSimilarity: 0.9, temperature: 1 };
    expect((await similarUnder(given)).cache).toBe("miss");
    expect((await similarUnder({ ...given, cacheSimilarityAnyTemperature: true })).cache).toContain("similar");
  },
  async cacheSimilarityTimeoutMs() {
    const given = { cacheSimilarity: 0.9, delayMs: 300 };
    expect((await similarUnder({ ...given, cacheSimilarityTimeoutMs: 5000 })).cache).toContain("similar");
    expect((await similarUnder({ ...given, cacheSimilarityTimeoutMs: 10 })).cache).toBe("miss");
  },
  async rateLimitEnabled() {
    const limits = { rateLimitRequestsPerMinute: 1 };
    const bodies = [plainChat(), plainChat()];
    expect((await manyUnder({ ...limits, rateLimitEnabled: false }, bodies)).statuses).toEqual([200, 200]);
  },
  async rateLimitRequestsPerMinute() {
    const bodies = [plainChat(), plainChat()];
    expect((await manyUnder({ rateLimitRequestsPerMinute: 1 }, bodies)).statuses).toEqual([200, 429]);
  },
  async rateLimitTokensPerMinute() {
    expect((await manyUnder({ rateLimitTokensPerMinute: 100 }, [plainChat()])).statuses).toEqual([413]);
  },
  async budgetLimitUsd() {
    expect((await manyUnder({ budgetLimitUsd: 0 }, [plainChat()])).statuses).toEqual([429]);
    expect((await manyUnder({ budgetLimitUsd: 1 }, [plainChat()])).statuses).toEqual([200]);
  },
  async budgetPerKeyUsd() {
    expect((await manyUnder({ budgetPerKeyUsd: 0 }, [plainChat()])).statuses).toEqual([429]);
  },
  async budgetPeriod() {
    const { texts } = await manyUnder({ budgetLimitUsd: 0, budgetPeriod: "monthly" }, [plainChat()]);
    expect(texts[0]).toContain("Budget exceeded for monthly period");
  },
  async budgets() {
    const { texts } = await manyUnder({ budgets: { perKey: { hourly: 0 } } }, [plainChat()]);
    expect(texts[0]).toContain("Budget exceeded for hourly period");
  },
  async budgetTimeZone() {
    const budget = { budgetLimitUsd: 0, budgetPeriod: "monthly" };
    const begins = async (zone: string) => {
      const { texts } = await manyUnder({ ...budget, budgetTimeZone: zone }, [plainChat()]);
      return /begins at \S+T(\S+?):00\.000Z/.exec(texts[0] as string)?.[1];
    };
    expect([await begins("UTC"), await begins("Asia/Tokyo")]).toEqual(["00:00", "15:00"]);
  },
  async unpricedModels() {
    const body = plainChat().replace("gpt-5.5", "our-own-model");
    const refused = await manyUnder({ budgetLimitUsd: 1, unpricedModels: "refuse" }, [body]);
    expect([refused.statuses, (await manyUnder({ budgetLimitUsd: 1 }, [body])).statuses]).toEqual([[400], [200]]);
  },
  async outputTokensAhead() {
    const limits = { rateLimitTokensPerMinute: 1000 };
    expect((await manyUnder({ ...limits, outputTokensAhead: 10 }, [plainChat()])).statuses).toEqual([200]);
    expect((await manyUnder(limits, [plainChat()])).statuses).toEqual([413]);
  },
  async redisUrl() {
    const redis = await redisServer();
    const limits = { rateLimitRequestsPerMinute: 1, redisUrl: redis.url, redisTimeoutMs: 10_000 };
    const [one, other] = [await asking(limits), await asking(limits)];
    expect([(await one.ask(plainChat())).status, (await other.ask(plainChat())).status]).toEqual([200, 429]);
  },
  async redisPrefix() {
    const redis = await redisServer();
    const shared = { redisUrl: redis.url, redisPrefix: "ours", redisTimeoutMs: 10_000 };
    const { ask } = await asking({ rateLimitRequestsPerMinute: 1, ...shared });
    await ask(plainChat());
    expect(await redis.command("KEYS", "*")).toMatch(/^\*1\r\n\$\d+\r\nours:/);
  },
  async redisTimeoutMs() {
    const redis = await redisServer();
    const limits = { rateLimitRequestsPerMinute: 5, redisUrl: redis.url };
    const [patient, hasty] = [await asking({ ...limits, redisTimeoutMs: 60_000 }), await asking(limits)];
    redis.pause();
    const asked = patient.ask(plainChat());
    expect((await hasty.ask(plainChat())).status).toBe(200);
    expect(await Promise.race([asked, "still waits"])).toBe("still waits");
    redis.resume();
    expect((await asked).status).toBe(200);
  },
  async replicas() {
    const redis = await redisServer();
    for (const [replicas, statuses] of [
      [1, [200, 200]],
      [2, [200, 429]],
    ] as const) {
      await redis.kill();
      const limits = { rateLimitRequestsPerMinute: 2, redisUrl: redis.url, replicas };
      expect((await manyUnder(limits, [plainChat(), plainChat()])).statuses).toEqual(statuses);
    }
  },
  async keys() {
    const { url } = await startWith({ optimize: false, keys: ["one", "two"] });
    const statusWith = async (headers: Record<string, string>) => (await fetch(`${url}/stats`, { headers })).status;
    expect([await statusWith({}), await statusWith({ "x-headroom-key": "two" })]).toEqual([401, 200]);
  },
  async open() {
    const { code, stderr } = await run(["proxy", "--port", "0", "--host", "0.0.0.0", "--no-optimize"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/HEADROOM_KEY.*--open/)]);
    const { url } = await startWith({ host: "0.0.0.0", open: true, optimize: false });
    expect((await fetch(`${url}/stats`)).status).toBe(200);
  },
  async allowedHosts() {
    const { url } = await startWith({ optimize: false, allowedHosts: ["box.example"] });
    const { url: strict } = await startWith({ optimize: false });
    expect([await statusAs("box.example", url), await statusAs("box.example", strict)]).toEqual([200, 403]);
  },
};

/** Options that show where a server is installed. */
const OF_REDIS: readonly string[] = ["redisUrl", "redisPrefix", "redisTimeoutMs", "replicas"];

describe("an option that is set", () => {
  it.for(Object.entries(OBSERVATIONS))("%s shows", ([name, observe], { skip }) => {
    skip(installedRedis === undefined && OF_REDIS.includes(name), "no Redis server is installed");
    return observe();
  });
});
