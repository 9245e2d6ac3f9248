// Writes until the process may not make files any larger. Prints how that failed and whether reading still works.
import { StoreError } from "@headroom/core";
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

const [path = ""] = process.argv.slice(2);
let time = 0;
const { originals, close } = openSqliteStores({ path, now: () => time });
let written = 0;
try {
  for (; ; written++) {
    originals.set(`key ${written}`, "x".repeat(50_000));
  }
} catch (error) {
  print(StoreError.isInstance(error) ? error.code : String(error));
}
time = 60 * 60_000;
let isReadable = written > 0;
for (let number = 0; number < written; number++) {
  isReadable &&= originals.get(`key ${number}`)?.length === 50_000;
}
print(isReadable ? "readable" : "lost");
close();
