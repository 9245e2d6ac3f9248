import { OWN_CELL, type Template, type TemplatePart } from "../grammar/template.js";
import { matchBothEnds } from "./match-both-ends.js";
import { isWordCharacter } from "./template-sources.js";

/** A column that a template may mention. */
export interface TemplateSource {
  readonly index: number;
  readonly texts: readonly (string | undefined)[];
}

/** Records in which the parts of a template are looked for. */
const SAMPLES = 3;
/** Sources with shorter texts count only where they stand apart from other letters and digits. */
const MIN_INNER = 4;
/** Columns mentioned in one template. */
const MAX_SOURCES = 8;

/**
 * A template that gives a text column in every record in which it has text, leaving to the cell what differs otherwise.
 * `undefined` when the records have nothing in common. Rows in which the column has no text do not count.
 */
export function findTemplate(
  texts: readonly (string | undefined)[],
  sources: readonly TemplateSource[],
): Template | undefined {
  const records = recordsWithText(texts);
  const usable = sources.filter((source) => occursInAll(texts, records, source.texts));
  let best: Template | undefined;
  for (const sample of samplesOf(records)) {
    const parts = splitBySources(texts[sample] as string, sample, usable);
    const template = matchBothEnds(parts, texts, records, usable);
    if (!template.includes(OWN_CELL)) return template;
    if (best === undefined || coverage(template) > coverage(best)) best = template;
  }
  return best;
}

function recordsWithText(texts: readonly (string | undefined)[]): number[] {
  const records: number[] = [];
  for (let record = 0; record < texts.length; record++) if (texts[record] !== undefined) records.push(record);
  return records;
}

/** The first, the last and the middle record, without repetition. */
function samplesOf(records: readonly number[]): number[] {
  const places = [0, records.length - 1, records.length >> 1].slice(0, SAMPLES);
  return [...new Set(places.map((place) => records[place] as number))];
}

function occursInAll(
  texts: readonly (string | undefined)[],
  records: readonly number[],
  source: readonly (string | undefined)[],
): boolean {
  for (const record of records) {
    const part = source[record];
    if (part === undefined || part === "" || !(texts[record] as string).includes(part)) return false;
  }
  return true;
}

/** How much of a template is more than literal text: mentioned columns count most. */
function coverage(template: Template): number {
  return template.reduce<number>(
    (sum, part) => sum + (typeof part === "string" ? part.length : part === OWN_CELL ? 0 : 12),
    0,
  );
}

/** The sample's text with the sources' texts replaced, long ones first. */
function splitBySources(text: string, sample: number, sources: readonly TemplateSource[]): TemplatePart[] {
  const ordered = [...sources].sort((a, b) => (b.texts[sample] as string).length - (a.texts[sample] as string).length);
  let parts: TemplatePart[] = [text];
  let mentioned = 0;
  for (const source of ordered) {
    if (mentioned === MAX_SOURCES) break;
    const part = source.texts[sample] as string;
    const split = parts.flatMap((piece) => (typeof piece === "string" ? splitAt(piece, part, source.index) : [piece]));
    if (split.length > parts.length || split.some((piece, k) => piece !== parts[k])) mentioned++;
    parts = split;
  }
  return parts;
}

/** Cuts each whole-word occurrence of `word` (any occurrence of a longer one) out of a text. */
function splitAt(text: string, word: string, index: number): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
    const end = at + word.length;
    if (word.length < MIN_INNER && (isWordAt(text, at - 1) || isWordAt(text, end))) {
      at = at + 1;
      continue;
    }
    if (at > from) parts.push(text.slice(from, at));
    parts.push(index);
    from = at = end;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function isWordAt(text: string, at: number): boolean {
  return isWordCharacter(text.charCodeAt(at));
}
