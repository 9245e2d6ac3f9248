/** The lines of a text: what stands between its line feeds. Counted from 0; a text has at least one. */
export class LineTable {
  readonly text: string;
  /** Where each line begins, and one place past the last line's line feed or where it would be. */
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.#starts = startsOf(text);
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  start(line: number): number {
    return this.#starts[line] as number;
  }

  /** End of a line, without its line feed. */
  end(line: number): number {
    return (this.#starts[line + 1] as number) - 1;
  }

  /** The lines from `from` up to and without `to`, which must be later, without the last line feed. */
  slice(from: number, to: number): string {
    return this.text.slice(this.start(from), this.end(to - 1));
  }
}

function startsOf(text: string): Uint32Array {
  let count = 1;
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) count++;
  const starts = new Uint32Array(count + 1);
  let line = 1;
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts[line++] = feed + 1;
  starts[count] = text.length + 1;
  return starts;
}
