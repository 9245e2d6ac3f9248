// Gives up the right to write, then uses a store. Prints what it read and how writing failed.
import { StoreError } from "@headroom/core";
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

const [path = ""] = process.argv.slice(2);
const NOBODY = 65_534;
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

const HOUR = 60 * 60_000;
const { originals, close } = openSqliteStores({ path, now: () => Date.now() + HOUR });
print(String(originals.get("key")));
print(String(originals.get("none")));
for (const write of [
  () => originals.set("key", "other"),
  () => originals.compareAndSet("key", "text", "other"),
  () => originals.delete("key"),
  () => originals.touch(["key"]),
]) {
  try {
    write();
    print("written");
  } catch (error) {
    print(StoreError.isInstance(error) ? error.code : String(error));
  }
}
close();
