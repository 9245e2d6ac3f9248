import { CharCode } from "./char-codes.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { knownStringEnd, literalEnd, numberEnd, skipSpace, stringEnd } from "./scan-token.js";
import { borrowColumns, finishTree, growColumns, returnColumns, type TreeColumns } from "./tree-columns.js";

/** Bounds of a reader of JSON, and where it begins. */
export interface ScanOptions {
  /** Deepest nesting of arrays and objects. @default 512 */
  readonly maxDepth?: number;
  /** Most values. @default 4_000_000 */
  readonly maxValues?: number;
  /** Where the value begins; white space before it is skipped. @default 0 */
  readonly at?: number;
  /** Stops behind the first value and does not look at the rest of the text. @default false */
  readonly prefix?: boolean;
  /** The text is known to be JSON, since it was parsed: strings are passed over unchecked, in less time. @default false */
  readonly known?: boolean;
}

/**
 * Finds where every value of a JSON text begins and ends. Accepts exactly the texts that `JSON.parse` accepts, in one pass
 * and without recursion.
 *
 * Places are counted in UTF-16 units of `text`, also when the scan begins at `at`.
 *
 * @throws SyntaxError when the text is not JSON; the message names the place.
 * @throws RangeError when the text is nested deeper than `maxDepth` or holds more than `maxValues` values.
 * Both carry `position`, the place up to which the text was read.
 * @example
 * const tree = scanJson('{"id": 1.0}');
 * tree.text.slice(tree.start[1], tree.end[1]); // "1.0"
 */
export function scanJson(text: string, options: ScanOptions = {}): JsonTree {
  const scan = new Scan(text, options);
  try {
    const size = scan.run();
    return finishTree(text, size, scan.columns);
  } finally {
    returnColumns(scan.columns);
  }
}

/** One pass over one text. While a container is open, `after` of its node holds the container around it. */
class Scan {
  columns: TreeColumns = borrowColumns();
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #maxValues: number;
  readonly #at: number;
  readonly #prefix: boolean;
  readonly #stringEnd: (text: string, at: number) => number;

  constructor(
    text: string,
    { maxDepth = 512, maxValues = 4_000_000, at = 0, prefix = false, known = false }: ScanOptions,
  ) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#maxValues = maxValues;
    this.#at = at;
    this.#prefix = prefix;
    this.#stringEnd = known ? knownStringEnd : stringEnd;
  }

  /** Fills the columns and returns the number of values. */
  run(): number {
    const text = this.#text;
    let { capacity, kind, start, end, after, count, keyStart, keyEnd } = this.columns;
    let size = 0;
    let open = -1;
    let depth = 0;
    let inObject = false;
    let keyFrom = -1;
    let keyTo = -1;
    let i = this.#at;

    for (;;) {
      // A value begins here, or behind white space.
      let code = text.charCodeAt(i);
      if (code <= CharCode.space) {
        i = skipSpace(text, i);
        code = text.charCodeAt(i);
      }
      if (size >= this.#maxValues) {
        throw failure(RangeError, `The JSON text holds more than ${this.#maxValues} values.`, i);
      }
      if (size === capacity) {
        this.columns = growColumns(this.columns);
        ({ capacity, kind, start, end, after, count, keyStart, keyEnd } = this.columns);
      }
      const node = size++;
      start[node] = i;
      count[node] = 0;
      keyStart[node] = keyFrom;
      keyEnd[node] = keyTo;

      if (code === CharCode.openObject || code === CharCode.openArray) {
        if (++depth > this.#maxDepth) {
          throw failure(RangeError, `The JSON text is nested deeper than ${this.#maxDepth}.`, i);
        }
        inObject = code === CharCode.openObject;
        kind[node] = inObject ? JsonKind.object : JsonKind.array;
        after[node] = open;
        open = node;
        i = skipSpace(text, i + 1);
        if (text.charCodeAt(i) !== (inObject ? CharCode.closeObject : CharCode.closeArray)) {
          count[node] = 1;
          if (inObject) {
            keyFrom = i;
            keyTo = this.#keyEnd(i);
            i = this.#behindColon(keyTo);
          } else {
            keyFrom = -1;
            keyTo = -1;
          }
          continue;
        }
      } else {
        let to: number;
        if (code === CharCode.quote) {
          kind[node] = JsonKind.string;
          to = this.#stringEnd(text, i);
        } else if (code === CharCode.minus || (code >= CharCode.zero && code <= CharCode.nine)) {
          kind[node] = JsonKind.number;
          to = numberEnd(text, i);
        } else {
          kind[node] = JsonKind.literal;
          to = literalEnd(text, i);
        }
        if (to < 0) this.#fail(-1 - to);
        i = to;
        end[node] = i;
        after[node] = size;
      }

      // A value has ended: close containers until another value follows.
      for (;;) {
        if (open < 0) {
          if (!this.#prefix) {
            i = skipSpace(text, i);
            if (i < text.length) this.#fail(i);
          }
          return size;
        }
        code = text.charCodeAt(i);
        if (code <= CharCode.space) {
          i = skipSpace(text, i);
          code = text.charCodeAt(i);
        }
        if (code === CharCode.comma) {
          count[open] = (count[open] as number) + 1;
          i++;
          if (inObject) {
            if (text.charCodeAt(i) !== CharCode.quote) i = skipSpace(text, i);
            keyFrom = i;
            keyTo = this.#keyEnd(i);
            i = this.#behindColon(keyTo);
          }
          break;
        }
        if (code !== (inObject ? CharCode.closeObject : CharCode.closeArray)) this.#fail(i);
        i++;
        depth--;
        end[open] = i;
        const around = after[open] as number;
        after[open] = size;
        open = around;
        inObject = around >= 0 && kind[around] === JsonKind.object;
        keyFrom = -1;
        keyTo = -1;
      }
    }
  }

  #keyEnd(at: number): number {
    if (this.#text.charCodeAt(at) !== CharCode.quote) this.#fail(at);
    const end = this.#stringEnd(this.#text, at);
    if (end < 0) this.#fail(-1 - end);
    return end;
  }

  #behindColon(at: number): number {
    const i = this.#text.charCodeAt(at) === CharCode.colon ? at : skipSpace(this.#text, at);
    if (this.#text.charCodeAt(i) !== CharCode.colon) this.#fail(i);
    return i + 1;
  }

  #fail(at: number): never {
    const text = this.#text;
    if (at >= text.length) {
      throw failure(SyntaxError, `Not JSON: the text ends at ${text.length} inside a value.`, text.length);
    }
    throw failure(SyntaxError, `Not JSON: unexpected ${JSON.stringify(text[at])} at ${at}.`, at);
  }
}

function failure(kind: ErrorConstructor, message: string, position: number): Error & { readonly position: number } {
  return Object.assign(new kind(message), { position });
}
