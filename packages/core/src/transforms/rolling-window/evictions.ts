import type { Part } from "../../conversation/part.js";
import type { PlanContext } from "../transform.js";
import { evictionMarker, type MarkerOf } from "./eviction-marker.js";
import type { PromptSizes } from "./prompt-sizes.js";

/** A tool result, as the transforms before left it. */
interface Result {
  readonly part: Part;
  readonly turn: number;
  /** Tokens by now, and when it came. */
  size: number;
  readonly born: number;
  state: "stands" | "evicted" | "dropped" | "gone";
  /** What would stand in its place; `undefined` where it may not be evicted, absent where nobody has asked yet. */
  marker?: Part | undefined;
}

/** The results of one turn that may be evicted, together or not at all. */
export interface Candidate {
  readonly results: readonly Result[];
  /** Tokens by now. */
  readonly size: number;
}

/** A result that is gone. */
export interface Evicted {
  readonly part: Part;
  readonly turn: number;
  /** Tokens by which it became shorter. */
  readonly saved: number;
}

/** Keeps account of the tool results of a conversation: how long they are, and which of them are evicted. */
export class Evictions {
  readonly #context: PlanContext;
  readonly #sizes: PromptSizes;
  readonly #markers: MarkerOf;
  readonly #results: Result[] = [];
  /** Results that have come, by their parts as they came with the request. */
  readonly #byOriginal = new Map<Part, Result>();
  /** Results whose forms point to a part. */
  readonly #dependents = new Map<Part, Part[]>();
  /** Results that came after the last words of the assistant. */
  #unseen = 0;
  /** Tokens of all results. */
  total = 0;
  /** Tokens of all results if none were evicted. */
  whole = 0;

  constructor(parts: readonly Part[], context: PlanContext, sizes: PromptSizes, markers: MarkerOf) {
    this.#context = context;
    this.#sizes = sizes;
    this.#markers = markers;
    for (const part of parts) {
      for (const target of context.referencesOf(part)) {
        this.#dependents.set(target, [...(this.#dependents.get(target) ?? []), context.originalOf(part)]);
      }
    }
  }

  get evicted(): readonly Evicted[] {
    return this.#results
      .filter(({ state }) => state === "evicted")
      .map(({ part, turn, born, size }) => ({ part, turn, saved: born - size }));
  }

  /** Takes the next result. One that points to what is evicted has the form that stands by itself. */
  add(part: Part, turn: number): void {
    const context = this.#context;
    const stands = (target: Part): boolean => {
      const state = this.#byOriginal.get(target)?.state;
      return state !== "evicted" && state !== "dropped";
    };
    const born = this.#sizes.of(part);
    const size = context.referencesOf(part).every(stands) ? born : this.#sizeAlone(part);
    const result: Result = { part, turn, size, born, state: "stands" };
    this.#results.push(result);
    this.#byOriginal.set(context.originalOf(part), result);
    this.#unseen++;
    this.total += size;
    this.whole += born;
  }

  /** The assistant has spoken: it has seen all results so far. */
  seen(): void {
    this.#unseen = 0;
  }

  /** The turn of the first result that the model has not seen; infinity where it has seen all. */
  get firstUnseenTurn(): number {
    return this.#results[this.#results.length - this.#unseen]?.turn ?? Number.POSITIVE_INFINITY;
  }

  /** Nothing that came so far counts any more, or can go. What is evicted stays so. */
  forget(): void {
    for (const result of this.#results) if (result.state === "stands") result.state = "gone";
    this.total = 0;
    this.whole = 0;
  }

  /** The turns up to a number, the oldest first, with those of their results that may go. */
  candidates(lastTurn: number): readonly Candidate[] {
    const turns = new Map<number, Result[]>();
    const seen = this.#results.length - this.#unseen;
    for (const result of this.#results.slice(0, seen)) {
      if (result.state !== "stands" || result.turn > lastTurn || this.#markerOf(result) === undefined) continue;
      turns.set(result.turn, [...(turns.get(result.turn) ?? []), result]);
    }
    return Array.from(turns.values(), (results) => ({
      results,
      size: results.reduce((sum, { size }) => sum + size, 0),
    }));
  }

  /** Tokens that are freed if all of these turns go. */
  gainOf(candidates: readonly Candidate[]): number {
    const gone = new Set(candidates.flatMap(({ results }) => results));
    return this.#gain(gone);
  }

  /**
   * Evicts turns in their order until so many tokens are freed. Turns to which later ones point are passed over where that
   * frees nothing, for what points to them would stand in full again; once more they are looked at when others went.
   */
  evict(candidates: readonly Candidate[], tokens: number): void {
    const target = this.total - tokens;
    let waiting = candidates;
    for (let tries = 0; tries < 2 && this.total > target; tries++) {
      const passed: Candidate[] = [];
      for (const candidate of waiting) {
        if (this.total <= target) return;
        if (this.#gain(new Set(candidate.results)) > 0) this.#evict(candidate.results);
        else passed.push(candidate);
      }
      waiting = passed;
    }
  }

  /** Tokens by now of the results among these parts. */
  sizeOf(parts: readonly Part[]): number {
    return parts.reduce((sum, part) => sum + (this.#byOriginal.get(this.#context.originalOf(part))?.size ?? 0), 0);
  }

  /** Takes results out together with their messages; what points to them stands in full again. */
  drop(parts: ReadonlySet<Part>): void {
    const gone = new Set(this.#results.filter(({ part, state }) => parts.has(part) && state !== "dropped"));
    for (const dependent of this.#dependentsOf(gone)) this.#resize(dependent, this.#sizeAlone(dependent.part));
    for (const result of gone) {
      result.state = "dropped";
      this.#resize(result, 0);
    }
  }

  /** What is freed when results go, less what those that point to them become longer. */
  #gain(gone: ReadonlySet<Result>): number {
    let gain = 0;
    for (const result of gone) gain += result.size - this.#markerSize(result);
    for (const dependent of this.#dependentsOf(gone)) gain -= this.#sizeAlone(dependent.part) - dependent.size;
    return gain;
  }

  #evict(results: readonly Result[]): void {
    for (const dependent of this.#dependentsOf(new Set(results))) {
      this.#resize(dependent, this.#sizeAlone(dependent.part));
    }
    for (const result of results) {
      result.state = "evicted";
      this.#resize(result, this.#markerSize(result));
    }
  }

  #resize(result: Result, size: number): void {
    this.total += size - result.size;
    result.size = size;
  }

  /** Results that have come, stand, and point to one of these. */
  #dependentsOf(gone: ReadonlySet<Result>): ReadonlySet<Result> {
    const dependents = new Set<Result>();
    for (const { part } of gone) {
      for (const original of this.#dependents.get(this.#context.originalOf(part)) ?? []) {
        const result = this.#byOriginal.get(original);
        if (result?.state === "stands" && !gone.has(result)) dependents.add(result);
      }
    }
    return dependents;
  }

  #sizeAlone(part: Part): number {
    return this.#sizes.of(this.#context.withoutReferences(part));
  }

  #markerSize(result: Result): number {
    const marker = this.#markerOf(result);
    return marker === undefined ? result.size : this.#sizes.of(marker);
  }

  #markerOf(result: Result): Part | undefined {
    if (!("marker" in result)) result.marker = evictionMarker(result.part, this.#context, this.#markers);
    return result.marker;
  }
}
