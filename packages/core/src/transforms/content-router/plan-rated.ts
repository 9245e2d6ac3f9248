import { recordedScorer, type ScoreLists, writeScores } from "../../relevance/recorded-scorer.js";
import type { PlanContext } from "../transform.js";
import type { Ratings } from "./rate-results.js";
import {
  type CompressedResult,
  compressResult,
  formsOrNote,
  type ResultForms,
  rememberedForms,
  resultWeight,
} from "./result-form.js";
import { keyOf, ratingKeyOf, type Task } from "./result-task.js";

/** The form of each result, by the scores that were given before. New scores are decided, and what could not be rated is told. */
export function planRated(
  tasks: readonly Task[],
  { scores, decisions, problems }: Ratings,
  scorerName: string,
  context: PlanContext,
): (task: Task) => ResultForms | undefined {
  const asking = tasks.filter((task) => triedByWords(task).asks);
  const unrated = asking.filter((task) => !scores.has(ratingKeyOf(task))).length;
  for (const decision of decisions.values()) context.decide(decision);
  const byWords = (count: number, reason: string): void =>
    context.warn({ code: "not-rated", message: `Rows of ${count} results were rated by words only: ${reason}` });
  if (problems.length > 0) byWords(problems.length, `${scorerName} failed: ${problems[0]}`);
  if (unrated > problems.length) {
    byWords(
      unrated - problems.length,
      `what ${scorerName} says has to be kept, and there is no store of decisions for it.`,
    );
  }
  return (task) => ratedForm(task, scores.get(ratingKeyOf(task)));
}

function ratedForm(task: Task, lists: ScoreLists | undefined): ResultForms | undefined {
  const { context } = task;
  const tried = triedByWords(task);
  if (!tried.asks) return formsOrNote(task, tried.result);
  // Where nobody gave scores, the options of the compressor decide.
  if (lists === undefined || Object.keys(lists).length === 0) return rememberedForms(task);
  const key = `${keyOf(task)}:${context.digest(writeScores(lists))}`;
  const compute = (): CompressedResult => compressResult({ ...task, scorer: recordedScorer(lists, context.digest) });
  return formsOrNote(task, context.remember(key, compute, resultWeight));
}

/** The form of a result whose rows are rated by words, and whether any were rated. */
interface Tried {
  readonly result: CompressedResult;
  readonly asks: boolean;
}

/** Tries a result with a scorer that only knows words. */
export function triedByWords(task: Task): Tried {
  const { context } = task;
  const compute = (): Tried => {
    const scorer = recordedScorer({}, context.digest);
    const result = compressResult({ ...task, scorer });
    const asks = scorer.unanswered.length > 0;
    return { result: asks ? undefined : result, asks };
  };
  return context.remember(`${keyOf(task)}:tried`, compute, ({ result }) => resultWeight(result));
}
