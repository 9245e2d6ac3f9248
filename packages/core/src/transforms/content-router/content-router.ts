import type { Compressor } from "../../compressors/compressor.js";
import type { Edit, GentlerText } from "../../conversation/edit.js";
import { whenReady } from "../../maybe-promise.js";
import type { AsyncRelevanceScorer } from "../../relevance/async-relevance-scorer.js";
import type { RelevanceScorer } from "../../relevance/relevance-scorer.js";
import type { PrepareContext } from "../prepare-context.js";
import type { Transform } from "../transform.js";
import { type CompressedText, compressText } from "./compress-text.js";
import { plainBeginnings } from "./plain-beginnings.js";
import { planRated, triedByWords } from "./plan-rated.js";
import type { ToolRules } from "./protection.js";
import { createRater } from "./rate-results.js";
import {
  compressResult,
  compressWhole,
  contextOf,
  counterFor,
  type ResultForms,
  rememberedForms,
  resultWeight,
} from "./result-form.js";
import { keyOf, type RouterContext, ratingKeyOf, type Task, taskReader } from "./result-task.js";
import { resolveToolProfiles, type ToolProfiles } from "./tool-profiles.js";

/** What `contentRouter` may change, and with which compressors. */
export interface ContentRouterOptions extends ToolRules {
  /** Compressors in the order in which they are asked, such as `defaultCompressors()` of `@headroom/core/compressors`. */
  readonly compressors: readonly Compressor[];
  /** What differs for the results of some tools, by their names. @default none */
  readonly tools?: ToolProfiles;
  /**
   * Rates rows against what was asked by more than their words. What it says of a result is written down and said again, so it
   * is asked only where there is a store of `decisions`.
   */
  readonly relevance?: AsyncRelevanceScorer;
  /** What is asked for beside what the user says, of every result: rows that answer it are kept. @default nothing */
  readonly query?: string;
}

/**
 * The transform that gives each tool result its final form when it first appears.
 *
 * The form of a result depends on its text, its call, what was asked before it and the options: a later request gives it
 * the same form again, so that the cached prefix stays.
 *
 * @throws HeadroomError `invalid-option` naming the tool, the option and what it accepts.
 */
export function contentRouter({ compressors, tools, relevance, query, ...rules }: ContentRouterOptions): Transform {
  const tasksOf = taskReader(compressors, resolveToolProfiles(tools), rules, query);
  if (relevance === undefined) {
    return { name: NAME, plan: (conversation, context) => editsOf(tasksOf(conversation, context), rememberedForms) };
  }
  const rater = createRater(relevance);
  return {
    name: NAME,
    prepare(conversation, context) {
      const rateable = tasksOf(conversation, beforePlanning(context)).filter((task) => triedByWords(task).asks);
      const results = rateable.map((task) => ({
        key: ratingKeyOf(task),
        tryWith: (scorer: RelevanceScorer) => void compressResult({ ...task, scorer }),
      }));
      return whenReady(rater.rateAll(results, context), (ratings) => ({
        plan(view, planning) {
          const tasks = tasksOf(view, planning);
          return editsOf(tasks, planRated(tasks, ratings, relevance.name, planning));
        },
      }));
    },
    plan: (conversation, context) => editsOf(tasksOf(conversation, context), rememberedForms),
  };
}

/**
 * Before anything is planned no form points to another, and there is nobody to tell. How much must be kept depends on edits to
 * come: all that may have to be rated is.
 */
function beforePlanning(context: PrepareContext): RouterContext {
  const { tokenizers, retrieval, mayOffload, format, digest, forms, tokensOf, digestOf, remember } = context;
  const known = { tokenizers, retrieval, mayOffload, format, digest, forms, tokensOf, digestOf, remember };
  return { ...known, tokensToKeep: () => 0, formsAt: () => forms, note: () => {} };
}

const NAME = "content_router";

function editsOf(tasks: readonly Task[], formsOf: (task: Task) => ResultForms | undefined): readonly Edit[] {
  return tasks.flatMap((task) => {
    const forms = formsOf(task);
    return forms === undefined ? [] : [toEdit(task, forms)];
  });
}

function toEdit(task: Task, forms: ResultForms): Edit {
  const otherwise = { [Symbol.iterator]: () => gentlerOf(task, forms) };
  return { type: "replace", part: task.part, ...candidate(forms), otherwise };
}

function candidate(compressed: CompressedText): GentlerText {
  return { text: compressed.text, offloads: compressed.offloads, tag: compressed.tags.join("+") };
}

/**
 * What to send where the first choice is refused: the form that leaves nothing out, the same JSON without blanks, then forms
 * of all but the beginning.
 */
function* gentlerOf(task: Task, { text, gentler, isQuick, minified }: ResultForms): Generator<GentlerText> {
  const whole = isQuick ? compressWhole(task) : gentler;
  if (whole !== undefined) yield candidate(whole);
  if (minified !== undefined) yield { text: minified, offloads: [], tag: "minify" };
  const { part, compressors, context } = task;
  const compress = (rest: string): CompressedText | undefined => {
    const form = () => compressText(rest, compressors, contextOf(task), context.digest, "characters");
    return context.remember(`${keyOf(task)}:${rest.length}`, form, resultWeight);
  };
  yield* plainBeginnings({ text: part.text as string, refused: text, count: counterFor(part, context), compress });
}
