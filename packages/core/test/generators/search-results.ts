import { createRandom, round, timestamp, uuid } from "./random.ts";

export interface SearchOptions {
  readonly count: number;
  /** Rows that carry a UUID and the flag `is_needle`. @default 2 */
  readonly needles?: number;
  /** Rows, other than needles, that carry an error. @default 1 */
  readonly errors?: number;
  readonly seed?: number;
}

export interface SearchResult {
  readonly id: string;
  readonly score: number;
  readonly title: string;
  readonly snippet: string;
  readonly source: string;
  readonly metadata: { readonly author: string; readonly created_at: string; readonly category: string };
  readonly uuid?: string;
  readonly is_needle?: true;
  readonly error?: string;
  readonly status?: "failed";
}

const PREFIXES = ["Notes on", "A guide to", "Understanding", "Report about", "First steps in"];
const TOPICS = ["tidal power", "queue design", "urban soil", "letter writing", "map projections"];
const SUFFIXES = ["overview", "part two", "field study", "revised", "for teams"];
const SENTENCES = [
  "The measurements were taken over two winters.",
  "Each part is explained with one worked example.",
  "Readers asked for a shorter introduction, so here it is.",
  "The figures in the appendix can be checked by hand.",
  "None of the methods needs special equipment.",
];
const SOURCES = ["library", "archive", "wiki", "newsroom"];
const FIRST_NAMES = ["Ada", "Bela", "Chidi", "Dara", "Elif", "Femi", "Gita", "Hugo"];
const LAST_NAMES = ["Almeida", "Brandt", "Castro", "Dubois", "Egger", "Fonseca", "Grant", "Hansen"];
const CATEGORIES = ["science", "culture", "method", "news"];
const ERRORS = [
  "index shard did not answer",
  "document could not be decoded",
  "permission denied for this source",
  "snippet rendering timed out",
];
const START = Date.UTC(2025, 0, 1, 12);
const DAY = 86_400_000;

/** Results of a search, best first, with a few needles and errors among them. */
export function searchResults({ count, needles = 2, errors = 1, seed = 42 }: SearchOptions): SearchResult[] {
  const random = createRandom(seed);
  const special = random.sample(
    Array.from({ length: count }, (_, index) => index),
    needles + errors,
  );
  const needleRows = new Set(special.slice(0, needles));
  const errorRows = new Set(special.slice(needles));
  return Array.from({ length: count }, (_, index) => {
    const score = Math.max(0.1, 1 - (0.8 * index) / count) + random.uniform(-0.05, 0.05);
    const minutes = random.integer(0, 23) * 60 + random.integer(0, 59);
    return {
      id: `doc_${index}`,
      score: round(Math.min(1, Math.max(0, score)), 4),
      title: `${random.pick(PREFIXES)} ${random.pick(TOPICS)} - ${random.pick(SUFFIXES)}`,
      snippet: random.sample(SENTENCES, 2).join(" "),
      source: random.pick(SOURCES),
      metadata: {
        author: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
        created_at: timestamp(START, index * DAY + minutes * 60_000),
        category: random.pick(CATEGORIES),
      },
      ...(needleRows.has(index) && { uuid: uuid(random), is_needle: true }),
      ...(errorRows.has(index) && { error: random.pick(ERRORS), status: "failed" }),
    };
  });
}
