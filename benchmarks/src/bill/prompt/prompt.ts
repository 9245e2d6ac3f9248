/** Who a block comes from; `tools` are the definitions that stand before everything else. */
export type Speaker = "tools" | "system" | "user" | "assistant" | "tool";

/** One block of a prompt as a provider caches it: a tool definition, a content part, a tool call or a tool result. */
export interface Block {
  /** Equal for equal content of the same speaker, wherever it stands and however it is marked. */
  readonly digest: string;
  readonly tokens: number;
  readonly speaker: Speaker;
  /** What the digest names. Empty where it is not known, as for a system prompt that a transcript left out. */
  readonly text: string;
}

/** How long a written prefix is kept: the provider's usual time, or its longer one. */
export type Life = "short" | "long";

/** A place where the client asks for the prefix to be kept. */
export interface Mark {
  /** Number of blocks in the prefix. */
  readonly end: number;
  readonly life: Life;
}

/** What the provider reads, in its order: tools, system, messages. */
export interface Prompt {
  readonly blocks: readonly Block[];
  /** For each block the index of its message; -1 for what stands before the messages. */
  readonly messageOf: readonly number[];
  /** Marks that stand in the request itself, shortest prefix first. */
  readonly marks: readonly Mark[];
}

/** Tokens of the first n blocks, for each n from 0. */
export function tokensUpTo({ blocks }: Prompt): readonly number[] {
  const upTo = [0];
  let sum = 0;
  for (const { tokens } of blocks) {
    sum += tokens;
    upTo.push(sum);
  }
  return upTo;
}

/** Tokens of the whole prompt. */
export function tokensOf({ blocks }: Prompt): number {
  return blocks.reduce((sum, { tokens }) => sum + tokens, 0);
}
