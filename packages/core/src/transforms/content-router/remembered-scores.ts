import { BoundedMap } from "../../bounded-map.js";
import { type ScoreLists, writeScores } from "../../relevance/recorded-scorer.js";

/** Records that are remembered for when the store does not answer. */
const REMEMBERED_BYTES = 4 * 1024 * 1024;
const ENTRY_BYTES = 200;

/** What was said of a result last. */
export interface Remembered {
  readonly lists: ScoreLists;
  /**
   * `kept`: it stands in the store. `fresh`: it was to be written down, and nobody has said yet that it could not be.
   * `unwritten`: it was sent so while the store did not answer, and has to be written down.
   */
  readonly state: "kept" | "fresh" | "unwritten";
}

/** What this process has said of results, by tenant and key, so that it is said again while the store does not answer. */
export class RememberedScores {
  readonly #entries = new BoundedMap<string, Remembered>(REMEMBERED_BYTES);

  get(key: string): Remembered | undefined {
    return this.#entries.get(key);
  }

  remember(key: string, lists: ScoreLists, state: Remembered["state"]): ScoreLists {
    this.#entries.set(key, { lists, state }, ENTRY_BYTES + 2 * writeScores(lists).length);
    return lists;
  }

  /** Without a store, what stands in one is known only where this process has seen it. */
  withoutStore(key: string): ScoreLists {
    const known = this.#entries.get(key);
    return known === undefined || known.state === "fresh" ? this.remember(key, {}, "unwritten") : known.lists;
  }
}
