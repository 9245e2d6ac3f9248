import type { Prompt } from "../prompt/prompt.ts";
import type { PromptReader } from "../prompt/prompt-reader.ts";
import type { Session } from "../session/session.ts";
import type { Strategy, Target } from "../strategies/strategy.ts";
import { findBreak } from "./find-break.ts";

/** An output of which a part was left out. */
export interface Offload {
  /** The turn whose request shows it first, from 0. */
  readonly turn: number;
  readonly original: string;
}

/** A request that says otherwise what an earlier one said, although the client did not change it. */
export interface PrefixBreak {
  /** From 0. */
  readonly turn: number;
  /** Index of the first message that is other than before; -1 for the system prompt and tools. */
  readonly message: number;
}

/** What was sent for a session. */
export interface Replayed {
  readonly prompts: readonly Prompt[];
  readonly offloads: readonly Offload[];
  readonly breaks: readonly PrefixBreak[];
  readonly warnings: readonly string[];
}

/**
 * Gives the requests of a session to a strategy, one after the other.
 *
 * @param times Seconds at which the requests are sent.
 */
export async function replaySession(
  session: Session,
  strategy: Strategy,
  target: Target,
  times: readonly number[],
  reader: PromptReader,
): Promise<Replayed> {
  const send = strategy.start(session, target);
  const prompts: Prompt[] = [];
  const offloads: Offload[] = [];
  const breaks: PrefixBreak[] = [];
  const warnings: string[] = [];
  const handles = new Set<string>();
  let asked: Prompt | undefined;
  for (const [turn, { body }] of session.turns.entries()) {
    const sent = await send(body, times[turn] as number);
    const prompt = reader.read(sent.body, session.format);
    const before = asked;
    asked = sent.body === body ? prompt : reader.read(body, session.format);
    const message = findBreak({ asked: before, sent: prompts.at(-1) }, { asked, sent: prompt });
    if (message !== undefined) breaks.push({ turn, message });
    for (const [handle, original] of sent.offloads) {
      if (!handles.has(handle)) offloads.push({ turn, original });
      handles.add(handle);
    }
    for (const warning of sent.warnings) warnings.push(`${session.name}, request ${turn + 1}: ${warning}`);
    prompts.push(prompt);
  }
  return { prompts, offloads, breaks, warnings };
}
