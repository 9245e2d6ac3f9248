import { createModelCatalog } from "@headroom/core";
import { openaiModels } from "@headroom/providers-openai";
import { type CacheRule, cacheRuleOf } from "../cache-rule.js";

const CATALOG = createModelCatalog(openaiModels);

/** How prompts of a model are cached; `client` where a request says that its own marks alone decide where to write. */
export function openaiCacheRule(model: string, placed: "newest" | "client" = "newest"): CacheRule {
  const rule = cacheRuleOf(CATALOG.resolve(model).facts.cache);
  if (rule.kind === "prefix" || placed === "newest") return rule;
  // Whatever was written is looked for without a limit of blocks.
  return { ...rule, placed, lookback: Number.MAX_SAFE_INTEGER };
}
