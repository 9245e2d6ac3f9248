import { type Mark, type Prompt, tokensUpTo } from "../prompt/prompt.ts";
import type { BreakpointRule } from "./cache-rule.ts";
import type { PrefixNode, PrefixTree } from "./prefix-tree.ts";
import type { PromptCache } from "./prompt-cache.ts";

interface Entry {
  expires: number;
  seconds: number;
}

/** A cache that keeps prefixes where they are marked. */
export function createBreakpointCache(
  rule: BreakpointRule,
  clientMarks: (prompt: Prompt) => readonly Mark[],
  tree: PrefixTree,
): PromptCache {
  const entries = new Map<PrefixNode, Entry>();

  return {
    use(prompt, now) {
      const path = tree.path(prompt);
      const upTo = tokensUpTo(prompt);
      const tokens = (end: number): number => upTo[end] as number;
      const marks = marksOf(prompt, clientMarks(prompt), rule).filter(({ end }) => tokens(end) >= rule.minimum);
      let hit = 0;
      for (const end of placesToLook(prompt, marks, rule)) {
        const entry = end > hit ? entries.get(path[end] as PrefixNode) : undefined;
        if (entry !== undefined && entry.expires >= now) hit = end;
      }
      const found = entries.get(path[hit] as PrefixNode);
      if (hit > 0 && found !== undefined) found.expires = now + found.seconds;
      const written = { short: 0, long: 0 };
      let from = hit;
      for (const { end, life } of marks) {
        if (end > from) {
          written[life] += tokens(end) - tokens(from);
          from = end;
        }
        keep(path[end] as PrefixNode, life === "long" ? rule.longSeconds : rule.shortSeconds, now);
      }
      return {
        read: tokens(hit),
        written: written.short,
        writtenLong: written.long,
        uncached: tokens(prompt.blocks.length) - tokens(from),
      };
    },
  };

  /** A prefix that is alive keeps the longer of its lives. */
  function keep(node: PrefixNode, seconds: number, now: number): void {
    const entry = entries.get(node);
    const longest = entry !== undefined && entry.expires >= now ? Math.max(seconds, entry.seconds) : seconds;
    entries.set(node, { seconds: longest, expires: now + longest });
  }
}

/** The marks that count, shortest prefix first. */
function marksOf(prompt: Prompt, own: readonly Mark[], rule: BreakpointRule): readonly Mark[] {
  const newest = rule.placed === "newest" ? messageEnds(prompt).at(-1) : undefined;
  const implicit: readonly Mark[] = newest === undefined ? [] : [{ end: newest, life: "short" }];
  const byEnd = new Map<number, Mark>();
  for (const mark of [...implicit, ...own]) byEnd.set(mark.end, mark);
  return [...byEnd.values()].sort((a, b) => a.end - b.end).slice(-rule.marks);
}

/** Numbers of blocks whose prefixes are looked for. */
function placesToLook(prompt: Prompt, marks: readonly Mark[], rule: BreakpointRule): readonly number[] {
  if (rule.placed === "newest") {
    const places = new Set([...messageEnds(prompt), ...marks.map(({ end }) => end)]);
    return [...places].sort((a, b) => a - b).slice(-rule.lookback);
  }
  return marks.flatMap(({ end }) => Array.from({ length: Math.min(rule.lookback, end) }, (_, back) => end - back));
}

/** The ends of messages that may be marked: all but the assistant's. A tool result ends a message of its own. */
function messageEnds({ blocks, messageOf }: Prompt): readonly number[] {
  return blocks.flatMap(({ speaker }, index) => {
    if (speaker === "assistant" || speaker === "tools") return [];
    return speaker === "tool" || messageOf[index] !== messageOf[index + 1] ? [index + 1] : [];
  });
}
