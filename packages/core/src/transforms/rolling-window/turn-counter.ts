import type { Part } from "../../conversation/part.js";

/** Who speaks in a message. */
export type Speaker = "human" | "assistant" | "tools";

/**
 * Numbers the turns of a conversation as its messages come. A turn begins where a person speaks, and where the assistant,
 * given what its tools said, calls tools again. All results of one round of calls are therefore in one turn.
 *
 * Results stand where they were sent: one that comes late, or again, belongs to the turn that it comes in.
 */
export class TurnCounter {
  /** From 1; 0 before the first. */
  turn = 0;
  #last: Speaker | undefined;
  /** Whether the words of the assistant that are under way follow results, and no turn began with them yet. */
  #mayBegin = false;

  /** Takes the parts of the next message, and says who speaks; `undefined` for messages of the system. */
  next(parts: readonly Part[]): Speaker | undefined {
    const speaker = speakerOf(parts);
    if (speaker === undefined) return undefined;
    if (speaker === "human" && this.#last !== "human") this.turn++;
    if (speaker === "assistant") {
      if (this.#last !== "assistant") this.#mayBegin = this.#last === "tools";
      if (this.turn === 0 || (this.#mayBegin && parts.some(({ kind }) => kind === "tool-call"))) {
        this.turn++;
        this.#mayBegin = false;
      }
    }
    this.#last = speaker;
    return speaker;
  }
}

/** A message with results is the tools', whatever the client adds to it. */
function speakerOf(parts: readonly Part[]): Speaker | undefined {
  if (parts.some(({ kind, role }) => kind === "tool-result" || role === "tool")) return "tools";
  const role = parts.find((part) => part.role === "user" || part.role === "assistant")?.role;
  return role === undefined ? undefined : role === "user" ? "human" : "assistant";
}
