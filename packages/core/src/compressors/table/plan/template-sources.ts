/** Longer texts are not searched for other columns: they are prose. */
const MAX_TEXT = 400;
/** Records whose texts are kept for looking up. */
const MAX_SAMPLES = 8;

type Texts = readonly (string | undefined)[];

/** Finds columns whose text in some record is a part of another column's text, from word boundary to word boundary. */
export class TemplateSources {
  readonly #columns: readonly Texts[];
  readonly #samples = new Map<number, ReadonlyMap<number, readonly Source[]>>();

  constructor(columns: readonly Texts[]) {
    this.#columns = columns;
  }

  /** Columns whose text occurs in `text`, the text of some column in record `record`. In order of the columns. */
  partsOf(text: string, record: number): number[] {
    const sample = text.length > MAX_TEXT ? undefined : this.#sampleAt(record);
    const found: number[] = [];
    if (sample === undefined) return found;
    for (let start = 0; start < text.length; start++) {
      if (isInsideWord(text, start)) continue;
      for (let length = 1; length <= PREFIX && start + length <= text.length; length++) {
        for (const source of sample.get(prefixCode(text, start, length)) ?? []) {
          const end = start + source.text.length;
          if (!isInsideWord(text, end) && text.startsWith(source.text, start)) found.push(...source.columns);
        }
      }
    }
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /** The texts of one record by how they begin. */
  #sampleAt(record: number): ReadonlyMap<number, readonly Source[]> | undefined {
    const known = this.#samples.get(record);
    if (known !== undefined || this.#samples.size >= MAX_SAMPLES) return known;
    const byText = new Map<string, Source>();
    const byPrefix = new Map<number, Source[]>();
    for (const [column, texts] of this.#columns.entries()) {
      const text = texts[record];
      if (text === undefined || text === "" || text.length > MAX_TEXT) continue;
      const alike = byText.get(text);
      if (alike !== undefined) {
        alike.columns.push(column);
        continue;
      }
      const source: Source = { text, columns: [column] };
      byText.set(text, source);
      const code = prefixCode(text, 0, Math.min(PREFIX, text.length));
      const bucket = byPrefix.get(code);
      if (bucket === undefined) byPrefix.set(code, [source]);
      else bucket.push(source);
    }
    this.#samples.set(record, byPrefix);
    return byPrefix;
  }
}

interface Source {
  readonly text: string;
  readonly columns: number[];
}

/** Characters by which texts are found. */
const PREFIX = 3;

/** The first characters as one number; texts of different lengths have different numbers. */
function prefixCode(text: string, at: number, length: number): number {
  let code = length;
  for (let k = 0; k < length; k++) code = code * 65536 + text.charCodeAt(at + k);
  return code;
}

/** Whether a place has a letter or digit on both sides. */
function isInsideWord(text: string, at: number): boolean {
  return isWordCharacter(text.charCodeAt(at)) && isWordCharacter(text.charCodeAt(at - 1));
}

/** Letters and digits; anything beyond ASCII counts as a letter. */
export function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;
}
