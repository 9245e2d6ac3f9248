/** A value of JSON with the characters that it stands there as. Of members with one name the last counts. */
export interface JsonSource {
  readonly source: string;
  /** The characters of a string. */
  readonly string?: string;
  readonly elements?: readonly JsonSource[];
  readonly members?: ReadonlyMap<string, JsonSource>;
  /** Of a member, its name as it stands there. */
  readonly keySource?: string;
}

/** Reads JSON and nothing else. @throws SyntaxError where it is none. */
export function parseJson(text: string): JsonSource {
  const parser = new Parser(text);
  const value = parser.value();
  parser.end();
  return value;
}

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /-?\d[\d.eE+-]*|true|false|null|"(?:[^"\\]|\\[\s\S])*"/y;

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonSource {
    this.#match(BLANK);
    const start = this.#at;
    if (this.#text[start] === "[") return { elements: this.#elements(), source: this.#text.slice(start, this.#at) };
    if (this.#text[start] === "{") return { members: this.#members(), source: this.#text.slice(start, this.#at) };
    const source = this.#match(SCALAR);
    return source[0] === '"' ? { source, string: JSON.parse(source) as string } : { source };
  }

  end(): void {
    this.#match(BLANK);
    if (this.#at < this.#text.length) throw new SyntaxError(`No JSON at ${this.#at}.`);
  }

  #elements(): readonly JsonSource[] {
    const elements: JsonSource[] = [];
    for (let isFirst = true; !this.#closes("]", isFirst); isFirst = false) elements.push(this.value());
    return elements;
  }

  #members(): ReadonlyMap<string, JsonSource> {
    const members = new Map<string, JsonSource>();
    for (let isFirst = true; !this.#closes("}", isFirst); isFirst = false) {
      this.#match(BLANK);
      const keySource = this.#match(SCALAR);
      this.#match(/[ \t\r\n]*:/y);
      members.set(JSON.parse(keySource) as string, { ...this.value(), keySource });
    }
    return members;
  }

  /** Whether a container ends here; otherwise what stands before its next child is passed. */
  #closes(end: string, isFirst: boolean): boolean {
    if (isFirst) this.#at += 1;
    this.#match(BLANK);
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return true;
    }
    if (!isFirst) this.#match(/,/y);
    return false;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw new SyntaxError(`No JSON at ${this.#at}.`);
    this.#at = pattern.lastIndex;
    return match[0];
  }
}
