import type { Dialect, JsonObject, Part, Tokenizer } from "@headroom/core";

/** A stretch of a prompt. Equal texts are the same block within a recording. */
export interface PromptBlock {
  /** Counts up from 0, in the order in which texts are first seen. */
  readonly id: number;
  readonly tokens: number;
}

/** A prompt as the provider reads it: tools, system, messages. */
export interface PromptBlocks {
  readonly blocks: readonly PromptBlock[];
  /** The parts of the request that the blocks are, at the same places. */
  readonly parts: readonly Part[];
  readonly tokens: number;
}

/** Reads prompts of one conversation; each text in it is counted once. */
export function createBlockReader(dialect: Dialect, tokenizer: Tokenizer): (body: JsonObject) => PromptBlocks {
  const known = new Map<string, PromptBlock>();
  const blockOf = (text: string): PromptBlock => {
    const block = known.get(text) ?? { id: known.size, tokens: tokenizer.count(text) };
    known.set(text, block);
    return block;
  };
  return (body) => {
    const parts = dialect.read(body, (_path, value) => JSON.stringify(value))?.parts ?? [];
    const blocks = parts.map(({ text = "" }) => blockOf(text));
    return { blocks, parts, tokens: tokensOf(blocks) };
  };
}

/** Tokens of blocks, or of the first `count` of them. */
export function tokensOf(blocks: readonly PromptBlock[], count = blocks.length): number {
  let tokens = 0;
  for (let at = 0; at < count; at++) tokens += blocks[at]?.tokens ?? 0;
  return tokens;
}

/** How many blocks two prompts begin with in common. */
export function commonBlocks(a: readonly PromptBlock[], b: readonly PromptBlock[]): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at++) if (a[at]?.id !== b[at]?.id) return at;
  return most;
}
