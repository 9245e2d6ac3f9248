// Sets an amount aside and never settles it.
import { openRedisStores } from "../../src/redis/index.js";
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

const [place = "", leaseMs = "0"] = process.argv.slice(2);

const stores = place.startsWith("redis:")
  ? await openRedisStores({ url: place, timeoutMs: 10_000 })
  : openSqliteStores({ path: place, busyTimeoutMs: 20_000 });
const budgets = stores.budgets({ leaseMs: Number(leaseMs) });
await budgets.reserve({ id: "held", amount: 100, budgets: [{ account: "held", period: "monthly", limit: 100 }] });
print("held");
process.stdin.resume();
