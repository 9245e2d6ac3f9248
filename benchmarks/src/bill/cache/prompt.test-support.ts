import type { Block, Life, Mark, Prompt, Speaker } from "../prompt/prompt.ts";
import type { BreakpointRule, PrefixRule } from "./cache-rule.ts";

/** A block of a test: who speaks, its name and its tokens. Equal names are equal content. */
export type Sketch = readonly [speaker: Speaker, name: string, tokens: number];

/** A prompt of sketched blocks, each a message of its own unless it is a tool definition or the system prompt. */
export function promptOf(sketches: readonly Sketch[], marks: readonly Mark[] = []): Prompt {
  const blocks = sketches.map(
    ([speaker, name, tokens]): Block => ({ speaker, digest: `${speaker} ${name}`, tokens, text: name }),
  );
  let message = -1;
  const messageOf = blocks.map(({ speaker }) => (speaker === "tools" || speaker === "system" ? -1 : ++message));
  return { blocks, messageOf, marks };
}

/** Marks the newest block. */
export function markNewest({ blocks }: Prompt, life: Life): readonly Mark[] {
  return [{ end: blocks.length, life }];
}

/** An agent's conversation: a question, then steps of one call and its result. */
export function agentSteps(sizes: readonly number[]): readonly Prompt[] {
  const sketches: Sketch[] = [["user", "question", sizes[0] ?? 1]];
  const prompts = [promptOf(sketches)];
  for (const [step, tokens] of sizes.slice(1).entries()) {
    sketches.push(["assistant", `call ${step}`, 30 + step], ["tool", `result ${step}`, tokens]);
    prompts.push(promptOf([...sketches]));
  }
  return prompts;
}

/** The rules of the providers, written down once more. */
export const ANTHROPIC: BreakpointRule = {
  kind: "breakpoints",
  placed: "client",
  lookback: 20,
  marks: 4,
  minimum: 1024,
  shortSeconds: 300,
  longSeconds: 3600,
};
export const OPENAI_BREAKPOINTS: BreakpointRule = {
  ...ANTHROPIC,
  placed: "newest",
  lookback: 80,
  shortSeconds: 1800,
  longSeconds: 43_200,
};
export const OPENAI_AUTOMATIC: PrefixRule = { kind: "prefix", minimum: 1024, step: 128, seconds: 600 };
export const GEMINI: PrefixRule = { kind: "prefix", minimum: 4096, step: 64, seconds: 600 };
export const GEMINI_OBSERVED: PrefixRule = { ...GEMINI, step: 2048 };
export const DEEPSEEK: PrefixRule = { kind: "prefix", minimum: 64, step: 64, seconds: 86_400 };
