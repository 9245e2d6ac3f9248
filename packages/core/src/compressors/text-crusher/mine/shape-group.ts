import type { Template } from "../grammar/form-text.js";
import { joinEqualValues } from "./equal-values.js";
import type { PartTable } from "./part-table.js";

/** What some lines have in common, and what each of them says in its places. */
export interface Shape {
  readonly template: Template;
  readonly lines: readonly number[];
  /** The values of each line. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The pattern of lines that have their first `parts` parts in common or different; what follows in a line is one more part.
 */
export function shapeGroup(table: PartTable, lines: readonly number[], parts: number): Shape {
  const shaper = new Shaper(lines.map((line) => table.lines[line] as string));
  for (let k = 0; k < parts; k++) {
    shaper.put((row) => table.end(lines[row] as number, k));
  }
  if (parts < table.count(lines[0] as number)) shaper.putRest();
  return { lines, ...shaper.shape() };
}

/** Puts a template together from left to right, a stretch of each line at a time. */
class Shaper {
  readonly #texts: readonly string[];
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #template: (string | number)[] = [];
  readonly #rows: string[][];
  #literal = "";
  #places = 0;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#from = new Int32Array(texts.length);
    this.#to = new Int32Array(texts.length);
    this.#rows = texts.map(() => []);
  }

  /** Adds what stands in each line up to an end. */
  put(endOf: (row: number) => number): void {
    for (let row = 0; row < this.#to.length; row++) this.#to[row] = endOf(row);
    if (this.#isSame()) this.#literal += this.#text(0).slice(this.#from[0], this.#to[0]);
    else this.#putValues(this.#commonStart(), true);
    this.#from.set(this.#to);
  }

  /** Adds the rest of each line. */
  putRest(): void {
    for (let row = 0; row < this.#to.length; row++) this.#to[row] = this.#text(row).length;
    if (this.#isSame()) this.#literal += this.#text(0).slice(this.#from[0]);
    else this.#putValues(this.#commonStart(), false);
  }

  shape(): Pick<Shape, "template" | "rows"> {
    if (this.#literal !== "") this.#template.push(this.#literal);
    const { templates, rows } = joinEqualValues({ templates: [this.#template], rows: this.#rows });
    return { template: templates[0] as Template, rows };
  }

  #text(row: number): string {
    return this.#texts[row] as string;
  }

  /** A place, with what all its values share at their ends as wording around it; signs alone stay part of longer values. */
  #putValues(head: number, mayEndInSigns: boolean): void {
    const tail = this.#commonEnd(head, mayEndInSigns);
    const [from, to] = [this.#from[0] as number, this.#to[0] as number];
    this.#literal += this.#text(0).slice(from, from + head);
    if (this.#literal !== "") this.#template.push(this.#literal);
    this.#template.push(this.#places++);
    this.#literal = this.#text(0).slice(to - tail, to);
    for (let row = 0; row < this.#rows.length; row++) {
      const value = this.#text(row).slice((this.#from[row] as number) + head, (this.#to[row] as number) - tail);
      (this.#rows[row] as string[]).push(value);
    }
  }

  #isSame(): boolean {
    const first = this.#text(0);
    const from = this.#from[0] as number;
    const length = (this.#to[0] as number) - from;
    for (let row = 1; row < this.#texts.length; row++) {
      const start = this.#from[row] as number;
      if ((this.#to[row] as number) - start !== length) return false;
      const text = this.#text(row);
      for (let k = 0; k < length; k++) if (text.charCodeAt(start + k) !== first.charCodeAt(from + k)) return false;
    }
    return true;
  }

  /** Characters that the stretches share at their start, without cutting a word or number in two. */
  #commonStart(): number {
    const first = this.#text(0);
    const from = this.#from[0] as number;
    let common = (this.#to[0] as number) - from;
    for (let row = 1; row < this.#texts.length; row++) {
      const text = this.#text(row);
      const start = this.#from[row] as number;
      common = Math.min(common, (this.#to[row] as number) - start);
      let k = 0;
      while (k < common && text.charCodeAt(start + k) === first.charCodeAt(from + k)) k++;
      common = k;
    }
    while (common > 0 && isWordCharacter(first.charCodeAt(from + common - 1))) common--;
    return common;
  }

  /** Characters behind the first `head` that the stretches share at their end. */
  #commonEnd(head: number, mayBeSigns: boolean): number {
    const first = this.#text(0);
    const to = this.#to[0] as number;
    let common = to - (this.#from[0] as number) - head;
    for (let row = 1; row < this.#texts.length; row++) {
      const text = this.#text(row);
      const end = this.#to[row] as number;
      common = Math.min(common, end - (this.#from[row] as number) - head);
      let k = 0;
      while (k < common && text.charCodeAt(end - 1 - k) === first.charCodeAt(to - 1 - k)) k++;
      common = k;
    }
    while (common > 0 && isWordCharacter(first.charCodeAt(to - common))) common--;
    return mayBeSigns || holdsWord(first, to - common, to) ? common : 0;
  }
}

function holdsWord(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isWordCharacter(text.charCodeAt(at))) return true;
  return false;
}

/** Letters and digits; all that is not ASCII counts as one, so that no character is cut in two. */
export function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
}
