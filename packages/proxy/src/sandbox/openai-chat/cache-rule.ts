import { minimumCacheableTokens } from "@headroom/providers-openai";
import type { CacheRule } from "../cache-rule.js";

/** GPT-5.6 and what came after it. */
const WRITES = /(?:^|\/)gpt-(?:5\.[6-9]|[6-9])/;
const NEVER_REACHED = 2 ** 52;

/**
 * How prompts of a model are cached. Since GPT-5.6 at breakpoints, of which one is placed at the end of the newest message
 * and three more may be marked, found again among the last 80, for 30 minutes; before that any prefix in steps of 128
 * tokens, for five to ten minutes without use.
 *
 * Source: the prompt caching guide of developers.openai.com; DeepSeek's steps of 64: api-docs.deepseek.com; checked
 * 2026-11-22.
 */
export function openaiCacheRule(model: string, placed: "newest" | "client" = "newest"): CacheRule {
  const minimum = minimumCacheableTokens(model) || NEVER_REACHED;
  if (WRITES.test(model.toLowerCase())) {
    // Marks alone decide where to write, but whatever was written is looked for without a limit of blocks.
    const lookback = placed === "newest" ? 80 : Number.MAX_SAFE_INTEGER;
    return { kind: "breakpoints", placed, lookback, writes: 4, minimum, seconds: 1800 };
  }
  if (/deepseek/i.test(model)) return { kind: "prefix", minimum: 64, step: 64, seconds: 86_400 };
  return { kind: "prefix", minimum, step: 128, seconds: 600 };
}
