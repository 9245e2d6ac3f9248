import type { RequestEntry } from "../journal/request-entry.js";
import { Breakdown } from "./breakdown.js";
import { NOTHING, plus, type Sums, sumsOf } from "./sums.js";
import { Timeline } from "./timeline.js";

const MOST_NAMES = 50;
const RECENT = 20;
const STRETCHES = 60;
const MINUTE = 60_000;

/** What the dashboard shows of the requests since the start, in bounded memory. */
export class Overview {
  readonly byModel = new Breakdown(MOST_NAMES);
  readonly byTransform = new Breakdown(MOST_NAMES);
  readonly bySession = new Breakdown(MOST_NAMES);
  readonly timeline = new Timeline(STRETCHES, MINUTE);
  #total: Sums = NOTHING;
  readonly #recent: RequestEntry[] = [];

  add(entry: RequestEntry): void {
    const sums = sumsOf(entry);
    this.#total = plus(this.#total, sums);
    this.timeline.add(entry.at, sums);
    this.byModel.add(entry.model === "" ? "(not known)" : entry.model, sums);
    if (entry.session !== undefined) this.bySession.add(entry.session, sums);
    for (const transform of new Set(entry.transformsApplied)) {
      this.byTransform.add(transform, { ...NOTHING, requests: 1, tokensSaved: entry.savedBy[transform] ?? 0 });
    }
    this.#recent.push(onlyChange(entry));
    if (this.#recent.length > RECENT) this.#recent.shift();
  }

  get total(): Sums {
    return this.#total;
  }

  /** The last requests, newest first. */
  recent(): readonly RequestEntry[] {
    return this.#recent.toReversed();
  }
}

/** What was said is not held longer than the entry lives, but for the one text that is shown. */
function onlyChange(entry: RequestEntry): RequestEntry {
  if (entry.content === undefined) return entry;
  return { ...entry, content: { request: null, response: null, change: entry.content.change } };
}
