import { NOTHING, plus, type Sums } from "./sums.js";

/**
 * Sums by name, of so many names at most: when there is one more, the one that was longest without a request makes room.
 */
export class Breakdown {
  readonly #sums = new Map<string, Sums>();

  constructor(private readonly most: number) {}

  add(name: string, sums: Sums): void {
    const known = this.#sums.get(name) ?? NOTHING;
    this.#sums.delete(name);
    this.#sums.set(name, plus(known, sums));
    if (this.#sums.size <= this.most) return;
    const [oldest] = this.#sums.keys();
    this.#sums.delete(oldest as string);
  }

  /** What has saved most tokens first. */
  rows(): readonly (readonly [name: string, sums: Sums])[] {
    return [...this.#sums].sort(([, a], [, b]) => b.tokensSaved - a.tokensSaved);
  }
}
