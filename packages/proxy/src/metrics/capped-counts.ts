/** The name under which everything is counted that comes after the most names. */
const OTHER = "__other__";

/** Counts by names that clients choose: of so many at most, so that nobody fills the memory with names. */
export class CappedCounts {
  readonly #counts = new Map<string, number>();

  constructor(private readonly most: number) {}

  add(name: string): void {
    const known = this.#counts.has(name) || this.#counts.size < this.most ? name : OTHER;
    this.#counts.set(known, (this.#counts.get(known) ?? 0) + 1);
  }

  entries(): readonly (readonly [name: string, count: number])[] {
    return [...this.#counts];
  }
}
