import { CharCode } from "../json/char-codes.js";
import type { JsonTree } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";
import { isRow, joinRows, withoutTails } from "./json-lines.js";

/**
 * JSON inside another text: one document; or several lines that are a JSON object each, with some other lines between; or
 * elements of an array that does not end, because the text was cut.
 */
export interface JsonSpan {
  readonly type: "json" | "rows" | "elements";
  readonly start: number;
  readonly end: number;
  /** Of a document. Its spans count from the beginning of the whole text. */
  readonly tree?: JsonTree;
}

/** Shorter documents are not worth a form. */
const LEAST_CHARACTERS = 120;
/** Characters that failed attempts may read in all, as a multiple of the text: what looks like JSON may never end. */
const WASTED_BUDGET = 4;
/** What a failed attempt costs however little it read. */
const ATTEMPT_COST = 64;

/** Elements of a whole array are found with it. Fewer objects with commas between are documents of their own, unless large. */
const LEAST_ELEMENTS = 3;
const LARGE = 600;

/**
 * Finds JSON in a text, left to right. A document begins at the beginning of the text or after white space, `:`, `=`, `>` or
 * `(`; what is left of an array that was cut may also begin after `[` or a comma. Reads the text a few times over at most.
 *
 * @example
 * findJson('exit 0\n[{"id":1},{"id":2}]\nbye').length; // 0: too short to be worth it
 */
export function findJson(text: string): readonly JsonSpan[] {
  const spans = new JsonFinder(text).find();
  return joinRows(text, withoutTails(text, spans)).filter(isWorthIt);
}

class JsonFinder {
  readonly #text: string;
  /** Characters that may still be read for nothing. */
  #budget: number;

  constructor(text: string) {
    this.#text = text;
    this.#budget = WASTED_BUDGET * text.length;
  }

  find(): readonly JsonSpan[] {
    const text = this.#text;
    const spans: JsonSpan[] = [];
    for (let at = nextStart(text, 0); at < text.length && this.#budget > 0; ) {
      const tree = this.#scan(at);
      if (tree === undefined) {
        at = nextStart(text, at + 1);
        continue;
      }
      const document: JsonSpan = { type: "json", start: at, end: tree.end[0] as number };
      const elements = text[at] === "{" ? this.#elementsFrom(document) : undefined;
      // Texts full of tiny documents must not fill the memory with their trees.
      if (elements !== undefined) spans.push(elements);
      else if (isWorthIt(document)) spans.push({ ...document, tree });
      else if (isRow(text, document)) spans.push(document);
      at = nextStart(text, (elements ?? document).end);
    }
    return spans;
  }

  /** The objects with commas between them that begin with an object, if there are several. */
  #elementsFrom(first: JsonSpan): JsonSpan | undefined {
    let { end } = first;
    let count = 1;
    for (;;) {
      COMMA.lastIndex = end;
      if (this.#budget <= 0 || !COMMA.test(this.#text)) break;
      const next = this.#scan(COMMA.lastIndex);
      if (next === undefined) break;
      end = next.end[0] as number;
      count++;
    }
    const isLarge = count > 1 && end - first.start >= LARGE;
    if (count >= LEAST_ELEMENTS || isLarge) return { type: "elements", start: first.start, end };
    // The others will be read once more.
    this.#budget -= end - first.end;
    return undefined;
  }

  /** The document that begins at a place. */
  #scan(at: number): JsonTree | undefined {
    try {
      return scanJson(this.#text, { at, prefix: true });
    } catch (error) {
      const end = (error as { readonly position?: number }).position ?? this.#text.length;
      this.#budget -= Math.max(ATTEMPT_COST, end - at);
      return undefined;
    }
  }
}

function isWorthIt({ start, end }: JsonSpan): boolean {
  return end - start >= LEAST_CHARACTERS;
}

/** Between two elements that are objects. */
const COMMA = /[ \t\r\n]*,[ \t\r\n]*(?=\{)/y;
const BEFORE = /[\s:=>(]/;
/** An object may also be what is left of an array that was cut. */
const BEFORE_OBJECT = /[\s:=>([,]/;
/** Most brackets in logs and prose are told from JSON by what follows them. */
const BEGINNING = /\[[ \t\r\n]*[\]{["\-0-9tfn]|\{[ \t\r\n]*["}]/y;

/** The next bracket that may begin a document, at or after `from`; the end of the text where there is none. */
function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== CharCode.openObject && code !== CharCode.openArray) continue;
    const before = code === CharCode.openObject ? BEFORE_OBJECT : BEFORE;
    if (at > 0 && !before.test(text[at - 1] as string)) continue;
    BEGINNING.lastIndex = at;
    if (BEGINNING.test(text)) return at;
  }
  return text.length;
}
