import type { ResolvedStoreLimits } from "@headroom/core";
import type { EntryTable } from "./entry-table.js";

/** Entries dropped in one transaction, so that neither this process nor a waiting one stands still for long. */
const BATCH = 256;

/**
 * Drops a batch of what was used longest ago, as far as the namespace is over its limits or they are over its age.
 * Belongs inside a write transaction. The entry `kept` stays, whatever other processes' clocks say about its age.
 *
 * @returns whether the namespace is still over its limits; entries too old may wait for later writes.
 */
export function evictBatch(
  entries: EntryTable,
  namespace: string,
  limits: ResolvedStoreLimits,
  now: number,
  kept?: number,
): boolean {
  let { bytes, entries: count } = entries.total(namespace);
  const isOver = (): boolean => bytes > limits.maxBytes || count > limits.maxEntries;
  const dropped: number[] = [];
  for (const row of entries.oldestFirst(namespace)) {
    if (dropped.length === BATCH || !(isOver() || now - row.used > limits.maxAgeMs)) {
      break;
    }
    if (row.id !== kept) {
      dropped.push(row.id);
      bytes -= row.bytes;
      count -= 1;
    }
  }
  for (const id of dropped) {
    entries.deleteById(id);
  }
  return dropped.length > 0 && isOver();
}
