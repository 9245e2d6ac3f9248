import type { Prompt } from "../prompt/prompt.ts";

/** What the client asked to be sent, and what was sent. */
export interface Exchange<T = Prompt> {
  readonly asked: T;
  readonly sent: T;
}

/**
 * Whether a request says a message otherwise than the request before it, although the client says that message and all
 * before it as it did. Gives the index of the first such message, -1 for what stands before the messages.
 */
export function findBreak(before: Exchange<Prompt | undefined>, now: Exchange): number | undefined {
  if (before.asked === undefined || before.sent === undefined) return undefined;
  const unchanged = firstChanged(before.asked, now.asked);
  const changed = firstChanged(before.sent, now.sent);
  return changed < unchanged ? changed : undefined;
}

/** The first message that is not in both prompts as it is; infinity where the first prompt goes on in the second. */
function firstChanged(a: Prompt, b: Prompt): number {
  const at = a.blocks.findIndex(
    ({ digest }, index) => digest !== b.blocks[index]?.digest || a.messageOf[index] !== b.messageOf[index],
  );
  if (at !== -1) return a.messageOf[at] as number;
  // What follows may stand in the last message of the first prompt.
  return b.blocks.length > a.blocks.length && b.messageOf[a.blocks.length] === a.messageOf.at(-1)
    ? (a.messageOf.at(-1) as number)
    : Number.POSITIVE_INFINITY;
}
