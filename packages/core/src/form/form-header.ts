import { HANDLE_LENGTH } from "../digest/handle.js";

/**
 * The line every form begins with: `<headroom:json id="3fa2b1c04d5e" lines="12">`.
 *
 * `id` is the handle: the digest of the text that the form stands for. `lines` counts the lines after the header, each
 * ended by a line feed or by the end of the text. `layout` says how the original was laid out, where that must be exact.
 * `sum` covers the lines of a view, which cannot be checked by decoding them.
 */
export interface FormHeader {
  /** `view` for a part of a larger text, the whole of which waits behind the handle; otherwise what its codec is called. */
  readonly kind: string;
  readonly id: string;
  readonly lines: number;
  readonly layout?: string;
  readonly sum?: string;
}

const HEADER = new RegExp(
  `<headroom:([a-z]{2,16}) id="([0-9a-f]{${HANDLE_LENGTH}})" lines="([1-9][0-9]{0,7})"(?: layout="([^"\\n]{1,300})")?(?: sum="([0-9a-f]{6})")?>\\n`,
  "g",
);

/** What every header begins with: a text without it holds no form. */
export const HEADER_START = "<headroom:";

export function writeHeader(header: FormHeader): string {
  const layout = header.layout === undefined ? "" : ` layout="${header.layout}"`;
  const sum = header.sum === undefined ? "" : ` sum="${header.sum}"`;
  return `<headroom:${header.kind} id="${header.id}" lines="${header.lines}"${layout}${sum}>`;
}

/** A header found in a text, with the lines that it claims. Nothing is checked yet. */
export interface FoundForm {
  readonly header: FormHeader;
  readonly start: number;
  /** End of the last line, its line feed included. */
  readonly end: number;
  /** The claimed lines, without the last line feed. */
  readonly body: string;
}

/** Finds what looks like forms in one text, each look-up in logarithmic time however many lines are claimed. */
export class FormFinder {
  readonly #text: string;
  readonly #lineEnds: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#lineEnds = text.includes(HEADER_START) ? endsOfLines(text) : [];
  }

  /** The first thing at or after `from` that looks like a form and is long enough for the lines it claims. */
  find(from: number): FoundForm | undefined {
    if (this.#lineEnds.length === 0) return undefined;
    const text = this.#text;
    HEADER.lastIndex = from;
    for (let match = HEADER.exec(text); match !== null; match = HEADER.exec(text)) {
      const [line, kind, id, lines, layout, sum] = match;
      const bodyStart = match.index + line.length;
      const end = this.#endOfLine(bodyStart, Number(lines));
      if (end !== undefined) {
        const header: FormHeader = {
          kind: kind as string,
          id: id as string,
          lines: Number(lines),
          ...(layout !== undefined && { layout }),
          ...(sum !== undefined && { sum }),
        };
        const body = text.slice(bodyStart, text[end - 1] === "\n" ? end - 1 : end);
        return { header, start: match.index, end, body };
      }
      HEADER.lastIndex = match.index + 1;
    }
    return undefined;
  }

  /** Where the `count`-th line from the line start `start` ends. */
  #endOfLine(start: number, count: number): number | undefined {
    let low = 0;
    let high = this.#lineEnds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lineEnds[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    return this.#lineEnds[low + count - 1];
  }
}

/** The end of every line, line feed included; a last line without one ends with the text. */
function endsOfLines(text: string): number[] {
  const ends: number[] = [];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) ends.push(feed + 1);
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}
