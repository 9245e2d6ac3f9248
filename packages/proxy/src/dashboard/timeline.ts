import { NOTHING, plus, type Sums } from "./sums.js";

/** Sums of one stretch of time. */
export interface Stretch {
  /** Where it begins, in milliseconds of the epoch. */
  readonly from: number;
  readonly sums: Sums;
}

/**
 * Sums over all time since the start, in stretches of equal length, of so many at most: when time goes on past the last,
 * stretches become twice as long.
 */
export class Timeline {
  #stretches: Sums[] = [];
  #from: number | undefined;
  #length: number;

  /** `length` is that of a stretch at first, in milliseconds. */
  constructor(
    private readonly most: number,
    length: number,
  ) {
    this.#length = length;
  }

  /** Length of a stretch, in milliseconds. */
  get length(): number {
    return this.#length;
  }

  add(at: number, sums: Sums): void {
    this.#from ??= at;
    // A clock that was set back must not lose a request.
    let index = Math.max(0, Math.floor((at - this.#from) / this.#length));
    while (index >= this.most) {
      this.#join();
      index = Math.floor((at - this.#from) / this.#length);
    }
    while (this.#stretches.length <= index) this.#stretches.push(NOTHING);
    this.#stretches[index] = plus(this.#stretches[index] as Sums, sums);
  }

  stretches(): readonly Stretch[] {
    const from = this.#from ?? 0;
    return this.#stretches.map((sums, index) => ({ from: from + index * this.#length, sums }));
  }

  #join(): void {
    this.#length *= 2;
    const pairs = Math.ceil(this.#stretches.length / 2);
    this.#stretches = Array.from({ length: pairs }, (_, at) =>
      plus(this.#stretches[2 * at] as Sums, this.#stretches[2 * at + 1] ?? NOTHING),
    );
  }
}
