import type { Life, Mark, Prompt } from "../prompt/prompt.ts";

/** Where a client marks its requests. */
export type ClientMarks = (prompt: Prompt, life: Life) => readonly Mark[];

/**
 * The end of the system prompt and the newest block. Claude Code marks so (with one more mark inside its system prompt), and
 * pi (with one more after its tools), which finds the same prefixes.
 */
export const markLikeClaudeCode: ClientMarks = (prompt, life) => at([systemEnd(prompt), prompt.blocks.length], life);

/** The end of the system prompt and of the last two messages, whoever spoke. opencode marks so. */
export const markLikeOpencode: ClientMarks = (prompt, life) => {
  const { blocks, messageOf } = prompt;
  const ends = blocks.flatMap((_, index) => (messageOf[index] !== messageOf[index + 1] ? [index + 1] : []));
  return at([systemEnd(prompt), ...ends.slice(-2)], life);
};

/** By the name of the client. */
export const CLIENT_MARKS: ReadonlyMap<string, ClientMarks> = new Map([
  ["claude-code", markLikeClaudeCode],
  ["pi", markLikeClaudeCode],
  ["opencode", markLikeOpencode],
]);

/** Blocks up to the end of the system prompt that stands before the conversation. */
function systemEnd({ blocks }: Prompt): number {
  const first = blocks.findIndex(({ speaker }) => speaker !== "tools" && speaker !== "system");
  return first === -1 ? blocks.length : first;
}

function at(ends: readonly number[], life: Life): readonly Mark[] {
  return [...new Set(ends)].filter((end) => end > 0).map((end) => ({ end, life }));
}
