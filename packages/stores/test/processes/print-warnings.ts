// Opens a store for the first time in its process and prints all warnings.
import { setImmediate } from "node:timers/promises";
import { openSqliteStores } from "../../src/sqlite/index.js";
import { print } from "./print.js";

process.on("warning", (warning) => print(`${warning.name}: ${warning.message}`));

openSqliteStores({ path: ":memory:" }).close();
process.emitWarning("another experiment", "ExperimentalWarning");
process.emitWarning("SQLite is a word in this one");
await setImmediate();
