// Sets amounts aside at the same moment as other processes, and settles those that were admitted, each twice. Prints how many
// were.
import { once } from "node:events";
import { openRedisStores } from "../../src/redis/index.js";
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

const [place = "", name = "", requests = "0", limit = "0", amount = "0", spent = "0"] = process.argv.slice(2);

const stores = place.startsWith("redis:")
  ? await openRedisStores({ url: place, timeoutMs: 10_000 })
  : openSqliteStores({ path: place, busyTimeoutMs: 20_000 });
const budgets = stores.budgets();
const daily = { account: "total", period: "daily", limit: Number(limit) } as const;

print("ready");
await once(process.stdin, "data");
process.stdin.unref();

const outcomes = await Promise.all(
  Array.from({ length: Number(requests) }, async (_, index) => {
    const id = `${name} ${index}`;
    const { admitted, windows } = await budgets.reserve({ id, amount: Number(amount), budgets: [daily] });
    if (admitted) await Promise.all([1, 2].map(async () => budgets.commit({ id, spent: Number(spent), windows })));
    return admitted;
  }),
);
print(String(outcomes.filter(Boolean).length));
await stores.close();
