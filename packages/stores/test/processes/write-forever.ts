// Writes until it is killed, replacing and evicting all the while. Prints each number once it is stored.
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

const [path = ""] = process.argv.slice(2);
const { originals, decisions } = openSqliteStores({ path, maxBytes: 2_000_000 });

for (let number = 0; ; number++) {
  originals.set(`text ${number}`, String(number).repeat(5_000));
  decisions.set("last", String(number));
  print(`${number}`);
}
