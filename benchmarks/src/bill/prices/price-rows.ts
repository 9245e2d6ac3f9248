import { createModelCatalog, type ModelFacts, type Rates } from "@headroom/core";
import { litellmModels } from "@headroom/providers-litellm";
import type { CacheRule } from "../cache/cache-rule.ts";
import { ruleOfFacts } from "../cache/rule-of-facts.ts";
import type { Life } from "../prompt/prompt.ts";
import type { PriceRow, Prices } from "./price-row.ts";

const CATALOG = createModelCatalog(litellmModels);

/** Tokens in which public runs of Gemini with `usage` read their cache; no page mentions a step. */
const OBSERVED_GEMINI_STEP = 2048;

/**
 * The models whose bills are told, by the facts of the provider packages: their dated list prices, off-peak, and their cache
 * rules.
 */
export const PRICE_ROWS: readonly PriceRow[] = [
  rowOf("Sonnet 4.5", "claude-sonnet-4-5"),
  rowOf("Opus 5.5", "claude-opus-5-5"),
  rowOf("Opus 5.5, 1 h", "claude-opus-5-5", "long"),
  rowOf("Fable 5.1", "claude-fable-5-1"),
  rowOf("Haiku 4.5", "claude-haiku-4-5"),
  rowOf("Haiku 5.5", "claude-haiku-5-5"),
  rowOf("GPT-5.5", "gpt-5.5"),
  rowOf("GPT-6.1 Sol", "gpt-6.1-sol"),
  rowOf("Gemini 3.1 Pro", "gemini-3.1-pro"),
  { ...rowOf("Gemini, observed", "gemini-3.1-pro"), rule: observedRule("gemini-3.1-pro"), observed: true },
  rowOf("DeepSeek V4-Pro", "deepseek-v4-pro"),
];

/** What is known about a model that a request names. */
export function factsOfModel(model: string): ModelFacts {
  return CATALOG.resolve(model).facts;
}

/** The cache rule of a model as recordings show it, where they show another one than the facts. */
export function observedRule(model: string): CacheRule {
  const rule = ruleOfFacts(factsOfModel(model).cache);
  return rule.kind === "prefix" && model.includes("gemini") ? { ...rule, step: OBSERVED_GEMINI_STEP } : rule;
}

function rowOf(name: string, model: string, life: Life = "short"): PriceRow {
  const { cache, prices } = factsOfModel(model);
  const price = prices.at(-1);
  if (price === undefined) throw new Error(`No price of ${model} is known.`);
  const [cliff] = price.tiers ?? [];
  return {
    name,
    model,
    rule: ruleOfFacts(cache),
    life,
    minimumCacheableTokens: cache.minimumTokens,
    ...pricesOf(price),
    ...(cliff !== undefined && { cliff: { above: cliff.aboveInputTokens, ...pricesOf(cliff) } }),
  };
}

function pricesOf({
  input,
  output,
  cacheRead = input,
  cacheWrite = input,
  cacheWriteLong = cacheWrite,
}: Rates): Prices {
  return { input, write: cacheWrite, writeLong: cacheWriteLong, read: cacheRead, output };
}
