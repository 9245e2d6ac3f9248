import { CONTINUED, HEADING, type Pattern } from "./grammar/form-text.js";
import { isDigit, readLine } from "./grammar/line-text.js";
import { PLACE_SIGNS } from "./grammar/signs.js";
import { readValues } from "./grammar/values.js";

/**
 * The text that a form of `encodeLines` stands for.
 *
 * @throws SyntaxError for anything that `encodeLines` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeLines(encodeLines(text), 1_000_000) === text;
 */
export function decodeLines(body: string, maxLength: number): string {
  return new LinesReader(body, maxLength).read();
}

class LinesReader {
  readonly #lines: readonly string[];
  readonly #maxLength: number;
  readonly #patterns: Pattern[] = [];
  readonly #sign: string;
  readonly #out: string[] = [];
  #at = 0;
  #length = -1;

  constructor(body: string, maxLength: number) {
    this.#lines = body.split("\n");
    this.#maxLength = maxLength;
    this.#sign = this.#lines[1]?.[0] ?? "";
  }

  read(): string {
    this.#readPatterns();
    // The line that says how to read the text.
    this.#at++;
    if (this.#at >= this.#lines.length) throw new SyntaxError("Not lines: there is no text.");
    while (this.#at < this.#lines.length) this.#readStatement(this.#next());
    return this.#out.join("\n");
  }

  #next(): string {
    const line = this.#lines[this.#at++];
    if (line === undefined) throw new SyntaxError("Not lines: there are fewer lines than announced.");
    return line;
  }

  #readPatterns(): void {
    const heading = this.#next();
    const place = PLACE_SIGNS.find((sign) => heading === `${HEADING}${sign} for each value:`);
    if (place === undefined) throw new SyntaxError("Not lines: the heading is missing.");
    for (;;) {
      const start = `${this.#sign}${this.#patterns.length + 1} = `;
      if (this.#lines[this.#at]?.startsWith(start) !== true) return;
      let wording = this.#next().slice(start.length);
      while (this.#lines[this.#at]?.startsWith(CONTINUED)) wording += `\n${this.#next().slice(CONTINUED.length)}`;
      this.#patterns.push(wording.split(place));
    }
  }

  #readStatement(line: string): void {
    if (line[0] !== this.#sign || !isDigit(line.charCodeAt(1))) {
      this.#put(readLine(line, this.#sign));
      return;
    }
    const { value: number, end } = readNumber(line, 1);
    const pattern = this.#patterns[number - 1];
    if (pattern === undefined) throw new SyntaxError(`Not lines: there is no pattern ${number}.`);
    const places = pattern.length - 1;
    if (line[end] === "x") {
      for (let left = readNumber(line, end + 1).value; left > 0; left--) {
        this.#fill(pattern, places === 0 ? [] : readValues(this.#next(), 0, places));
      }
    } else {
      this.#fill(pattern, places === 0 && end === line.length ? [] : readValues(line, end + 1, places));
    }
  }

  #fill(pattern: Pattern, values: readonly string[]): void {
    let text = pattern[0] as string;
    for (let k = 0; k < values.length; k++) text += `${values[k]}${pattern[k + 1]}`;
    this.#put(text);
  }

  #put(text: string): void {
    this.#length += text.length + 1;
    if (this.#length > this.#maxLength) throw new SyntaxError(`Not lines: they are longer than ${this.#maxLength}.`);
    this.#out.push(text);
  }
}

function readNumber(line: string, at: number): { value: number; end: number } {
  let end = at;
  while (isDigit(line.charCodeAt(end))) end++;
  return { value: Number(line.slice(at, end)), end };
}
