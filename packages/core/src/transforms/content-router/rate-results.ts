import { BoundedMap } from "../../bounded-map.js";
import { attempt, forEachInOrder, type MaybePromise, whenReady } from "../../maybe-promise.js";
import type { AsyncRelevanceScorer } from "../../relevance/async-relevance-scorer.js";
import {
  bestScores,
  type RecordedScorer,
  readScores,
  recordedScorer,
  type ScoreLists,
  type ScoreRequest,
  writeScores,
} from "../../relevance/recorded-scorer.js";
import type { Store } from "../../store/store.js";
import type { Decision, PrepareContext } from "../prepare-context.js";

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
/** Records that are remembered for when the store does not answer. */
const REMEMBERED_BYTES = 4 * 1024 * 1024;
const ENTRY_BYTES = 200;

/** What was said of a result last. */
interface Remembered {
  readonly lists: ScoreLists;
  /**
   * `kept`: it stands in the store. `fresh`: it was to be written down, and nobody has said yet that it could not be.
   * `unwritten`: it was sent so while the store did not answer, and has to be written down.
   */
  readonly state: "kept" | "fresh" | "unwritten";
}

/**
 * Creates a rater of tool results by a scorer outside of the process. What was decided of a result before stands; what cannot
 * be rated is rated by words, and that is decided, too. While the store does not answer, what was said before is said again.
 */
export function createRater(scorer: AsyncRelevanceScorer) {
  const remembered = new BoundedMap<string, Remembered>(REMEMBERED_BYTES);
  const remember = (key: string, lists: ScoreLists, state: Remembered["state"]): ScoreLists => {
    remembered.set(key, { lists, state }, ENTRY_BYTES + 2 * writeScores(lists).length);
    return lists;
  };

  const ask = ({ key, items, context }: ScoreRequest): MaybePromise<ScoreLists> =>
    whenReady(scorer.scoreBatch(items, context), (scores) => ({ [key]: bestScores(scores, items.length) }));

  const rate = (
    result: Rateable,
    context: PrepareContext,
    lists: ScoreLists = {},
    round = 0,
  ): MaybePromise<ScoreLists> => {
    const trial = recordedScorer(lists, context.digest);
    result.tryWith(trial);
    if (trial.unanswered.length === 0 || round === MOST_ROUNDS) return lists;
    let more = lists;
    const asked = forEachInOrder(trial.unanswered, (request) =>
      whenReady(ask(request), (answer) => {
        more = { ...more, ...answer };
      }),
    );
    return whenReady(asked, () => rate(result, context, more, round + 1));
  };

  /** Without a store, what stands in one is known only where this process has seen it. */
  const withoutStore = (key: string): ScoreLists => {
    const known = remembered.get(key);
    return known === undefined || known.state === "fresh" ? remember(key, {}, "unwritten") : known.lists;
  };

  return {
    /** Rates results. Without a store of decisions it decides nothing. */
    rateAll(results: readonly Rateable[], context: PrepareContext): MaybePromise<Ratings> {
      const scores = new Map<string, ScoreLists>();
      const decided = new Map<string, Decision>();
      const problems: string[] = [];
      const { decisions, tenant } = context;
      const fail = <T>(instead: T) => {
        return (error: unknown): T => {
          problems.push(String(error));
          return instead;
        };
      };
      const rateOne = (result: Rateable, store: Store): MaybePromise<void> => {
        const { key } = result;
        if (scores.has(key)) return;
        const own = `${tenant}:${key}`;
        const storeKey = `${tenant}:relevance:${context.digest(key)}`;
        const stored = attempt<string | undefined | typeof UNKNOWN>(() => store.get(storeKey), fail(UNKNOWN));
        const decide = (lists: ScoreLists, expected: string | undefined, state: Remembered["state"]): void => {
          scores.set(key, remember(own, lists, state));
          decided.set(key, { key: storeKey, expected, value: writeScores(lists) });
        };
        return whenReady(stored, (record) => {
          const known = remembered.get(own);
          if (record === UNKNOWN) {
            // Had it not been written down, it would have been said already.
            const state = known === undefined || known.state === "unwritten" ? "unwritten" : "kept";
            return void scores.set(key, remember(own, known?.lists ?? {}, state));
          }
          const isOther = record !== undefined && known?.state === "unwritten" && record !== writeScores(known.lists);
          if (isOther) return decide(known.lists, record, "unwritten");
          if (record !== undefined) return void scores.set(key, remember(own, readScores(record), "kept"));
          if (known !== undefined)
            return decide(known.lists, undefined, known.state === "kept" ? "fresh" : known.state);
          const rated = attempt(() => rate(result, context), fail<ScoreLists>({}));
          return whenReady(rated, (lists) => decide(lists, undefined, "fresh"));
        });
      };
      if (decisions === undefined) {
        for (const { key } of results) {
          const lists = withoutStore(`${tenant}:${key}`);
          if (Object.keys(lists).length > 0) scores.set(key, lists);
        }
        return { scores, decisions: decided, problems };
      }
      const rated = forEachInOrder(results, (result) => rateOne(result, decisions));
      return whenReady(rated, () => ({ scores, decisions: decided, problems }));
    },
  };
}

/** What a store that does not answer says. */
const UNKNOWN = Symbol("unknown");
