import type { Conversation, Part } from "../../../conversation/part.js";
import { normalized } from "../../../json/canonical.js";
import type { JsonValue } from "../../../json/path.js";
import { scanJson } from "../../../json/scan-json.js";
import type { ReadContext } from "../../prepare-context.js";
import { CACHE_MARKERS } from "../cache-markers.js";

/** Messages that tell where a conversation is: with ids of calls among them, no other conversation has the same. */
const TAIL_MESSAGES = 3;
/** Results of parallel calls may come as a message each. */
const MOST_CANDIDATES = 32;
const DIGEST_LENGTH = 24;
const ENTRY_BYTES = 300;

/** A message as it counts for where a conversation comes from. */
interface HistoryMessage {
  readonly messageIndex: number;
  readonly isAssistant: boolean;
  readonly digest: string;
}

/** A point of a conversation at which a request may have been sent: behind one of its messages. */
export interface Point {
  readonly messageIndex: number;
  /** Equal for equal beginnings of conversations, however they are written and wherever cache markers stand. */
  readonly chain: string;
  /** Equal where the last few messages are equal, whatever stood before them. */
  readonly tail: string;
  /** Whether the assistant spoke after it. */
  readonly isAnswered: boolean;
}

/**
 * The messages of a conversation without its system prompt, told by what they say. Reasoning is left out, since clients and
 * providers drop it; so are cache markers, and whether a text stands alone or in a list.
 */
export class History {
  readonly #messages: readonly HistoryMessage[];
  readonly #chains: readonly string[];

  constructor(
    conversation: Conversation,
    promptLength: number,
    private readonly context: ReadContext,
  ) {
    this.#messages = messagesOf(conversation.parts.slice(promptLength), context);
    const chains: string[] = [];
    let chain = conversation.dialect;
    for (const { digest } of this.#messages) {
      chain = context.digest(`${chain} ${digest}`).slice(0, DIGEST_LENGTH);
      chains.push(chain);
    }
    this.#chains = chains;
  }

  /** How many messages there are. */
  get length(): number {
    return this.#messages.length;
  }

  /** Index in the request of the message behind so many of the history; infinity behind the last one. */
  messageIndexAt(count: number): number {
    return this.#messages[count]?.messageIndex ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the assistant has spoken in it. */
  get isAnswered(): boolean {
    return this.#messages.some(({ isAssistant }) => isAssistant);
  }

  /** Where this request is sent: behind the last message that is not the assistant's. */
  get head(): Point | undefined {
    return this.#pointAt(this.#headAt());
  }

  /**
   * Where the request before this one may have been sent, the latest first: here, behind each message since the assistant
   * spoke last, and where it was about to speak. Had there been a request after that, there would be another answer.
   */
  get candidates(): readonly Point[] {
    const head = this.#headAt();
    const points: Point[] = [];
    let at = head;
    for (; at >= 0 && this.#messages[at]?.isAssistant === false; at--) points.push(...this.#points(at));
    while (this.#messages[at]?.isAssistant === true) at--;
    return [...points.slice(0, MOST_CANDIDATES), ...this.#points(at)];
  }

  /** Index of the last message before those that came since the assistant spoke last; -1 where it did not. */
  get lastAnswered(): number {
    return this.#messages.slice(0, this.#headAt()).findLast(({ isAssistant }) => isAssistant)?.messageIndex ?? -1;
  }

  #headAt(): number {
    return this.#messages.findLastIndex(({ isAssistant }) => !isAssistant);
  }

  #points(at: number): readonly Point[] {
    const point = this.#pointAt(at);
    return point === undefined ? [] : [point];
  }

  #pointAt(at: number): Point | undefined {
    const message = this.#messages[at];
    if (message === undefined) return undefined;
    const tail = this.#messages.slice(Math.max(0, at + 1 - TAIL_MESSAGES), at + 1).map(({ digest }) => digest);
    return {
      messageIndex: message.messageIndex,
      chain: this.#chains[at] as string,
      tail: this.context.digest(tail.join(" ")).slice(0, DIGEST_LENGTH),
      isAnswered: this.#messages.slice(at, this.#headAt()).some(({ isAssistant }) => isAssistant),
    };
  }
}

function messagesOf(parts: readonly Part[], context: ReadContext): readonly HistoryMessage[] {
  const messages: HistoryMessage[] = [];
  for (let at = 0; at < parts.length; ) {
    const { messageIndex, role } = parts[at] as Part;
    let next = at;
    const said: string[] = [];
    for (; parts[next]?.messageIndex === messageIndex; next++) said.push(...sayingOf(parts[next] as Part, context));
    const digest = context.digest(JSON.stringify([role, said])).slice(0, DIGEST_LENGTH);
    messages.push({ messageIndex, isAssistant: role === "assistant", digest });
    at = next;
  }
  return messages;
}

function sayingOf(part: Part, context: ReadContext): readonly string[] {
  if (part.kind === "reasoning") return [];
  if (part.text !== undefined) return [`${part.kind} ${part.toolCallId ?? ""} ${digestOf(part, part.text, context)}`];
  const value = unmarked(context.valueOf(part));
  return value === undefined ? [] : [context.digest(JSON.stringify(value))];
}

/** JSON that a tool gave counts by its tokens, since it comes back from some forms with other white space. */
function digestOf(part: Part, text: string, context: ReadContext): string {
  if (part.kind !== "tool-result" || !/^\s*[[{]/.test(text)) return context.digestOf(part);
  const compute = (): string => {
    try {
      return context.digest(normalized(scanJson(text)));
    } catch {
      return context.digestOf(part);
    }
  };
  return context.remember(`said:${context.digestOf(part)}`, compute, () => ENTRY_BYTES);
}

/** A value without cache markers, and without objects that held nothing else. */
function unmarked(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((element) => unmarked(element) ?? null);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = CACHE_MARKERS.includes(name) ? undefined : unmarked(member);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
