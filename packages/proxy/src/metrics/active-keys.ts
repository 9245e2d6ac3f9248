const WINDOW_MS = 60_000;
const MOST = 10_000;

/** Counts the callers of the last minute. */
export class ActiveKeys {
  /** When each was last seen, the longest ago first. */
  readonly #seen = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  see(caller: string): void {
    this.#seen.delete(caller);
    this.#seen.set(caller, this.now());
    if (this.#seen.size > MOST) this.#forgetOldest();
  }

  count(): number {
    const since = this.now() - WINDOW_MS;
    for (const [caller, at] of this.#seen) {
      if (at > since) break;
      this.#seen.delete(caller);
    }
    return this.#seen.size;
  }

  #forgetOldest(): void {
    const oldest = this.#seen.keys().next();
    if (!oldest.done) this.#seen.delete(oldest.value);
  }
}
