import type { Part } from "../conversation/part.js";
import { tokensToKeep } from "../transforms/cacheable-prefix.js";
import type { PlanContext } from "../transforms/transform.js";
import { cacheableMinimum } from "./cacheable-minimum.js";
import { withoutReferences } from "./edited-view.js";
import { readContext } from "./prepare-transforms.js";
import { dependentsOf } from "./settle-references.js";
import type { TransformRun } from "./transform-run.js";
import { runSource } from "./write-drop.js";

/** What a transform may read and say while it plans. */
export function planContext({ input, plan, standing, view }: TransformRun): PlanContext {
  const { settings, counts } = input;
  const { original, conversation } = view;
  const minimum = cacheableMinimum(settings, input.conversation.model);
  const tokensOf = (part: Part): number => counts.tokensOf(part);
  return {
    tokenizers: counts.tokenizers,
    retrieval: input.retrieval,
    mayOffload: input.mayOffload,
    format: settings.format,
    forms: settings.forms,
    ...readContext(input),
    countsOf: (part) => counts.factsOf(part).tokens,
    tokensToKeep: tokensToKeep(conversation.parts, minimum, tokensOf),
    note: (part, outcome) => void plan.outcomes.set(original(part), outcome),
    originalOf: original,
    placeOf: (part) => standing.placeOf(original(part)),
    standingOf: (part) => standing.standingOf(original(part)),
    standingText: (part) => standing.textOf(original(part)),
    formsAt: (part) => standing.formsAt(original(part)),
    dependentsOf: (part) => dependentsOf(original(part), plan),
    referencesOf: (part) => plan.replacements.get(original(part))?.edit.references ?? [],
    withoutReferences: (part) => withoutReferences(original(part), plan),
    sourceOf: (messages) => runSource(messages, input),
    isWithheld: (part) => input.withheld?.has(original(part)) ?? false,
    get model() {
      return settings.dialect.models?.resolve(input.conversation.model);
    },
    counting: settings.dialect.counting,
    minimumCacheableTokens: minimum,
    warn: (warning) => void plan.warnings.push(warning),
    decide: (decision) => void plan.decisions.push(decision),
    describeAlignment: (alignment) => void Object.assign(plan, { alignment }),
    describeColdCache: (coldCache) => void Object.assign(plan, { coldCache }),
    describeWindow: (report, refusal) => void Object.assign(plan, { window: report, ...(refusal && { refusal }) }),
  };
}
