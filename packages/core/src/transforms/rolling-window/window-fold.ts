import type { Conversation, Part } from "../../conversation/part.js";
import type { PlanContext } from "../transform.js";
import { type Drop, DroppedTurns } from "./dropped-turns.js";
import type { MarkerOf } from "./eviction-marker.js";
import { type Candidate, type Evicted, Evictions } from "./evictions.js";
import { PromptSizes } from "./prompt-sizes.js";
import { TurnCounter } from "./turn-counter.js";
import type { WindowLimit, WindowLimits } from "./window-limits.js";
import type { WindowSettings } from "./window-options.js";

/** Share of the limit that a step leaves. */
const KEPT_SHARE = 0.5;
/** How many times as long the conversation must have become before the window moves again where that is not urgent. */
const GROWTH = 1.5;
/** A step that does not get below the limit must be worth its broken prefix: it frees this share at least. */
const LEAST_FREED = 0.1;

/** A time at which the window moved. */
export interface WindowStep {
  /** Names the step: where it was, and what was said there. */
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** What the window has come to at the end of a conversation. */
export interface WindowState {
  readonly evicted: readonly Evicted[];
  readonly drops: readonly Drop[];
  readonly steps: readonly WindowStep[];
  /** Tokens of what is left, and of all. */
  readonly total: number;
  readonly whole: number;
  readonly limit: WindowLimit;
  /** Of what is over the limit: tokens that are left at least, however much of what may go would go. */
  readonly least: number;
  /** Tokens of the system prompt and the tools. */
  readonly fixed: number;
}

/**
 * Moves the window over a conversation, message by message. When the running total passes the limit, tool outputs are
 * evicted until half of the limit is left, and nothing moves until it is passed again. What is gone at a message follows from
 * the messages up to it and from frozen options, so every request, replica and restart comes to the same.
 */
export function foldWindow(
  conversation: Conversation,
  context: PlanContext,
  settings: WindowSettings,
  limits: WindowLimits,
  markers: MarkerOf,
): WindowState {
  const fold = new WindowFold(conversation, context, settings, limits, markers);
  for (const message of messagesOf(conversation.parts)) fold.add(message);
  return fold.state();
}

function messagesOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const messages: Part[][] = [];
  for (const part of parts) {
    const last = messages.at(-1);
    if (last?.[0]?.messageIndex === part.messageIndex) last.push(part);
    else messages.push([part]);
  }
  return messages;
}

class WindowFold {
  readonly #context: PlanContext;
  readonly #settings: WindowSettings;
  readonly #limits: WindowLimits;
  readonly #sizes: PromptSizes;
  readonly #evictions: Evictions;
  readonly #dropped: DroppedTurns;
  readonly #turns = new TurnCounter();
  readonly #steps: WindowStep[] = [];
  /** Index of the limit that holds by now. */
  #level = 0;
  /** Total that must be passed before the window moves again. */
  #threshold: number;
  /** Tokens without those of tool results. */
  #rest: number;
  /** Tokens of the system prompt and the tools, which outlive a compaction by the provider. */
  #fixed = 0;

  constructor(
    conversation: Conversation,
    context: PlanContext,
    settings: WindowSettings,
    limits: WindowLimits,
    markers: MarkerOf,
  ) {
    this.#context = context;
    this.#settings = settings;
    this.#limits = limits;
    this.#sizes = new PromptSizes(context, conversation.model);
    this.#evictions = new Evictions(conversation.parts, context, this.#sizes, markers);
    this.#dropped = new DroppedTurns(context, this.#sizes);
    this.#threshold = this.#limit.tokens;
    this.#rest = this.#sizes.frames.request;
  }

  add(message: readonly Part[]): void {
    const speaker = this.#turns.next(message);
    if (speaker === "assistant") this.#evictions.seen();
    const before = this.#rest;
    for (const part of message) {
      if (part.endsHistory === true) this.#forget();
      if (part.kind === "tool-result") this.#evictions.add(part, this.#turns.turn);
      else this.#addOther(part);
    }
    this.#addFrames(message);
    this.#dropped.add(message, speaker, this.#turns.turn, Math.max(0, this.#rest - before));
    while (this.#total > this.#threshold && this.#step(message)) {}
  }

  state(): WindowState {
    const evictions = this.#evictions;
    const [total, limit] = [this.#total, this.#limit];
    return {
      evicted: evictions.evicted,
      drops: this.#dropped.drops,
      steps: this.#steps,
      total,
      whole: this.#rest + evictions.whole,
      limit,
      least: total > limit.tokens ? total - evictions.gainOf(this.#candidates()) : total,
      fixed: this.#fixed,
    };
  }

  get #limit(): WindowLimit {
    return this.#limits.limits[this.#level] as WindowLimit;
  }

  get #total(): number {
    return this.#rest + this.#evictions.total - this.#dropped.freed;
  }

  #addOther(part: Part): void {
    const size = this.#sizes.of(part);
    this.#rest += size;
    if (part.kind === "system" || part.kind === "tool-definition") this.#fixed += size;
  }

  #addFrames(message: readonly Part[]): void {
    const { frames } = this.#sizes;
    if (message.some(({ kind }) => kind !== "tool-definition")) this.#rest += frames.message;
    if (message.some(({ kind }) => kind === "tool-definition")) this.#rest += frames.tools;
  }

  /** The provider reads nothing of what came so far but the system prompt and the tools. */
  #forget(): void {
    this.#rest = this.#fixed;
    this.#evictions.forget();
    this.#dropped.forget();
  }

  /** Results of turns that are over, in the order in which they go. */
  #candidates(): readonly Candidate[] {
    const { keepLastTurns, dropOldestFirst } = this.#settings;
    const candidates = this.#evictions.candidates(this.#turns.turn - keepLastTurns);
    return dropOldestFirst ? candidates : [...candidates].sort((a, b) => b.size - a.size);
  }

  /** The last turn that may be dropped: before the one that is under way, and before results that the model has not seen. */
  #lastToDrop(): number {
    const { keepLastTurns, overflow } = this.#settings;
    if (overflow !== "drop-oldest-turns" || this.#limit.reason === "price") return 0;
    return Math.min(this.#turns.turn - Math.max(1, keepLastTurns), this.#evictions.firstUnseenTurn - 1);
  }

  /** Tries to move the window. Says whether another try could do more: only where the next limit holds from now on. */
  #step(message: readonly Part[]): boolean {
    const before = this.#total;
    const limit = this.#limit;
    const candidates = this.#candidates();
    const folded = before - this.#evictions.gainOf(candidates);
    const lastToDrop = folded > limit.tokens ? this.#lastToDrop() : 0;
    const least = folded - this.#dropped.gainOf(lastToDrop);
    if (limit.reason === "price" && folded > limit.tokens) {
      // What must be kept costs the higher price in any case: nothing is gained by evicting the rest.
      this.#level++;
      this.#threshold = this.#limit.tokens;
      return true;
    }
    if (least > limit.tokens && before - least < before * LEAST_FREED) return false;
    if (least >= before) return false;
    this.#evictions.evict(candidates, before - limit.tokens * KEPT_SHARE);
    if (folded > limit.tokens) {
      const tooMany = this.#total - limit.tokens * KEPT_SHARE;
      this.#dropped.drop(lastToDrop, tooMany, limit.tokens, this.#evictions);
    }
    const after = this.#total;
    if (after === before) return false;
    this.#steps.push({ id: this.#stepId(message), before, after });
    this.#threshold = this.#nextThreshold(after);
    return false;
  }

  /**
   * The window moves again at the limit. Where the limit cannot be kept, or is only a matter of price, the conversation must
   * have grown by half as well, so that the window does not move with every turn.
   */
  #nextThreshold(after: number): number {
    const { tokens, reason } = this.#limit;
    if (after > tokens) return GROWTH * after;
    if (reason !== "price") return tokens;
    const next = this.#limits.limits[this.#level + 1] as WindowLimit;
    return Math.max(tokens, Math.min(GROWTH * after, next.tokens));
  }

  #stepId(message: readonly Part[]): string {
    const last = message.at(-1) as Part;
    return `${this.#steps.length + 1}:${last.messageIndex}:${this.#context.digestOf(last)}`;
  }
}
