/** Longer texts are not searched for other columns: they are prose. */
const MAX_TEXT = 400;
/** Records whose texts are kept for looking up. */
const MAX_SAMPLES = 8;

type Texts = readonly (string | undefined)[];

/** Finds columns whose text in some record is a part of another column's text, from word boundary to word boundary. */
export class TemplateSources {
  readonly #columns: readonly Texts[];
  readonly #samples = new Map<
    number,
    { readonly byText: ReadonlyMap<string, number[]>; readonly lengths: Uint8Array }
  >();

  constructor(columns: readonly Texts[]) {
    this.#columns = columns;
  }

  /** Columns whose text occurs in `text`, the text of some column in record `record`. In order of the columns. */
  partsOf(text: string, record: number): number[] {
    const sample = text.length > MAX_TEXT ? undefined : this.#sampleAt(record);
    if (sample === undefined) return [];
    const { byText, lengths } = sample;
    const found = new Set<number>();
    const ends = boundaries(text, false);
    for (const start of boundaries(text, true)) {
      for (const end of ends) {
        if (end <= start || lengths[end - start] === 0) continue;
        for (const column of byText.get(text.slice(start, end)) ?? []) found.add(column);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  #sampleAt(record: number) {
    const known = this.#samples.get(record);
    if (known !== undefined || this.#samples.size >= MAX_SAMPLES) return known;
    const byText = new Map<string, number[]>();
    const lengths = new Uint8Array(MAX_TEXT + 1);
    for (const [column, texts] of this.#columns.entries()) {
      const text = texts[record];
      if (text === undefined || text === "" || text.length > MAX_TEXT) continue;
      lengths[text.length] = 1;
      const alike = byText.get(text);
      if (alike === undefined) byText.set(text, [column]);
      else alike.push(column);
    }
    const sample = { byText, lengths };
    this.#samples.set(record, sample);
    return sample;
  }
}

/** Places where a word begins (or ends), and those in front of (or behind) anything that is no letter or digit. */
function boundaries(text: string, begins: boolean): number[] {
  const places: number[] = [];
  let before = false;
  for (let i = 0; i <= text.length; i++) {
    const inWord = i < text.length && isWordCharacter(text.charCodeAt(i));
    const isPlace = begins ? i < text.length && !(before && inWord) : i > 0 && !(before && inWord);
    if (isPlace) places.push(i);
    before = inWord;
  }
  return places;
}

/** Letters and digits; anything beyond ASCII counts as a letter. */
export function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;
}
