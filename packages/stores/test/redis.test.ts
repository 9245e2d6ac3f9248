import { afterAll, beforeAll, describe } from "vitest";
import { type RedisServer, redis, startRedis } from "../../../scripts/redis-server.js";
import { openRedisStores, type RedisStores } from "../src/redis/index.js";
import { describeBudgets } from "./describe-budgets.js";
import { describeRateLimits } from "./describe-rate-limits.js";
import { describeResponses } from "./describe-responses.js";
import { describeStore } from "./describe-store.js";

let server: RedisServer;
let number = 0;

/** Stores of a test's own, and a way to open them once more, as a second replica does. */
async function openAll(settings: { readonly now: () => number }) {
  const prefix = `test${number++}`;
  const opened: RedisStores[] = [];
  const open = async (): Promise<RedisStores> => {
    // The machine that runs the tests may be slow, and texts of megabytes take their time.
    const stores = await openRedisStores({ url: server.url, prefix, timeoutMs: 10_000, ...settings });
    opened.push(stores);
    return stores;
  };
  const dispose = () => {
    for (const stores of opened) stores.close();
  };
  return { stores: await open(), open, dispose };
}

const isShared = true;

describe.skipIf(redis === undefined)("with a server", () => {
  beforeAll(async () => {
    server = await startRedis();
  });

  afterAll(() => server?.stop());

  describeStore(
    "a Redis server",
    async (settings) => {
      const { stores, open, dispose } = await openAll(settings);
      return { store: stores.originals, again: async () => (await open()).originals, dispose };
    },
    { isShared },
  );

  describeRateLimits("a Redis server", async (settings) => {
    const { stores, dispose } = await openAll(settings);
    return { limits: stores.rateLimits, dispose };
  });

  describeBudgets(
    "a Redis server",
    async ({ timeZone, leaseMs, now }) => {
      const { stores, open, dispose } = await openAll({ now });
      const again = async () => (await open()).budgets({ timeZone, leaseMs });
      return { budgets: stores.budgets({ timeZone, leaseMs }), again, dispose };
    },
    { isShared },
  );

  describeResponses(
    "a Redis server",
    async ({ now, ...limits }) => {
      const { stores, open, dispose } = await openAll({ now });
      return { responses: stores.responses(limits), again: async () => (await open()).responses(limits), dispose };
    },
    { isShared },
  );
});
