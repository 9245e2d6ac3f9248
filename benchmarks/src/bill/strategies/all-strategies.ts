import {
  createMemoryStore,
  type ModelCatalog,
  type OptimizerOptions,
  type ResolvedModel,
  rollingWindow,
} from "@headroom/core";
import type { ModelTokenizers } from "@headroom/tokenizers";
import { billCounting } from "./bill-counting.ts";
import { clearResults } from "./clear-results.ts";
import { DIALECTS, headroom } from "./headroom.ts";
import { naiveCrush, naiveCrushLatest } from "./naive-crush.ts";
import { oneAtATimeWindow } from "./one-at-a-time-window.ts";
import { sendAll } from "./send-all.ts";
import type { Strategy, Target } from "./strategy.ts";

/** Strategies of Headroom by name; what is not in {@link allStrategies} is not measured. */
export const LOSSLESS = "Headroom lossless";
export const DEFAULT = "Headroom default";
/** The deep-step window alone, beside the one that goes one at a time. */
export const WINDOW = "Headroom window alone";
export const ALIGNER = "Headroom default + aligner";
export const COLD = "Headroom default + cold recompression";

/** All strategies, the one that the others are measured against first. */
export function allStrategies(tokenizers: ModelTokenizers): readonly Strategy[] {
  return [
    sendAll,
    naiveCrush,
    naiveCrushLatest,
    clearResults(5),
    oneAtATimeWindow,
    headroom(WINDOW, tokenizers, windowAlone),
    headroom(LOSSLESS, tokenizers, () => ({ profile: "lossless" })),
    headroom(DEFAULT, tokenizers, () => ({})),
    headroom(ALIGNER, tokenizers, () => ({ decisions: createMemoryStore() })),
    headroom(COLD, tokenizers, coldToo, true),
  ];
}

/** With the time, and a cache that lives as long as that of the price row. */
function coldToo({ format, cacheSeconds }: Target, now: () => number): Partial<OptimizerOptions> {
  const { models, ...dialect } = DIALECTS[format];
  const resolve = (name: string): ResolvedModel => {
    const model = (models as ModelCatalog).resolve(name);
    const { longLifetimeSeconds: _long, ...cache } = model.facts.cache;
    return { ...model, facts: { ...model.facts, cache: { ...cache, lifetimeSeconds: cacheSeconds } } };
  };
  const timed = models === undefined ? dialect : { ...dialect, models: { ...models, resolve } };
  return { decisions: createMemoryStore(), now, dialect: timed };
}

/** With the limit that the other window has, in the tokens of the bill. */
function windowAlone({ format, windowTokens }: Target): Partial<OptimizerOptions> {
  const dialect = { ...DIALECTS[format], counting: billCounting };
  return { dialect, transforms: [rollingWindow({ maxTokens: windowTokens, priceCliffs: false })] };
}
