// Opens a file that another process opens at the same moment, then competes with it: for slots that only one may take, and
// by adding to one number. Prints the slots it took.
import { once } from "node:events";
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

const [path = "", name = "", rounds = "0"] = process.argv.slice(2);

print("ready");
await once(process.stdin, "data");
process.stdin.unref();
const stores = openSqliteStores({ path, busyTimeoutMs: 20_000 });
const { decisions } = stores;

for (let round = 0; round < Number(rounds); round++) {
  if (decisions.compareAndSet(`slot ${round}`, undefined, name)) {
    print(`slot ${round}`);
  }
  let isAdded = false;
  while (!isAdded) {
    const before = decisions.get("number");
    isAdded = decisions.compareAndSet("number", before, String(Number(before ?? 0) + 1));
  }
}
stores.close();
