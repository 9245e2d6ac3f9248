import { type MaybePromise, whenReady } from "../../../maybe-promise.js";
import type { Store } from "../../../store/store.js";
import type { History, Point } from "./history.js";
import type { StoreKeys } from "./store-keys.js";
import { readTracks, type Track } from "./track.js";

/** What the store knows of the conversation that a request goes on with. */
export interface FoundTracks {
  /** Where the latest request that is known was sent. */
  readonly point: Point | undefined;
  /** The tracks that end there with this history; of all models and system prompts. */
  readonly tracks: readonly Track[];
  /** The record at the head of this request, as it is stored. */
  readonly atHead: string | undefined;
  /** Those of the other keys that exist. */
  readonly present: ReadonlySet<string>;
}

/**
 * Looks where the request before this one may have been sent, the latest place first. What is found, and `others`, live on in
 * the store.
 */
export function findTracks(
  history: History,
  keys: StoreKeys,
  store: Store,
  others: readonly string[],
): MaybePromise<FoundTracks> {
  const points = history.candidates;
  const wanted = new Set([...points.map(keys.tracks), ...others]);
  return whenReady(store.touch([...wanted]), (keysThere) => {
    const present = new Set(keysThere);
    const there = points.filter((point) => present.has(keys.tracks(point)));
    return whenReady(latestOf(there, keys, store), (latest) => {
      const head = history.head && keys.tracks(history.head);
      const known = head === undefined || !present.has(head) ? undefined : latest.read.get(head);
      const atHead = head !== undefined && present.has(head) && known === undefined ? store.get(head) : known;
      return whenReady(atHead, (stored) => ({ ...latest, atHead: stored, present }));
    });
  });
}

interface Latest {
  readonly point: Point | undefined;
  readonly tracks: readonly Track[];
  /** Records by key, as they are stored. */
  readonly read: Map<string, string>;
}

/** The first record with a track of this history; others only end with the same words. */
function latestOf(
  points: readonly Point[],
  keys: StoreKeys,
  store: Store,
  read: Latest["read"] = new Map(),
): MaybePromise<Latest> {
  const [point, ...rest] = points;
  if (point === undefined) return { point, tracks: [], read };
  const key = keys.tracks(point);
  return whenReady(store.get(key), (stored): MaybePromise<Latest> => {
    if (stored !== undefined) read.set(key, stored);
    const tracks = readTracks(stored).filter(({ chain }) => chain === point.chain);
    return tracks.length > 0 ? { point, tracks, read } : latestOf(rest, keys, store, read);
  });
}
