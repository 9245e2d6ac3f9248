import type { Prompt } from "../prompt/prompt.ts";
import type { PromptReader } from "../prompt/prompt-reader.ts";
import type { Session } from "../session/session.ts";
import type { Offload, Replayed } from "./replay-session.ts";

/** A request as it is billed. */
export interface BilledRequest {
  readonly prompt: Prompt;
  readonly outputTokens: number;
  /** The turn that it belongs to. */
  readonly turn: number;
}

/** A call that fetches an original, in tokens; about 45 with its frame. */
const FETCH_CALL = "headroom retrieve 0123456789abcdef01234567 # the rows that were left out are needed to answer this";

/**
 * The requests that are billed for what was sent. Each offload in `fetched` takes one more: the model calls for the original
 * where it first sees that a part is missing, the whole original is its result, and both stay in the conversation.
 */
export function billedRequests(
  session: Session,
  replayed: Replayed,
  fetched: ReadonlySet<Offload>,
  reader: PromptReader,
): readonly BilledRequest[] {
  const call = reader.block("assistant", FETCH_CALL);
  const added: Added[] = [];
  return session.turns.flatMap((turn, index): BilledRequest[] => {
    const sent = replayed.prompts[index] as Prompt;
    const requests: BilledRequest[] = [];
    let prompt = insert(sent, added);
    for (const offload of replayed.offloads) {
      if (offload.turn !== index || !fetched.has(offload)) continue;
      requests.push({ prompt, outputTokens: call.tokens, turn: index });
      added.push({ after: sent.messageOf.at(-1) ?? 0, blocks: [call, reader.block("tool", offload.original)] });
      prompt = insert(sent, added);
    }
    const outputTokens = turn.usage?.output ?? (turn.answer === undefined ? 0 : reader.answerTokens(turn.answer));
    return [...requests, { prompt, outputTokens, turn: index }];
  });
}

interface Added {
  /** Index of the message that the blocks follow. */
  readonly after: number;
  readonly blocks: Prompt["blocks"];
}

/** A prompt with what was fetched, where it was. Marks move with their blocks. */
function insert(prompt: Prompt, added: readonly Added[]): Prompt {
  if (added.length === 0) return prompt;
  const blocks = [...prompt.blocks];
  const messageOf = [...prompt.messageOf];
  const moved = prompt.marks.map(({ end, life }) => ({ end, life, by: 0 }));
  for (const { after, blocks: extra } of added.toReversed()) {
    const next = prompt.messageOf.findIndex((message) => message > after);
    const place = next === -1 ? prompt.blocks.length : next;
    blocks.splice(place, 0, ...extra);
    messageOf.splice(place, 0, ...extra.map(() => after));
    for (const mark of moved) if (mark.end > place || (next === -1 && mark.end === place)) mark.by += extra.length;
  }
  return { blocks, messageOf, marks: moved.map(({ end, life, by }) => ({ end: end + by, life })) };
}
