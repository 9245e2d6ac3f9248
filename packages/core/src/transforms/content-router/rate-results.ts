import { attempt, forEachInOrder, type MaybePromise, whenReady } from "../../maybe-promise.js";
import type { AsyncRelevanceScorer } from "../../relevance/async-relevance-scorer.js";
import {
  bestScores,
  type RecordedScorer,
  readScores,
  recordedScorer,
  type ScoreLists,
  writeScores,
} from "../../relevance/recorded-scorer.js";
import type { Store } from "../../store/store.js";
import type { Decision, PrepareContext } from "../prepare-context.js";
import { type Remembered, RememberedScores } from "./remembered-scores.js";

/** A tool result of which rows are to be chosen. */
export interface Rateable {
  /** Names the result and all that its form depends on besides the scores. */
  readonly key: string;
  /** Chooses rows by a scorer, for the lists that it is asked about. */
  tryWith(scorer: RecordedScorer): void;
}

/** What was said of results, by their keys. */
export interface Ratings {
  readonly scores: ReadonlyMap<string, ScoreLists>;
  /** What has to be written down with it. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Why some are rated by words only. */
  readonly problems: readonly string[];
}

/** Lists within rows that are shown are asked about only when it is known which rows those are. */
const MOST_ROUNDS = 4;
/**
 * Creates a rater of tool results by a scorer outside of the process. What was decided of a result before stands; what cannot
 * be rated is rated by words, and that is decided, too. While the store does not answer, what was said before is said again.
 */
export function createRater(scorer: AsyncRelevanceScorer) {
  const remembered = new RememberedScores();
  return {
    /** Rates results. Without a store of decisions it decides nothing. */
    rateAll(results: readonly Rateable[], context: PrepareContext): MaybePromise<Ratings> {
      const { decisions, tenant } = context;
      if (decisions === undefined) return ratedBefore(results, tenant, remembered);
      const rating = new Rating(scorer, remembered, context, decisions);
      return whenReady(
        forEachInOrder(results, (result) => rating.rate(result)),
        () => rating,
      );
    },
  };
}

function ratedBefore(results: readonly Rateable[], tenant: string, remembered: RememberedScores): Ratings {
  const scores = new Map<string, ScoreLists>();
  for (const { key } of results) {
    const lists = remembered.withoutStore(`${tenant}:${key}`);
    if (Object.keys(lists).length > 0) scores.set(key, lists);
  }
  return { scores, decisions: new Map(), problems: [] };
}

/** What a store that does not answer says. */
const UNKNOWN = Symbol("unknown");

/** The ratings of one request, as they are made. */
class Rating implements Ratings {
  readonly scores = new Map<string, ScoreLists>();
  readonly decisions = new Map<string, Decision>();
  readonly problems: string[] = [];

  constructor(
    private readonly scorer: AsyncRelevanceScorer,
    private readonly remembered: RememberedScores,
    private readonly context: PrepareContext,
    private readonly store: Store,
  ) {}

  rate(result: Rateable): MaybePromise<void> {
    const { key } = result;
    if (this.scores.has(key)) return;
    const storeKey = `${this.context.tenant}:relevance:${this.context.digest(key)}`;
    const stored = attempt<string | undefined | typeof UNKNOWN>(
      () => this.store.get(storeKey),
      (error) => this.#failed(error, UNKNOWN),
    );
    return whenReady(stored, (record) => this.#settle(result, storeKey, record));
  }

  /** Says again what was said before, by the store's record and by what is remembered; what is new is asked. */
  #settle(result: Rateable, storeKey: string, record: string | undefined | typeof UNKNOWN): MaybePromise<void> {
    const { key } = result;
    const own = `${this.context.tenant}:${key}`;
    const known = this.remembered.get(own);
    const say = (lists: ScoreLists, state: Remembered["state"]): void =>
      void this.scores.set(key, this.remembered.remember(own, lists, state));
    const decide = (lists: ScoreLists, expected: string | undefined, state: Remembered["state"]): void => {
      say(lists, state);
      this.decisions.set(key, { key: storeKey, expected, value: writeScores(lists) });
    };
    if (record === UNKNOWN) {
      // Had it not been written down, it would have been said already.
      return say(known?.lists ?? {}, known === undefined || known.state === "unwritten" ? "unwritten" : "kept");
    }
    const isOther = record !== undefined && known?.state === "unwritten" && record !== writeScores(known.lists);
    if (isOther) return decide(known.lists, record, "unwritten");
    if (record !== undefined) return say(readScores(record), "kept");
    if (known !== undefined) return decide(known.lists, undefined, known.state === "kept" ? "fresh" : known.state);
    const rated = attempt<ScoreLists>(
      () => askScorer(this.scorer, result, this.context),
      (error) => this.#failed(error, {}),
    );
    return whenReady(rated, (lists) => decide(lists, undefined, "fresh"));
  }

  #failed<T>(error: unknown, instead: T): T {
    this.problems.push(String(error));
    return instead;
  }
}

/** Tries a result again and again with what was answered, until nothing more is asked. */
function askScorer(
  scorer: AsyncRelevanceScorer,
  result: Rateable,
  context: PrepareContext,
  lists: ScoreLists = {},
  round = 0,
): MaybePromise<ScoreLists> {
  const trial = recordedScorer(lists, context.digest);
  result.tryWith(trial);
  if (trial.unanswered.length === 0 || round === MOST_ROUNDS) return lists;
  let more = lists;
  const asked = forEachInOrder(trial.unanswered, ({ key, items, context: query }) =>
    whenReady(scorer.scoreBatch(items, query), (scores) => {
      more = { ...more, [key]: bestScores(scores, items.length) };
    }),
  );
  return whenReady(asked, () => askScorer(scorer, result, context, more, round + 1));
}
