/** Turns texts into vectors that lie close together where the texts mean the same. */
export interface Embedder {
  /** What it is called in reports: the model, mostly. */
  readonly name: string;
  /** One vector for each text, in their order. Rejects when it cannot. */
  embed(texts: readonly string[]): Promise<readonly ArrayLike<number>[]>;
}
