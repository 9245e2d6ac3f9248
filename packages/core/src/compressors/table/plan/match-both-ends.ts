import { OWN_CELL, type Template, type TemplatePart } from "../grammar/template.js";
import type { TemplateSource } from "./find-template.js";

type Texts = readonly (string | undefined)[];

/** Literal text is shared up to one of these, so that no word or number is cut in two. */
const SEPARATORS = "/:.-_ @?=&#,;|(+";

/**
 * The parts that hold in every record, from the left and from the right; what lies between is the cell. `parts` is the text
 * of one of the records.
 */
export function matchBothEnds(
  parts: readonly TemplatePart[],
  texts: Texts,
  records: readonly number[],
  sources: readonly TemplateSource[],
): Template {
  const ends = new Ends(texts, records, new Map(sources.map((source) => [source.index, source.texts])));
  const left: TemplatePart[] = [];
  const open = [...parts];
  while (open.length > 0) {
    const part = open[0] as TemplatePart;
    if (typeof part === "number") {
      if (!ends.takeSource(part, true)) break;
      left.push(part);
      open.shift();
      continue;
    }
    const common = ends.common(part, true);
    const kept = common === part.length && open.length > 1 ? common : keptStart(part.slice(0, common));
    const whole = common === part.length && open.length === 1 && ends.reachedWith(common);
    const taken = whole ? common : kept;
    ends.take(taken, true);
    if (taken > 0) left.push(part.slice(0, taken));
    if (taken < part.length) open[0] = part.slice(taken);
    else open.shift();
    if (taken < part.length) break;
  }
  if (open.length === 0 && ends.reachedWith(0)) return left;

  const right: TemplatePart[] = [];
  while (open.length > 0) {
    const part = open.at(-1) as TemplatePart;
    if (typeof part === "number") {
      if (!ends.takeSource(part, false)) break;
      right.unshift(part);
      open.pop();
      continue;
    }
    const common = ends.common(part, false);
    const taken = common === part.length && open.length > 1 ? common : keptEnd(part.slice(part.length - common));
    ends.take(taken, false);
    if (taken > 0) right.unshift(part.slice(part.length - taken));
    open.pop();
    if (taken < part.length) break;
  }
  return [...left, OWN_CELL, ...right];
}

/** Length of the beginning that ends with a separator. */
function keptStart(text: string): number {
  let length = text.length;
  while (length > 0 && !SEPARATORS.includes(text[length - 1] as string)) length--;
  return length;
}

/** Length of the ending that begins with a separator. */
function keptEnd(text: string): number {
  let from = 0;
  while (from < text.length && !SEPARATORS.includes(text[from] as string)) from++;
  return text.length - from;
}

/** How far each record's text is matched from both sides. */
class Ends {
  readonly #texts: Texts;
  readonly #records: readonly number[];
  readonly #sources: ReadonlyMap<number, Texts>;
  readonly #from: Int32Array;
  readonly #to: Int32Array;

  constructor(texts: Texts, records: readonly number[], sources: ReadonlyMap<number, Texts>) {
    this.#texts = texts;
    this.#records = records;
    this.#sources = sources;
    this.#from = new Int32Array(records.length);
    this.#to = Int32Array.from(records, (record) => (texts[record] as string).length);
  }

  /** Characters of `part` that every record has next, on the left or the right side. */
  common(part: string, onLeft: boolean): number {
    let common = part.length;
    for (let r = 0; r < this.#records.length && common > 0; r++) {
      const text = this.#texts[this.#records[r] as number] as string;
      const from = this.#from[r] as number;
      const to = this.#to[r] as number;
      common = Math.min(common, to - from);
      let k = 0;
      if (onLeft) while (k < common && text.charCodeAt(from + k) === part.charCodeAt(k)) k++;
      else while (k < common && text.charCodeAt(to - 1 - k) === part.charCodeAt(part.length - 1 - k)) k++;
      common = k;
    }
    return common;
  }

  take(length: number, onLeft: boolean): void {
    const side = onLeft ? this.#from : this.#to;
    for (let r = 0; r < side.length; r++) side[r] = (side[r] as number) + (onLeft ? length : -length);
  }

  /** Matches the text of a column in every record, or in none. */
  takeSource(source: number, onLeft: boolean): boolean {
    const own = this.#sources.get(source) as Texts;
    for (let r = 0; r < this.#records.length; r++) {
      const record = this.#records[r] as number;
      const text = this.#texts[record] as string;
      const part = own[record] as string;
      const from = this.#from[r] as number;
      const to = this.#to[r] as number;
      if (part.length > to - from || !text.startsWith(part, onLeft ? from : to - part.length)) return false;
    }
    for (let r = 0; r < this.#records.length; r++) {
      const { length } = own[this.#records[r] as number] as string;
      if (onLeft) this.#from[r] = (this.#from[r] as number) + length;
      else this.#to[r] = (this.#to[r] as number) - length;
    }
    return true;
  }

  /** Whether `more` characters on the left complete every record. */
  reachedWith(more: number): boolean {
    for (let r = 0; r < this.#from.length; r++) if ((this.#from[r] as number) + more !== this.#to[r]) return false;
    return true;
  }
}
