/**
 * What clients see of an upgrade: streams through a balancer to two replicas with their state on one server, while each replica is
 * ended and replaced, one after the other.
 *
 * Needs redis-server or valkey-server in the PATH. `--write` keeps the figure for docs/reliability.md.
 *
 * pnpm --filter @headroom/benchmarks bench rolling [--write]
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startRedis } from "../../scripts/redis-server.ts";
import { writeResults } from "./measure/results-file.ts";
import { Balancer } from "./rolling/balancer.ts";

const REQUESTS = process.env.BENCH_SMOKE === "1" ? 400 : 10_000;
const AT_ONCE = 24;
const REPLICA = fileURLToPath(new URL("./rolling/replica.ts", import.meta.url));
const BODY = JSON.stringify({ model: "gpt-5.5", stream: true, messages: [{ role: "user", content: "Hello" }] });

const redis = await startRedis();
const upstream = createServer(async (incoming, outgoing) => {
  incoming.resume();
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  for (let event = 0; event < 5; event++) {
    outgoing.write('data: {"choices":[{"delta":{"content":"word "}}]}\n\n');
    await pause(4);
  }
  outgoing.end("data: [DONE]\n\n");
}).listen(0, "127.0.0.1");
await once(upstream, "listening");
const provider = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;

const balancer = new Balancer();
balancer.server.listen(0, "127.0.0.1");
await once(balancer.server, "listening");
const { port } = balancer.server.address() as AddressInfo;

async function startReplica(): Promise<ChildProcess> {
  const state = ["--redis-url", redis.url, "--rpm", "1000000", "--budget", "1000"];
  const child = fork(REPLICA, ["--port", "0", "--upstream", provider, "--drain-delay", "2", ...state]);
  const [own] = await once(child, "message");
  balancer.add(own as number);
  return child;
}

const outcomes = new Map<string, number>();
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** What a client sees of one stream. */
function stream(): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(
      { port, host: "127.0.0.1", path: "/v1/chat/completions", method: "POST", agent },
      (answer) => {
        text(answer).then(
          (events) =>
            resolve(answer.statusCode === 200 && events.includes("[DONE]") ? "whole" : `${answer.statusCode}`),
          () => resolve("broken off"),
        );
      },
    );
    asked.once("error", () => resolve("refused"));
    asked.end(BODY);
  });
}

let started = 0;
let isReplaced = false;

/** Sends streams until there are enough and both replicas are replaced. */
async function client(): Promise<void> {
  while (started < REQUESTS || !isReplaced) {
    started += 1;
    const outcome = await stream();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
}

const replicas = [await startReplica(), await startReplica()];
const clients = Array.from({ length: AT_ONCE }, client);
for (const [index, old] of replicas.entries()) {
  old.kill("SIGTERM");
  const [code] = await once(old, "exit");
  console.log(`  replica ${index + 1} ended with ${code} after ${started} streams`);
  replicas[index] = await startReplica();
}
isReplaced = true;
await Promise.all(clients);
const passes = outcomes.get("whole") === started;
const found = `${started} streams: ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(", ")}`;
console.log(`${passes ? "ok    " : "FAILED"} ${found}`);
if (!passes) process.exitCode = 1;
if (process.argv.includes("--write")) {
  writeResults("rolling", { "both replicas replaced": `${passes ? "passes" : "falls short"}: ${found}` });
}

const ended = replicas.map((replica) => once(replica, "exit"));
for (const replica of replicas) replica.kill("SIGTERM");
await Promise.all(ended);
agent.destroy();
balancer.close();
upstream.close();
upstream.closeAllConnections();
await redis.stop();
