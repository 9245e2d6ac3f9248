import type { DistinctLines } from "./distinct-lines.js";

/** Tokens of a pattern's number before a line that stands alone, and above a run of lines. */
export const SINGLE_TOKENS = 4;
export const RUN_TOKENS = 6;

/** Where the different lines of a text are written. */
export class LinePlaces {
  readonly #sequence: Int32Array;
  readonly #places: readonly (readonly number[])[];
  readonly #group: Int32Array;
  #groups = 0;

  /** `weights` says how often each line is written: of more places the first ones count. */
  constructor({ texts, sequence }: DistinctLines, weights: readonly number[]) {
    const places: number[][] = texts.map(() => []);
    for (const [place, line] of sequence.entries()) {
      const known = places[line] as number[];
      if (known.length < (weights[line] as number)) known.push(place);
    }
    this.#sequence = sequence;
    this.#places = places;
    this.#group = new Int32Array(texts.length);
  }

  of(line: number): readonly number[] {
    return this.#places[line] as readonly number[];
  }

  /** Tokens of the numbers of lines that have one pattern: lines that follow each other share one. */
  numberTokens(lines: readonly number[]): number {
    const group = ++this.#groups;
    for (const line of lines) this.#group[line] = group;
    const isMember = (place: number): boolean => this.#group[this.#sequence[place] as number] === group;
    let tokens = 0;
    for (const line of lines) {
      for (const place of this.of(line)) {
        if (isMember(place - 1)) continue;
        tokens += isMember(place + 1) ? RUN_TOKENS : SINGLE_TOKENS;
      }
    }
    return tokens;
  }
}
