import type { Template } from "./form-text.js";
import { isDigit } from "./line-text.js";

/** Number of values that some templates mention; those of one pattern go on counting. */
export function countPlaces(templates: readonly Template[]): number {
  let count = 0;
  for (const template of templates) {
    for (const part of template) if (typeof part === "number") count = Math.max(count, part + 1);
  }
  return count;
}

/** A template with other templates in its places; those share their values. */
export function fillTemplate(template: Template, values: readonly Template[]): Template {
  return template.flatMap((part) => (typeof part === "string" ? [part] : (values[part] as Template)));
}

/**
 * Writes templates that share their values: `place`, two brackets, for a value that is mentioned first, and its number
 * between the brackets for one that is mentioned again.
 */
export class TemplateWriter {
  #next = 0;

  constructor(readonly place: string) {}

  write(template: Template): string {
    let text = "";
    for (const part of template) {
      if (typeof part === "string") text += part;
      else if (part === this.#next) {
        text += this.place;
        this.#next++;
      } else text += `${this.place[0]}${part + 1}${this.place.at(-1)}`;
    }
    return text;
  }
}

/** Reads what {@link TemplateWriter} writes. A number that belongs to no value yet is ordinary text. */
export class TemplateReader {
  #next = 0;

  constructor(readonly place: string) {}

  read(text: string): Template {
    const { place } = this;
    const [open, close] = [place[0] as string, place.at(-1) as string];
    const parts: (string | number)[] = [];
    let from = 0;
    for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
      const number = text.startsWith(place, at) ? undefined : numberAt(text, at + 1);
      const end = number === undefined ? at + place.length : number.end + 1;
      if (
        number === undefined ? !text.startsWith(place, at) : text[number.end] !== close || !this.#isKnown(number.value)
      ) {
        at++;
        continue;
      }
      if (at > from) parts.push(text.slice(from, at));
      parts.push(number === undefined ? this.#next++ : number.value - 1);
      at = from = end;
    }
    if (from < text.length) parts.push(text.slice(from));
    return parts;
  }

  #isKnown(number: number): boolean {
    return number >= 1 && number <= this.#next;
  }
}

/** The digits at a place of a text, as a number. */
export function numberAt(text: string, at: number): { value: number; end: number } {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return { value: Number(text.slice(at, end)), end };
}
