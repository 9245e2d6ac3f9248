import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { RateCharge } from "@headroom/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RedisServer, redis, startRedis } from "../../../scripts/redis-server.js";
import { openRedisStores, type RedisStores, type RedisStoresOptions } from "../src/redis/index.js";

/** Skipped where no server is installed. */
const withRedis = describe.skipIf(redis === undefined);

const requests = (units: number): RateCharge => ({ name: "requests", units, windowMs: 60_000, cost: 1 });
const daily = { account: "total", period: "daily", limit: 1000 } as const;
const soon = { timeout: 10_000, interval: 20 };

let server: RedisServer;
const opened: RedisStores[] = [];
const heard: string[] = [];

beforeEach(async () => {
  heard.length = 0;
  server = await startRedis();
});

afterEach(async () => {
  for (const stores of opened.splice(0)) stores.close();
  await server.stop();
});

async function open(options: Partial<RedisStoresOptions> = {}): Promise<RedisStores> {
  const stores = await openRedisStores({
    url: server.url,
    // The machine that runs the tests may be slow.
    timeoutMs: 2000,
    onLost: (error) => heard.push(`lost: ${error.message}`),
    onBack: () => heard.push("back"),
    ...options,
  });
  opened.push(stores);
  return stores;
}

/** What a call gives, or its error. */
async function attempt(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

/** Scripts that the server was asked to run. */
async function callsSeen(): Promise<number> {
  const stats = await server.command("INFO", "commandstats");
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

withRedis("a server that stands still", () => {
  it("is asked once and then left alone until it answers again", async () => {
    const { originals } = await open();
    await originals.set("t:key", "text");
    const before = await callsSeen();
    server.pause();
    for (let call = 0; call < 200; call++) {
      await expect(originals.get("t:key")).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
    }
    server.resume();
    await vi.waitUntil(() => heard.includes("back"), soon);
    expect(heard).toEqual([expect.stringMatching(/^lost: The server redis:\S+ does not answer now/), "back"]);
    expect(await originals.get("t:key")).toBe("text");
    expect((await callsSeen()) - before).toBe(2);
  });

  it("leaves every process its share of the rate limits", async () => {
    const { rateLimits } = await open({ replicas: 2 });
    server.pause();
    const decisions = [];
    for (let call = 0; call < 8; call++) decisions.push(await rateLimits.take("ada", [requests(8)]));
    expect(decisions.map(({ admitted }) => admitted)).toEqual([...Array(4).fill(true), ...Array(4).fill(false)]);
    // What was taken here is settled here, and what needs more than a share alone still passes.
    await rateLimits.settle("ada", decisions[0]?.at ?? 0, [{ ...requests(8), back: 1 }]);
    expect((await rateLimits.take("ada", [requests(8)])).admitted).toBe(true);
    expect((await rateLimits.take("bob", [{ ...requests(8), cost: 7 }])).admitted).toBe(true);
    server.resume();
    await vi.waitUntil(() => heard.includes("back"), soon);
    expect((await rateLimits.take("carl", [requests(8)])).limits[0]?.remaining).toBe(7);
  });

  it("leaves every process its share of what is left of a budget, and hears of it later", async () => {
    const stores = await open({ replicas: 2 });
    const budgets = stores.budgets();
    const first = await budgets.reserve({ id: "first", amount: 200, budgets: [daily] });
    server.pause();
    // 800 are left, so 400 here.
    const second = await budgets.reserve({ id: "second", amount: 300, budgets: [daily] });
    const third = await budgets.reserve({ id: "third", amount: 300, budgets: [daily] });
    expect([second.admitted, third.admitted, third.exhausted]).toMatchObject([true, false, { budget: daily }]);
    await budgets.commit({ id: "first", spent: 150, windows: first.windows });
    await budgets.commit({ id: "second", spent: 250, windows: second.windows });
    server.resume();
    await vi.waitUntil(() => heard.includes("back"), soon);
    await vi.waitUntil(async () => (await budgets.read([daily]))[0]?.spent === 400, soon);
    expect(await budgets.read([daily])).toMatchObject([{ spent: 400, reserved: 0 }]);
    const other = (await open()).budgets();
    expect(await other.read([daily])).toMatchObject([{ spent: 400, reserved: 0 }]);
  });
});

withRedis("a server that ends", () => {
  it("costs the calls that it would have answered, and serves again when it is back", async () => {
    const { originals, rateLimits } = await open();
    await originals.set("t:key", "text");
    await server.kill();
    await expect(originals.get("t:key")).rejects.toMatchObject({ code: "unavailable" });
    expect((await rateLimits.take("ada", [requests(10)])).admitted).toBe(true);
    // It comes back empty, without the scripts, too.
    await server.start();
    await vi.waitUntil(async () => (await attempt(() => originals.get("t:key"))) === undefined, soon);
    await originals.set("t:key", "again");
    expect(await originals.get("t:key")).toBe("again");
  });

  it("may be missing at the start", async () => {
    await server.kill();
    const { originals } = await open();
    expect(heard).toEqual([expect.stringContaining("lost")]);
    await server.start();
    await vi.waitUntil(() => heard.includes("back"), soon);
    await originals.set("t:key", "text");
    expect(await originals.get("t:key")).toBe("text");
  });
});

withRedis("a server that answers too late", () => {
  it("is treated as one that does not answer", async () => {
    const slow = createServer((client) => {
      const upstream = connect(server.port, "127.0.0.1");
      client.on("data", (bytes) => void pause(delay).then(() => upstream.write(bytes)));
      upstream.on("data", (bytes) => client.write(bytes));
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        socket.on("close", () => other.destroy()).on("error", () => {});
      }
    }).listen(0, "127.0.0.1");
    let delay = 0;
    await once(slow, "listening");
    const url = `redis://127.0.0.1:${(slow.address() as { port: number }).port}`;
    const stores = await open({ url, timeoutMs: 700 });
    await stores.originals.set("t:key", "text");
    delay = 3000;
    await expect(stores.originals.get("t:key")).rejects.toMatchObject({ code: "unavailable" });
    delay = 0;
    await vi.waitUntil(() => heard.includes("back"), soon);
    expect(await stores.originals.get("t:key")).toBe("text");
    stores.close();
    slow.close();
  });
});

withRedis("a server that answers with an error", () => {
  it("is asked again with the script that it forgot", async () => {
    const { originals } = await open();
    await originals.set("t:key", "text");
    await server.command("SCRIPT", "FLUSH");
    expect(await originals.get("t:key")).toBe("text");
  });

  it("and became a replica serves what is read, and limits hold by themselves until it is a primary again", async () => {
    const { originals, rateLimits } = await open();
    await server.command("REPLICAOF", "127.0.0.1", "1");
    await expect(originals.set("t:key", "text")).rejects.toMatchObject({ code: "unavailable" });
    expect((await rateLimits.take("ada", [requests(10)])).admitted).toBe(true);
    await server.command("REPLICAOF", "NO", "ONE");
    await vi.waitUntil(async () => (await attempt(() => originals.set("t:key", "text"))) === undefined, soon);
  });

  it("and has no memory left says so", async () => {
    const { originals, rateLimits } = await open();
    await server.command("CONFIG", "SET", "maxmemory", "1");
    await expect(originals.set("t:key", "text")).rejects.toMatchObject({ code: "full" });
    expect((await rateLimits.take("ada", [requests(10)])).admitted).toBe(true);
  });

  it("and refuses the password is no server to start with", async () => {
    await server.stop();
    server = await startRedis("--requirepass", "right");
    const url = server.url.replace("//", "//:wrong@");
    const refused = await open({ url }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: "StoreError", code: "cannot-open" });
    expect(String(refused)).not.toContain("wrong");
    const { originals } = await open({ url: server.url.replace("//", "//:right@") });
    await originals.set("t:key", "text");
    expect(await originals.get("t:key")).toBe("text");
  });
});

withRedis("the clock", () => {
  it("is the server's, whatever this machine's says", async () => {
    const stores = await open();
    const budgets = stores.budgets();
    const now = Date.now();
    const wrong = vi.spyOn(Date, "now").mockImplementation(() => now + 40 * 24 * 60 * 60_000);
    try {
      const { windows } = await budgets.reserve({ id: "1", amount: 1, budgets: [daily] });
      const today = new Date(now).toISOString().slice(0, 10);
      const tomorrow = new Date(now + 60_000).toISOString().slice(0, 10);
      expect([`total daily ${today}`, `total daily ${tomorrow}`]).toContain(windows[0]);
      const { at } = await stores.rateLimits.take("ada", [requests(1)]);
      expect(Math.abs(at - now)).toBeLessThan(24 * 60 * 60_000);
    } finally {
      wrong.mockRestore();
    }
  });
});

withRedis("options of the stores", () => {
  it("are refused where they are none", async () => {
    await expect(open({ url: "http://127.0.0.1" })).rejects.toThrow("must begin with redis:// or rediss://");
    await expect(open({ url: "nothing:secret" })).rejects.not.toThrow("secret");
    await expect(open({ timeoutMs: 0 })).rejects.toThrow("timeoutMs must be a whole number");
    await expect(open({ replicas: 1.5 })).rejects.toThrow("replicas must be a whole number");
  });
});
