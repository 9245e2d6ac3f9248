import type { MessageRun } from "../../conversation/message-run.js";
import type { Part } from "../../conversation/part.js";
import { toolPairs } from "../../conversation/tool-pairs.js";
import { allSaveEnough, countWithAll } from "../../tokenizer/agreed.js";
import type { PlanContext } from "../transform.js";
import type { Evictions } from "./evictions.js";
import type { PromptSizes } from "./prompt-sizes.js";
import type { Speaker } from "./turn-counter.js";
import { type TurnsMarker, turnsMarker } from "./turns-marker.js";

/** A message, as the fold met it. */
interface Met {
  readonly parts: readonly Part[];
  readonly speaker: Speaker | undefined;
  /** Tokens without those of tool results. */
  readonly size: number;
}

/** The messages of one turn: neighbours that are dropped together or not at all. */
interface Round {
  readonly turn: number;
  /** Which round it is, from 0. */
  readonly at: number;
  /** Index of the first of its messages among those that were met. */
  readonly start: number;
}

/** Neighbouring messages that are dropped, with what stands in their place. */
export interface Drop {
  readonly messages: MessageRun;
  readonly marker: TurnsMarker;
  /** Turns of which messages are among them. */
  readonly turns: readonly number[];
  /** Parts of the view that are gone. */
  readonly parts: readonly Part[];
  /** Tokens by which the request became shorter, the tool results as they came. */
  readonly saved: number;
}

/**
 * Keeps account of the turns of a conversation, and drops the oldest of them. Turns with a system message stay, for where
 * these may stand depends on what is around them; so do turns with anything in them that is not understood, or that ends the
 * history. Calls go with their results, and reasoning with what it led to. Where a person speaks next, the last answer stays,
 * so that no two messages of the user follow each other.
 */
export class DroppedTurns {
  readonly #context: PlanContext;
  readonly #sizes: PromptSizes;
  #met: Met[] = [];
  #rounds: Round[] = [];
  /** How many rounds from the first on were looked at when turns were dropped last, and which of them were dropped. */
  #passed = 0;
  #gone: ReadonlySet<Round> = new Set();
  #drops: readonly Drop[] = [];
  /** What was dropped of a history that the provider does not read any more. */
  #past: readonly Drop[] = [];
  /** Where the words of the assistant begin that came last. */
  #answerStart = 0;
  /** Tokens that are gone, without those of tool results; less what stands in the place of messages. */
  freed = 0;

  constructor(context: PlanContext, sizes: PromptSizes) {
    this.#context = context;
    this.#sizes = sizes;
  }

  get drops(): readonly Drop[] {
    return [...this.#past, ...this.#drops];
  }

  /** Takes the next message, with the number of its turn. */
  add(parts: readonly Part[], speaker: Speaker | undefined, turn: number, size: number): void {
    const speaks = this.#met.findLast((each) => each.speaker !== undefined)?.speaker;
    if (speaker === "assistant" && speaks !== "assistant") this.#answerStart = this.#met.length;
    if (turn !== (this.#rounds.at(-1)?.turn ?? 0)) {
      // Calls open a turn; the reasoning before them belongs to it.
      const at = this.#rounds.length;
      this.#rounds.push({ turn, at, start: speaker === "assistant" ? this.#answerStart : this.#met.length });
    }
    this.#met.push({ parts, speaker, size });
  }

  /** Nothing that came so far counts any more, or can go. What is dropped stays so. */
  forget(): void {
    this.#past = this.drops;
    this.#drops = [];
    this.#met = [];
    this.#rounds = [];
    this.#passed = 0;
    this.#gone = new Set();
    this.#answerStart = 0;
    this.freed = 0;
  }

  /** About how many tokens are freed, tool results aside, if all turns up to a number go. */
  gainOf(lastTurn: number): number {
    return this.#fresh(lastTurn).reduce((sum, round) => sum + this.#sizeOf(round), 0);
  }

  /** Drops the oldest turns, none behind `lastTurn`, until about so many tokens are freed. */
  drop(lastTurn: number, tokens: number, limit: number, evictions: Evictions): void {
    const fresh = this.#fresh(lastTurn);
    let freed = 0;
    let count = 0;
    while (freed < tokens && count < fresh.length) {
      const round = fresh[count++] as Round;
      freed += this.#sizeOf(round) + evictions.sizeOf(this.#messagesOf(round).flatMap(({ parts }) => parts));
    }
    if (count === 0) return;
    this.#passed = (fresh[count - 1] as Round).at + 1;
    this.#gone = this.#closed(new Set([...this.#gone, ...fresh.slice(0, count)]));
    this.#drops = this.#runs().flatMap((run) => this.#asDrop(run, limit) ?? []);
    const parts = this.#drops.flatMap((drop) => drop.parts);
    evictions.drop(new Set(parts));
    this.freed = this.#freedSize(new Set(parts));
  }

  /** Turns that may go and have not been looked at. */
  #fresh(lastTurn: number): readonly Round[] {
    return this.#rounds.slice(this.#passed).filter((round) => round.turn <= lastTurn && this.#mayGo(round));
  }

  #messagesOf(round: Round): readonly Met[] {
    return this.#met.slice(round.start, this.#rounds[round.at + 1]?.start);
  }

  #sizeOf(round: Round): number {
    return sum(this.#messagesOf(round).map(({ size }) => size));
  }

  #mayGo(round: Round): boolean {
    const before = round.at === 0 ? undefined : this.#met[round.start - 1];
    if (before !== undefined && before.speaker === undefined) return false;
    return this.#messagesOf(round).every(
      ({ speaker, parts }) => speaker !== undefined && parts.every((part) => !mustStay(part)),
    );
  }

  /** Without turns of whose calls and results one would go and the other stay; those that are gone already stay gone. */
  #closed(rounds: ReadonlySet<Round>): ReadonlySet<Round> {
    const rounded = this.#rounds.flatMap((round) => this.#messagesOf(round).map((met) => ({ met, round })));
    const placeOf = new Map(rounded.map(({ met }, at) => [messageOf(met.parts), at]));
    const parts = this.#met.flatMap((met) => met.parts);
    const pairs = toolPairs(parts, this.#context.valueOf).map(({ from, to }) => {
      return rounded.slice(placeOf.get(from), (placeOf.get(to) ?? rounded.length) + 1);
    });
    const closed = new Set(rounds);
    for (let before = -1; before !== closed.size; ) {
      before = closed.size;
      for (const pair of pairs) {
        // All from the call to its result goes, or neither of the two.
        if (pair.every(({ round }) => closed.has(round))) continue;
        for (const end of [pair[0], pair.at(-1)]) {
          if (end !== undefined && !this.#gone.has(end.round)) closed.delete(end.round);
        }
      }
    }
    return closed;
  }

  /** Neighbouring messages of turns that are gone. */
  #runs(): readonly (readonly Met[])[] {
    const gone = new Set([...this.#gone].flatMap((round) => this.#messagesOf(round)));
    const runs: Met[][] = [];
    for (const [at, met] of this.#met.entries()) {
      if (!gone.has(met)) continue;
      if (gone.has(this.#met[at - 1] as Met)) runs.at(-1)?.push(met);
      else runs.push([met]);
    }
    return runs.map((run) => this.#withoutAnswer(run)).filter((run) => run.length > 0);
  }

  #withoutAnswer(run: readonly Met[]): readonly Met[] {
    const next = this.#met[this.#met.indexOf(run.at(-1) as Met) + 1];
    if (next?.speaker !== "human") return run;
    const start = run.findLastIndex(({ speaker }) => speaker !== "assistant") + 1;
    const calls = run.slice(start).some(({ parts }) => parts.some(({ kind }) => kind === "tool-call"));
    return calls || start === 0 ? run : run.slice(0, start);
  }

  /** The drop of some messages; `undefined` where what stands in their place is not shorter. */
  #asDrop(run: readonly Met[], limit: number): Drop | undefined {
    const [first, last] = [run[0] as Met, run.at(-1) as Met];
    const parts = run.flatMap((met) => met.parts);
    const turns = [...new Set(run.map((met) => this.#turnOf(met)))];
    const originals = parts.map((part) => this.#context.originalOf(part));
    const marker = turnsMarker(originals, turns.length, limit, this.#context);
    if (!saves(originals, marker, this.#context)) return undefined;
    const next = this.#met[this.#met.indexOf(last) + 1];
    // Messages that say nothing are no parts of the view; those behind a dropped one go with it.
    const messages = { first: messageOf(first.parts), last: messageOf(next?.parts ?? last.parts) - (next ? 1 : 0) };
    const sizes = parts.filter(({ kind }) => kind === "tool-result").map((part) => this.#sizes.of(part));
    const saved = run.reduce((sum, met) => sum + met.size, sum(sizes) - this.#markerSize(marker));
    return { messages, marker, turns, parts, saved };
  }

  #turnOf(met: Met): number {
    const at = this.#met.indexOf(met);
    return this.#rounds.findLast(({ start }) => start <= at)?.turn ?? 0;
  }

  #freedSize(parts: ReadonlySet<Part>): number {
    const gone = this.#met.filter((met) => parts.has(met.parts[0] as Part));
    return sum(gone.map(({ size }) => size)) - sum(this.#drops.map(({ marker }) => this.#markerSize(marker)));
  }

  #markerSize({ text }: TurnsMarker): number {
    const part: Part = { path: [], messageIndex: -1, role: "user", kind: "text", encoding: "text", text, locks: [] };
    return this.#sizes.of(part) + this.#sizes.frames.message;
  }
}

/** Whether messages are longer than what stands in their place, whoever counts. */
export function saves(
  parts: readonly Part[],
  marker: Pick<TurnsMarker, "text">,
  { tokenizers, countsOf }: Pick<PlanContext, "tokenizers" | "countsOf">,
): boolean {
  const before = tokenizers.map((_tokenizer, at) => sum(parts.map((part) => countsOf(part)[at] ?? 0)));
  return allSaveEnough(before, countWithAll(tokenizers, marker.text));
}

/** Whether a part is the system's, not understood, or the end of a history. */
export function mustStay({ kind, role, locks, endsHistory }: Part): boolean {
  const isOfPrompt = kind === "system" || kind === "tool-definition";
  return isOfPrompt || role === "unknown" || endsHistory === true || locks.includes("policy");
}

function messageOf(parts: readonly Part[]): number {
  return parts[0]?.messageIndex ?? -1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
