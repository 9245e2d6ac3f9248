import { CONTINUED, HEADING, type Template } from "./grammar/form-text.js";
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

/** Characters that the patterns may have, as a multiple of what they stand for: they may be written by each other. */
const PATTERN_SHARE = 4;
/** How deep lines that recur may hold others. */
const MOST_DEPTH = 40;

class LinesReader {
  readonly #lines: readonly string[];
  readonly #maxLength: number;
  /** What the patterns and the lines that recur stand for, lines joined by line feeds. */
  readonly #patterns: Template[] = [];
  readonly #sign: string;
  readonly #out: string[] = [];
  /** The values of the line above. */
  #above: readonly string[] = [];
  #at = 0;
  #length = -1;
  #patternLength = 0;

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
    this.#readUpTo(this.#lines.length, 0);
    return this.#out.join("\n");
  }

  #readUpTo(end: number, depth: number): void {
    while (this.#at < end) this.#readStatement(this.#next(), depth);
    if (this.#at > end) throw new SyntaxError("Not lines: what is to recur does not end with its last line.");
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
      const pattern = new TemplateBuilder();
      this.#addPatternLine(this.#next().slice(start.length), place, pattern);
      while (this.#lines[this.#at]?.startsWith(CONTINUED)) {
        pattern.add(["\n"]);
        this.#addPatternLine(this.#next().slice(CONTINUED.length), place, pattern);
      }
      this.#patterns.push(pattern.template);
    }
  }

  #addPatternLine(line: string, place: string, pattern: TemplateBuilder): void {
    if (!this.#isNumber(line)) {
      pattern.add(readLine(line, this.#sign).split(place));
    } else {
      const { pattern: base, end } = this.#readNumber(line);
      const values = this.#readRow(line, end, base, []).map((value) => value.split(place));
      pattern.add([base[0] as string]);
      for (const [k, value] of values.entries()) {
        pattern.add(value);
        pattern.add([base[k + 1] as string]);
      }
    }
    this.#spendOnPatterns(pattern.added);
  }

  #isNumber(line: string): boolean {
    return line[0] === this.#sign && isDigit(line.charCodeAt(1));
  }

  #readStatement(line: string, depth: number): void {
    if (!this.#isNumber(line)) {
      this.#put(readLine(line, this.#sign));
      return;
    }
    const { value, end } = numberAt(line, 1);
    if (line[end] === ":") {
      this.#readBlock(value, numberAt(line, end + 1).value, depth);
      return;
    }
    const { pattern } = this.#readNumber(line);
    if (line[end] !== "x") {
      this.#fill(pattern, this.#readRow(line, end, pattern, this.#above));
      return;
    }
    const places = pattern.length - 1;
    for (let left = numberAt(line, end + 1).value; left > 0; left--) {
      this.#fill(pattern, places === 0 ? [] : readValues(this.#next(), 0, places, this.#above));
    }
  }

  /** Lines that recur: what they say is kept under their number. */
  #readBlock(number: number, lines: number, depth: number): void {
    if (number !== this.#patterns.length + 1 || depth > MOST_DEPTH)
      throw new SyntaxError(`Not lines: number ${number} is out of order.`);
    const slot = this.#patterns.push([]) - 1;
    const from = this.#out.length;
    this.#readUpTo(this.#at + lines, depth + 1);
    const text = this.#out.slice(from).join("\n");
    this.#patterns[slot] = [text];
    this.#spendOnPatterns(text.length);
  }

  #readNumber(line: string): { pattern: Template; end: number } {
    const { value, end } = numberAt(line, 1);
    const pattern = this.#patterns[value - 1];
    if (pattern === undefined) throw new SyntaxError(`Not lines: there is no pattern ${value}.`);
    return { pattern, end };
  }

  #readRow(line: string, end: number, pattern: Template, above: readonly string[]): readonly string[] {
    const places = pattern.length - 1;
    return places === 0 && end === line.length ? [] : readValues(line, end + 1, places, above);
  }

  #fill(pattern: Template, values: readonly string[]): void {
    if (values.length > 0) this.#above = values;
    let text = pattern[0] as string;
    for (let k = 0; k < values.length; k++) text += `${values[k]}${pattern[k + 1]}`;
    this.#put(text);
  }

  #spendOnPatterns(length: number): void {
    this.#patternLength += length;
    if (this.#patternLength > PATTERN_SHARE * this.#maxLength + this.#lines.length) throw this.#tooLong();
  }

  #put(text: string): void {
    this.#length += text.length + 1;
    if (this.#length > this.#maxLength) throw this.#tooLong();
    this.#out.push(text);
  }

  #tooLong(): SyntaxError {
    return new SyntaxError(`Not lines: they stand for more than ${this.#maxLength} characters.`);
  }
}

/** Joins templates one behind the other. */
class TemplateBuilder {
  readonly template: string[] = [""];
  /** Characters added since this was last asked. */
  #added = 0;

  get added(): number {
    const added = this.#added;
    this.#added = 0;
    return added;
  }

  add(template: Template): void {
    this.template[this.template.length - 1] += template[0] as string;
    this.template.push(...template.slice(1));
    for (const text of template) this.#added += text.length;
  }
}

function numberAt(line: string, at: number): { value: number; end: number } {
  let end = at;
  while (isDigit(line.charCodeAt(end))) end++;
  return { value: Number(line.slice(at, end)), end };
}
