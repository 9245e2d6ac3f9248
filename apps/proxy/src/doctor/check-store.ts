import { stat } from "node:fs/promises";
import { StoreError } from "@headroom/core";
import { openSqliteStores } from "@headroom/stores/sqlite";
import { inCount } from "../terminal/figures.js";
import { bad, type Finding, good } from "./finding.js";

const KEY = "headroom-doctor:round-trip";

/** Whether the store takes a text, gives it back and forgets it. */
export async function checkStore(path: string): Promise<Finding> {
  try {
    const stores = openSqliteStores({ path });
    try {
      const text = `written by headroom doctor, ${process.pid}`;
      await stores.originals.set(KEY, text);
      const given = await stores.originals.get(KEY);
      await stores.originals.delete(KEY);
      if (given !== text) return bad("store", `${path} returned a different text than was stored.`, FRESH);
    } finally {
      stores.close();
    }
  } catch (error) {
    if (!StoreError.isInstance(error)) throw error;
    return bad("store", error.message, `Check ${path}, or choose another file with --store or HEADROOM_STORE.`);
  }
  const bytes = await stat(path).then(
    ({ size }) => `, ${inCount(size / 1024)} KB`,
    () => "",
  );
  return good("store", `${path} can be read and written${bytes}.`);
}

const FRESH = "Choose another file with --store or HEADROOM_STORE, or move this one away.";
