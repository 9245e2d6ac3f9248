import type { Life, Mark, Prompt } from "../prompt/prompt.ts";
import { createBreakpointCache } from "./breakpoint-cache.ts";
import type { CacheRule } from "./cache-rule.ts";
import { createPrefixCache } from "./prefix-cache.ts";
import { createPrefixTree, type PrefixTree } from "./prefix-tree.ts";

/** How the input tokens of one request are billed. The four numbers add up to the prompt. */
export interface CacheUse {
  readonly read: number;
  /** Written with the usual life. */
  readonly written: number;
  readonly writtenLong: number;
  readonly uncached: number;
}

/** The prompt cache of one account and model. */
export interface PromptCache {
  /** Bills a prompt that is sent at `seconds` (from any point, never going back) and remembers what the rule says. */
  use(prompt: Prompt, seconds: number): CacheUse;
}

export interface PromptCacheOptions {
  /** Where the client marks requests that have no marks of their own. @default nowhere */
  readonly marks?: (prompt: Prompt, life: Life) => readonly Mark[];
  /** The life that the client asks for. @default "short" */
  readonly life?: Life;
  /** Prefixes to share with other caches. @default a tree of its own */
  readonly tree?: PrefixTree;
}

/**
 * Creates an empty cache that follows a rule.
 *
 * @example
 * const cache = createPromptCache(OPENAI_AUTOMATIC);
 * cache.use(prompt, 0).read; // 0
 * cache.use(prompt, 8).read; // all whole steps of the prompt but the one with its last token
 */
export function createPromptCache(rule: CacheRule, options: PromptCacheOptions = {}): PromptCache {
  const { marks = () => [], life = "short", tree = createPrefixTree() } = options;
  switch (rule.kind) {
    case "breakpoints":
      return createBreakpointCache(
        rule,
        (prompt) => (prompt.marks.length > 0 ? prompt.marks : marks(prompt, life)),
        tree,
      );
    case "prefix":
      return createPrefixCache(rule, tree);
    case "none":
      return { use: ({ blocks }) => ({ read: 0, written: 0, writtenLong: 0, uncached: sum(blocks) }) };
  }
}

function sum(blocks: readonly { readonly tokens: number }[]): number {
  return blocks.reduce((total, { tokens }) => total + tokens, 0);
}
