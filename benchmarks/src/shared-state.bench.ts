/**
 * What the state that replicas share costs a request: while its server answers, while it stands still, when it has ended, and how
 * long it takes until it is used again. And whether limits and budgets hold when four clients ask at once.
 *
 * Needs redis-server or valkey-server in the PATH. `--write` keeps the figures for docs/reliability.md.
 *
 * pnpm --filter @headroom/benchmarks bench shared-state [--write]
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createApp } from "@headroom/proxy";
import { openRedisStores, type RedisStores } from "@headroom/stores/redis";
import { startRedis } from "../../scripts/redis-server.ts";
import { median } from "./measure/interleaved.ts";
import { writeResults } from "./measure/results-file.ts";

const SMOKE = process.env.BENCH_SMOKE === "1";
const REQUESTS = SMOKE ? 20 : 300;
const ROUNDS = SMOKE ? 1 : 5;
/** The wait of 100 ms for a server that does not answer, and what a timer may be late; then nothing that is felt. */
const MOST_MS = { first: 110, others: 1, back: 5000 };
const BODY = JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }], max_tokens: 100 });

const server = await startRedis();
const upstream = createServer((request, response) => {
  request.resume().once("end", () => {
    response.setHeader("content-type", "application/json");
    response.end('{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":20}}');
  });
}).listen(0, "127.0.0.1");
await once(upstream, "listening");
const upstreams = { openai: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` };

let back: () => void = () => {};
const stores = await openRedisStores({ url: server.url, replicas: 1, onBack: () => back() });
const plain = createApp({ optimize: false, upstreams });
const shared = createApp({
  optimize: false,
  upstreams,
  rateLimits: { requestsPerMinute: 1_000_000, tokensPerMinute: 1_000_000_000, store: stores.rateLimits },
  budgets: { total: { daily: 1_000_000 }, store: stores.budgets() },
  responseCache: { store: stores.responses({ maxAgeMs: 60_000, maxEntries: 1000, maxBytes: 1e8 }) },
});

let seed = 0;

/** Milliseconds of requests that differ, one after the other. */
async function times(app: typeof plain, count: number): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let request = 0; request < count; request++) {
    const body = BODY.replace("}]", `}],"seed":${seed++}`);
    const start = performance.now();
    const response = await app.request("/v1/chat/completions", { method: "POST", body });
    await response.arrayBuffer();
    taken.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`Status ${response.status}: a request failed.`);
  }
  return taken;
}

const figures: Record<string, string> = {};

/** Prints a figure, and whether it passes where something is expected of it. */
function print(what: string, value: string, passes?: boolean): void {
  const verdict = passes === undefined ? "" : passes ? "passes: " : "falls short: ";
  figures[what] = verdict + value;
  console.log(`  ${what.padEnd(58)} ${verdict}${value}`);
  if (passes === false) process.exitCode = 1;
}

/** What 99 of 100 are below. */
function slowest(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}

const ms = (value: number) => `${value.toFixed(2)} ms`;

await times(plain, REQUESTS);
await times(shared, REQUESTS);
const without = await times(plain, REQUESTS);
const alone = median(without);
console.log("Requests of a kilobyte through limits, budgets and cache, beside the median of those without");
print("without them, median and 99 of 100 below", `${ms(alone)} ${ms(slowest(without))}`);
print("while the server answers, median", `+${ms(median(await times(shared, REQUESTS)) - alone)}`);

/** Medians over outages, since other work on the machine delays single requests. */
async function outages(name: string, begin: () => unknown, end: () => unknown): Promise<void> {
  const [first, others, p99, returned]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    await begin();
    const [one = 0, ...rest] = await times(shared, REQUESTS);
    first.push(one - alone);
    others.push(median(rest) - alone);
    p99.push(slowest(rest));
    const isBack = new Promise<void>((resolve) => {
      back = resolve;
    });
    const ended = performance.now();
    await end();
    await isBack;
    returned.push(performance.now() - ended);
    await pause(200);
  }
  print(`${name}, the first request`, `+${ms(median(first))}`, median(first) <= MOST_MS.first);
  print(`${name}, the others, median`, `+${ms(median(others))}`, median(others) <= MOST_MS.others);
  print(`${name}, the others, 99 of 100 below`, ms(median(p99)));
  print(`${name}, until it is used again`, ms(median(returned)), median(returned) <= MOST_MS.back);
}

await outages("while it stands still", server.pause, server.resume);
await outages("when it was killed", server.kill, server.start);

console.log("Four clients at once");
const clients = await Promise.all(
  Array.from({ length: 4 }, () => openRedisStores({ url: server.url, timeoutMs: 10_000 })),
);

/** What 200 calls of each of them give. */
async function all<T>(call: (client: RedisStores, index: number) => T): Promise<Awaited<T>[]> {
  return Promise.all(clients.flatMap((client) => Array.from({ length: 200 }, (_, index) => call(client, index))));
}

const limit = { name: "requests", units: 100, windowMs: 60_000, cost: 1 };
const taken = await all((client) => client.rateLimits.take("all", [limit]));
const passed = taken.filter(({ admitted }) => admitted).length;
print("800 requests, a limit of 100 a minute: admitted", String(passed), passed <= 101);
const daily = { account: "bench", period: "daily", limit: 1_000_000 } as const;
const budgets = clients.map((client) => client.budgets());
const reserved = await all((client, index) => {
  const own = budgets[clients.indexOf(client)];
  return own?.reserve({ id: `${clients.indexOf(client)} ${index}`, amount: 100_000, budgets: [daily] });
});
const paid = reserved.filter((decision) => decision?.admitted).length;
print("800 requests, a budget for 10: admitted", String(paid), paid <= 10);
if (process.argv.includes("--write")) writeResults("shared-state", figures);

for (const client of [...clients, stores]) client.close();
upstream.close();
upstream.closeAllConnections();
await server.stop();
