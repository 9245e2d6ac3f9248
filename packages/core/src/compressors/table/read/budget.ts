/** Bounds what decoding may produce, in characters and steps, so that a small hostile form cannot print a huge text. */
export class Budget {
  #left: number;

  constructor(readonly limit: number) {
    this.#left = limit;
  }

  /** @throws SyntaxError when more is spent than there is. */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new SyntaxError(`Not a table: it stands for more than ${this.limit} characters.`);
  }
}
