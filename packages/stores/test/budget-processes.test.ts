import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Budgets } from "@headroom/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RedisServer, redis, startRedis } from "../../../scripts/redis-server.js";
import { openRedisStores } from "../src/redis/index.js";
import { openSqliteStores } from "../src/sqlite/index.js";
import { useChildren } from "./processes/child.js";

const PROCESSES = 4;
const REQUESTS = 50;

describe("a budget that four processes spend at once", () => {
  const startChild = useChildren();
  let server: RedisServer;
  let folder: string;

  beforeAll(async () => {
    if (redis !== undefined) server = await startRedis();
    folder = mkdtempSync(join(tmpdir(), "headroom-budgets-"));
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** How many of 200 requests were admitted by all of them together. */
  async function admittedOn(place: string, limit: number, amount: number, spent: number): Promise<number> {
    const children = Array.from({ length: PROCESSES }, (_, index) =>
      startChild("spend.ts", [place, `${index}`, `${REQUESTS}`, `${limit}`, `${amount}`, `${spent}`]),
    );
    for (const child of children) expect(await child.nextLine()).toBe("ready");
    for (const child of children) child.send("go");
    const printed = await Promise.all(children.map((child) => child.rest()));
    return printed.reduce((sum, [count]) => sum + Number(count), 0);
  }

  async function amountsIn(budgets: Budgets, limit: number): Promise<readonly number[]> {
    const [state] = await budgets.read([{ account: "total", period: "daily", limit }]);
    return [state?.spent ?? Number.NaN, state?.reserved ?? Number.NaN];
  }

  it.skipIf(redis === undefined)("on a server admits ten requests of two hundred, and counts each once", async () => {
    expect(await admittedOn(server.url, 1000, 100, 100)).toBe(10);
    const stores = await openRedisStores({ url: server.url });
    expect(await amountsIn(stores.budgets(), 1000)).toEqual([1000, 0]);
    stores.close();
  });

  it.each(redis === undefined ? ["in a file"] : ["on a server", "in a file"])(
    "%s gets back what a process held that was killed",
    async (where) => {
      const path = join(folder, "held.db");
      const stores = where === "on a server" ? await openRedisStores({ url: server.url }) : openSqliteStores({ path });
      const budgets = stores.budgets();
      const monthly = { account: "held", period: "monthly", limit: 100 } as const;
      const held = async () => (await budgets.read([monthly]))[0]?.reserved;
      const child = startChild("hold.ts", [where === "on a server" ? server.url : path, "3000"]);
      expect(await child.nextLine()).toBe("held");
      expect(await held()).toBe(100);
      child.process.kill("SIGKILL");
      await vi.waitUntil(async () => (await held()) === 0, { timeout: 15_000, interval: 100 });
      expect((await budgets.reserve({ id: "next", amount: 100, budgets: [monthly] })).admitted).toBe(true);
      stores.close();
    },
  );

  it("in a file admits ten requests of two hundred, and counts each once", async () => {
    const path = join(folder, "store.db");
    expect(await admittedOn(path, 1000, 100, 100)).toBe(10);
    const stores = openSqliteStores({ path });
    expect(await amountsIn(stores.budgets(), 1000)).toEqual([1000, 0]);
    stores.close();
  });
});
