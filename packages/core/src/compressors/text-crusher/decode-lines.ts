import { CONTINUED, HEADING, READING, type Template } from "./grammar/form-text.js";
import { isDigit, readLine } from "./grammar/line-text.js";
import { PLACE_SIGNS } from "./grammar/signs.js";
import { countPlaces, numberAt, TemplateReader } from "./grammar/templates.js";
import { readValues } from "./grammar/values.js";

/** Characters that the patterns may have, as a multiple of what they stand for: they may be written by each other. */
const PATTERN_SHARE = 4;
/** How deep lines that recur may hold others. */
const MOST_DEPTH = 40;

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

/** What a number stands for: one line or several, joined by line feeds. */
interface NumberedPattern {
  readonly template: Template;
  readonly places: number;
}

class LinesReader {
  readonly #lines: readonly string[];
  readonly #maxLength: number;
  readonly #patterns: NumberedPattern[] = [];
  #sign = "";
  readonly #out: string[] = [];
  /** The values of the line above. */
  #above: readonly string[] = [];
  #at = 0;
  #length = -1;
  #patternLength: number;

  constructor(body: string, maxLength: number) {
    this.#lines = body.split("\n");
    this.#maxLength = maxLength;
    this.#patternLength = -this.#lines.length;
  }

  read(): string {
    if (this.#lines[0]?.startsWith(HEADING)) this.#readPatterns();
    this.#readReading();
    this.#readUpTo(this.#lines.length, 0);
    return this.#out.join("\n");
  }

  #next(): string {
    const line = this.#lines[this.#at++];
    if (line === undefined) throw new SyntaxError("Not lines: there are fewer lines than announced.");
    return line;
  }

  /** The line that says how to read the text: the first sign in it is that of the numbers. */
  #readReading(): void {
    const line = this.#next();
    if (!line.startsWith(`${READING}"`)) throw new SyntaxError("Not lines: what says how to read the text is missing.");
    this.#sign = line[READING.length + 1] ?? "";
    if (this.#at === this.#lines.length) throw new SyntaxError("Not lines: there is no text.");
  }

  #readPatterns(): void {
    const heading = this.#next();
    this.#sign = this.#lines[this.#at]?.[0] ?? "";
    const place = PLACE_SIGNS.find((sign) => heading === `${HEADING}${sign} for each value:`);
    if (place === undefined) throw new SyntaxError("Not lines: the heading is missing.");
    for (;;) {
      const start = `${this.#sign}${this.#patterns.length + 1} = `;
      if (this.#lines[this.#at]?.startsWith(start) !== true) return;
      const reader = new TemplateReader(place);
      const template = [...this.#readPatternLine(this.#next().slice(start.length), reader)];
      while (this.#lines[this.#at]?.startsWith(CONTINUED)) {
        template.push("\n", ...this.#readPatternLine(this.#next().slice(CONTINUED.length), reader));
      }
      this.#patterns.push({ template, places: countPlaces([template]) });
    }
  }

  #readPatternLine(line: string, reader: TemplateReader): Template {
    if (!this.#isNumber(line)) return this.#paid(reader.read(readLine(line, this.#sign)));
    const { pattern, end } = this.#readNumber(line);
    const values = this.#readRow(line, end, pattern, []).map((value) => this.#paid(reader.read(value)));
    return pattern.template.flatMap((part) =>
      this.#paid(typeof part === "string" ? [part] : (values[part] as Template)),
    );
  }

  #isNumber(line: string): boolean {
    return line[0] === this.#sign && isDigit(line.charCodeAt(1));
  }

  #readUpTo(end: number, depth: number): void {
    while (this.#at < end) this.#readStatement(this.#next(), depth);
    if (this.#at > end) throw new SyntaxError("Not lines: what is to recur does not end with its last line.");
  }

  #readStatement(line: string, depth: number): void {
    if (!this.#isNumber(line)) {
      this.#put([readLine(line, this.#sign)], []);
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
    for (let left = numberAt(line, end + 1).value; left > 0; left--) {
      this.#fill(pattern, pattern.places === 0 ? [] : readValues(this.#next(), 0, pattern.places, this.#above));
    }
  }

  /** Lines that recur: what they say is kept under their number. */
  #readBlock(number: number, lines: number, depth: number): void {
    if (number !== this.#patterns.length + 1 || depth > MOST_DEPTH) {
      throw new SyntaxError(`Not lines: number ${number} is out of order.`);
    }
    const slot = this.#patterns.push({ template: [], places: 0 }) - 1;
    const from = this.#out.length;
    this.#readUpTo(this.#at + lines, depth + 1);
    const template = this.#paid([this.#out.slice(from).join("\n")]);
    this.#patterns[slot] = { template, places: 0 };
  }

  #readNumber(line: string): { pattern: NumberedPattern; end: number } {
    const { value, end } = numberAt(line, 1);
    const pattern = this.#patterns[value - 1];
    if (pattern === undefined) throw new SyntaxError(`Not lines: there is no pattern ${value}.`);
    return { pattern, end };
  }

  #readRow(line: string, end: number, { places }: NumberedPattern, above: readonly string[]): readonly string[] {
    return places === 0 && end === line.length ? [] : readValues(line, end + 1, places, above);
  }

  #fill({ template }: NumberedPattern, values: readonly string[]): void {
    if (values.length > 0) this.#above = values;
    this.#put(template, values);
  }

  #put(template: Template, values: readonly string[]): void {
    let text = "";
    this.#length++;
    for (const part of template) {
      const piece = typeof part === "string" ? part : (values[part] as string);
      this.#length += piece.length;
      if (this.#length > this.#maxLength) throw this.#tooLong();
      text += piece;
    }
    if (this.#length > this.#maxLength) throw this.#tooLong();
    this.#out.push(text);
  }

  /** A template that counts for the patterns. */
  #paid(template: Template): Template {
    for (const part of template) this.#patternLength += typeof part === "string" ? part.length : 1;
    if (this.#patternLength > PATTERN_SHARE * this.#maxLength) throw this.#tooLong();
    return template;
  }

  #tooLong(): SyntaxError {
    return new SyntaxError(`Not lines: they stand for more than ${this.#maxLength} characters.`);
  }
}
