import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type RedisServer, redis, startRedis } from "../../../scripts/redis-server.js";
import { readProxyConfig } from "../src/config/index.js";
import { type RunningProxy, runServer } from "../src/index.js";
import { useReplicas } from "./processes/use-replicas.js";
import { plainChat, variedChat, variedOutput } from "./support/bodies.js";
import { json, type ScriptedUpstream, startUpstream } from "./support/scripted-upstream.js";
import { closeAfterTest } from "./support/start-pair.js";

/** Skipped where no server is installed. */
const withRedis = describe.skipIf(redis === undefined);

const KEY = { authorization: "Bearer sk-one" };
const USAGE = { prompt_tokens: 10, completion_tokens: 95 };
const CHAT = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }], max_tokens: 100 };
const soon = { timeout: 10_000, interval: 20 };

let server: RedisServer;
let upstream: ScriptedUpstream;

beforeAll(async () => {
  server = await startRedis();
});

afterAll(() => server?.stop());

beforeEach(async () => {
  let number = 0;
  upstream = await startUpstream(async (_request, response) => {
    number += 1;
    await pause(5);
    json(response, { number, choices: [], usage: USAGE });
  });
});

afterEach(async () => {
  await server.command("FLUSHALL");
  await upstream.close();
});

/** A replica by its configuration; all of a test share the server. */
async function replica(argv: readonly string[], failures: string[] = []): Promise<RunningProxy> {
  // The machine that runs the tests may be slow.
  const common = ["--port", "0", "--redis-url", server.url, "--redis-timeout", "10000", "--upstream", upstream.url];
  const config = await readProxyConfig({ argv: [...common, ...argv], env: {} });
  return closeAfterTest(await runServer(config, { env: {}, onFailure: (code) => failures.push(code) }));
}

async function ask({ url }: { readonly url: string }, body: unknown = CHAT): Promise<Response> {
  const text = body instanceof Uint8Array ? body : JSON.stringify(body);
  return fetch(`${url}/v1/chat/completions`, { method: "POST", headers: KEY, body: text });
}

withRedis("two replicas on a server", () => {
  it("give what the other one left out, and send the same bytes", async () => {
    const argv = ["--retrieval", "assume", "--retrieve-command", "curl -s http://headroom/v1/retrieve/{handle}"];
    const [one, other] = [await replica(argv), await replica(argv)];
    for (const each of [one, other]) expect((await ask(each, variedChat())).status).toBe(200);
    const [first, second] = upstream.requests;
    expect(second?.body.equals(first?.body as Buffer)).toBe(true);
    const handle = /retrieve\/([0-9a-f]{12})/.exec(String(first?.body))?.[1];
    for (const { url } of [one, other]) {
      const got = await fetch(`${url}/v1/retrieve/${handle}`);
      expect([got.status, await got.text()]).toEqual([200, variedOutput()]);
    }
  });

  it("count a key's requests together", async () => {
    const argv = ["--no-optimize", "--rpm", "3"];
    const [one, other] = [await replica(argv), await replica(argv)];
    const statuses = [];
    for (const each of [one, other, one, other, one]) statuses.push((await ask(each)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it("give each other's answers again, until one of them is told to forget them", async () => {
    const argv = ["--no-optimize", "--cache"];
    const [one, other] = [await replica(argv), await replica(argv)];
    const first = await (await ask(one, plainChat())).text();
    await vi.waitUntil(async () => (await server.command("KEYS", "*responses*")) !== "*0\r\n", soon);
    const again = await ask(other, plainChat());
    expect([again.headers.get("x-headroom-cache"), await again.text()]).toEqual(["hit", first]);
    expect((await fetch(`${other.url}/cache/clear`, { method: "POST" })).status).toBe(200);
    expect((await ask(one, plainChat())).headers.get("x-headroom-cache")).toBe("miss");
  });
});

withRedis("four processes on a server", () => {
  const startReplica = useReplicas();

  it("admit ten of two hundred requests at once where there is money for ten", async () => {
    // Each may cost 3,0xx micro-dollars.
    const settings = { redisUrl: server.url, upstream: upstream.url, total: { daily: 0.031 } };
    const urls = await Promise.all(Array.from({ length: 4 }, () => startReplica(settings)));
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => ask({ url: urls[index % 4] as string })),
    );
    const admitted = answers.filter(({ status }) => status === 200).length;
    expect(admitted).toBeLessThanOrEqual(10);
    expect([admitted, upstream.requests.length]).toEqual([10, 10]);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });
});

withRedis("a server that ends while replicas run", () => {
  it("fails no request, and is used again when it is back", async () => {
    const failures: string[] = [];
    const limits = ["--rpm", "1000", "--budget", "10", "--cache"];
    const proxy = await replica([...limits, "--retrieval", "assume", "--replicas", "1"], failures);
    expect((await ask(proxy, variedChat())).status).toBe(200);
    await server.kill();
    for (let request = 0; request < 20; request++) {
      expect((await ask(proxy, { ...CHAT, seed: request })).status).toBe(200);
    }
    // What cannot be stored is not left out.
    const body = variedChat().toString().replace("Which", "What");
    expect((await ask(proxy, Buffer.from(body))).status).toBe(200);
    expect(failures).toEqual(["store-lost"]);
    expect((await fetch(`${proxy.url}/cache/clear`, { method: "POST" })).status).toBe(503);
    await server.start();
    let seed = 0;
    await vi.waitUntil(async () => {
      await ask(proxy, { ...CHAT, seed: --seed });
      return (await server.command("KEYS", "*rate*")) !== "*0\r\n";
    }, soon);
    // What was spent meanwhile is told.
    await vi.waitUntil(async () => {
      const key = /headroom:\S+spent total daily \S+/.exec(await server.command("KEYS", "*spent*"))?.[0];
      const spent = key === undefined ? "" : await server.command("HGET", key, "spent");
      return Number(/\r\n(\d+)\r\n/.exec(spent)?.[1] ?? 0) > 20 * 2000;
    }, soon);
  });

  it("leaves a replica its share of the budget", async () => {
    const proxy = await replica(["--no-optimize", "--budget", "0.1", "--replicas", "4"]);
    await server.kill();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(proxy)));
    const admitted = answers.filter(({ status }) => status === 200).length;
    // 0.025 dollars, and each request may cost 0.003.
    expect(admitted).toBe(8);
    await server.start();
  });
});
