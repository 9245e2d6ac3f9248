import { type MaybePromise, whenReady } from "../../maybe-promise.js";
import type { Store } from "../../store/store.js";
import type { History, Point } from "../cache-aligner/freeze/history.js";
import { type ColdRecord, readRecords } from "./cold-state.js";

/** What the store knows of a conversation. */
export interface FoundRecord {
  /** Of the latest request that is known; absent where none is. */
  readonly record: ColdRecord | undefined;
  /** What is stored at the head of this request. */
  readonly atHead: string | undefined;
}

/** Looks where the request before this one was sent, the latest place first. */
export function findRecord(
  history: History,
  head: Point,
  keyOf: (point: Point) => string,
  store: Store,
): MaybePromise<FoundRecord> {
  const points = [...new Map([head, ...history.candidates].map((point) => [keyOf(point), point])).entries()];
  return whenReady(store.touch(points.map(([key]) => key)), (present) => {
    const there = new Set(present);
    return readFirst(
      points.filter(([key]) => there.has(key)),
      keyOf(head),
      store,
      undefined,
    );
  });
}

/** The first record of this history; others only end with the same words. */
function readFirst(
  points: readonly (readonly [string, Point])[],
  headKey: string,
  store: Store,
  atHead: string | undefined,
): MaybePromise<FoundRecord> {
  const [first, ...rest] = points;
  if (first === undefined) return { record: undefined, atHead };
  const [key, { chain }] = first;
  return whenReady(store.get(key), (stored): MaybePromise<FoundRecord> => {
    const head = key === headKey ? stored : atHead;
    const record = readRecords(stored).find((each) => each.chain === chain);
    return record === undefined ? readFirst(rest, headKey, store, head) : { record, atHead: head };
  });
}
