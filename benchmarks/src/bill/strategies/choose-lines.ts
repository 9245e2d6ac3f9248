/** Texts that are shorter, in characters or in lines, are left alone. */
const LEAST_CHARACTERS = 800;
const LEAST_LINES = 12;
const KEPT_FIRST = 3;
const KEPT_LAST = 2;
/** Share of the lines that is kept. */
const KEPT_SHARE = 0.3;
const WORD = /[a-z_][a-z0-9_]{2,}/g;
const ERROR = /\b(?:error|exception|failed|failure|critical|fatal)\b/i;

/** The words that a text is compared by. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(WORD));
}

/** Chooses lines, or rows of a JSON array, by a query. */
export type LineChooser = (text: string, query: ReadonlySet<string>) => string;

interface Unit {
  readonly source: string;
  readonly words: ReadonlySet<string>;
  readonly isError: boolean;
}

/**
 * Creates a chooser that keeps the first and last lines, those with errors, and of the others the ones that have most words
 * in common with the query, 30 % in all. A stand-in for compressors that choose by what is asked: good for sizes, not for
 * use. Texts are taken apart once.
 */
export function createLineChooser(): LineChooser {
  const known = new Map<string, readonly Unit[]>();
  return (text, query) => {
    if (text.length < LEAST_CHARACTERS) return text;
    let units = known.get(text);
    if (units === undefined) {
      units = unitsOf(text);
      known.set(text, units);
    }
    if (units.length < LEAST_LINES) return text;
    const kept = keptIndices(units, query);
    const sources = units.filter((_, index) => kept.has(index)).map(({ source }) => source);
    return `${sources.join("\n")}\n[${kept.size} of ${units.length} lines]`;
  };
}

function keptIndices(units: readonly Unit[], query: ReadonlySet<string>): ReadonlySet<number> {
  const scores = units.map(({ words, isError }, index) => {
    if (isError || index < KEPT_FIRST || index >= units.length - KEPT_LAST) return Number.POSITIVE_INFINITY;
    let score = 0;
    for (const word of words) if (query.has(word)) score++;
    return score;
  });
  const order = units.map((_, index) => index).sort((a, b) => compare(scores[b], scores[a]) || a - b);
  return new Set(order.slice(0, Math.ceil(units.length * KEPT_SHARE)));
}

function compare(a = 0, b = 0): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function unitsOf(text: string): readonly Unit[] {
  const sources = rowsOf(text) ?? text.split("\n");
  return sources.map((source) => ({ source, words: wordsOf(source), isError: ERROR.test(source) }));
}

/** The elements of a JSON array, one line each. */
function rowsOf(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map((element) => JSON.stringify(element)) : undefined;
  } catch {
    return undefined;
  }
}
