import { type Block, tokensUpTo } from "../prompt/prompt.ts";
import type { PrefixRule } from "./cache-rule.ts";
import type { PrefixNode, PrefixTree } from "./prefix-tree.ts";
import type { PromptCache } from "./prompt-cache.ts";

interface Seen {
  /** The block that ends the prefix. */
  readonly block: Block;
  expires: number;
}

/** A cache that finds the longest prefix which any recent request had, to the token. */
export function createPrefixCache(rule: PrefixRule, tree: PrefixTree): PromptCache {
  const seen = new Map<PrefixNode, Seen>();

  return {
    use(prompt, now) {
      const { blocks } = prompt;
      const path = tree.path(prompt);
      const upTo = tokensUpTo(prompt);
      const total = upTo[blocks.length] as number;
      const isLive = (node: PrefixNode): boolean => (seen.get(node)?.expires ?? Number.NEGATIVE_INFINITY) >= now;
      let known = 0;
      while (known < blocks.length && isLive(path[known + 1] as PrefixNode)) known++;
      const common = (upTo[known] as number) + commonPart(path[known] as PrefixNode, blocks[known], isLive);
      // The last token is always computed, since the answer starts from it.
      const whole = Math.floor(Math.min(common, total - 1) / rule.step) * rule.step;
      const read = whole < rule.minimum ? 0 : whole;
      for (const [index, block] of blocks.entries()) {
        seen.set(path[index + 1] as PrefixNode, { block, expires: now + rule.seconds });
      }
      return { read, written: 0, writtenLong: 0, uncached: total - read };
    },
  };

  /** Tokens that the first unknown block shares with the blocks that stood in its place before. */
  function commonPart(parent: PrefixNode, block: Block | undefined, isLive: (node: PrefixNode) => boolean): number {
    let most = 0;
    if (block === undefined || block.text === "") return most;
    for (const child of parent.children.values()) {
      const sibling = isLive(child) ? seen.get(child)?.block : undefined;
      if (sibling?.speaker === block.speaker) most = Math.max(most, sharedTokens(sibling.text, block));
    }
    return most;
  }
}

/** Tokens of the characters that a block has in common with another text, in proportion. */
function sharedTokens(other: string, { text, tokens }: Block): number {
  let length = 0;
  while (length < text.length && text.charCodeAt(length) === other.charCodeAt(length)) length++;
  return Math.floor((tokens * length) / text.length);
}
