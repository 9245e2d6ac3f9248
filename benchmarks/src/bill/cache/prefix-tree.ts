import type { Prompt } from "../prompt/prompt.ts";

/** A prefix that some request had. Equal prefixes are the same object. */
export interface PrefixNode {
  readonly children: Map<string, PrefixNode>;
}

/** Every prefix of every prompt, each once. */
export interface PrefixTree {
  /** For each number of blocks from 0 the prefix of that many. */
  path(prompt: Prompt): readonly PrefixNode[];
}

/**
 * Creates an empty tree.
 *
 * @example
 * const tree = createPrefixTree();
 * tree.path(first)[3] === tree.path(second)[3]; // whether the first three blocks are the same
 */
export function createPrefixTree(): PrefixTree {
  const root: PrefixNode = { children: new Map() };
  const known = new WeakMap<Prompt, readonly PrefixNode[]>();
  return {
    path(prompt) {
      const before = known.get(prompt);
      if (before !== undefined) return before;
      const path = [root];
      let node = root;
      for (const { digest } of prompt.blocks) {
        let child = node.children.get(digest);
        if (child === undefined) {
          child = { children: new Map() };
          node.children.set(digest, child);
        }
        path.push(child);
        node = child;
      }
      known.set(prompt, path);
      return path;
    },
  };
}
