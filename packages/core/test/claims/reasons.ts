import { type ClauseReader, clause, unprovenPart } from "./clauses.js";

/** Ways to say why rows are shown, of which `n` stands for a number. */
const PHRASES = [
  ...["header n", "first n", "last n", "errors", "summaries", "exact matches of the query", "n around those"],
  ...["rare keys, nulls, types or values", "unlike all others", "warnings and other trouble", "relevant to the query"],
  ...["headings", "one of each of n further sorts", "n spread evenly"],
];
/** Those that end with names of columns. */
const OF_COLUMNS = [
  "least and greatest of",
  "changes of",
  "first and last of each",
  "outliers of",
  "shifts of",
  "further values of",
];

/**
 * What is wrong with the reasons that a view gives: a phrase or a column that is not known, more rows than there are;
 * `undefined` where nothing is.
 */
export function wrongReason(
  reasons: string,
  { kept, total, columns }: { readonly kept: number; readonly total: number; readonly columns: readonly string[] },
): string | undefined {
  const isPossible = ({ groups: { n = "0", shown = "0", found = `${total}` } = {} }: RegExpExecArray): boolean =>
    Number(n) <= kept && Number(shown) <= kept && Number(shown) <= Number(found) && Number(found) <= total;
  const of = "(?: \\((?<shown>\\d+) of (?<found>\\d+)\\))?";
  const phrases = PHRASES.map((phrase) => clause(new RegExp(phrase.replace(/\bn\b/, "(?<n>\\d+)") + of), isPossible));
  const tail = clause(new RegExp(`(?: and [1-9]\\d* more columns)?${of}`), isPossible);
  const ofColumns = OF_COLUMNS.map((phrase) => namedColumns(`${phrase} `, columns, tail));
  return unprovenPart(reasons, [...phrases, ...ofColumns], ", ");
}

/** Names of columns behind a phrase, and what may follow the last one. */
function namedColumns(beginning: string, columns: readonly string[], tail: ClauseReader): ClauseReader {
  return function* (sentence, at) {
    if (!sentence.startsWith(beginning, at)) return;
    const follow = function* (from: number): Generator<number> {
      for (const column of columns) {
        if (!sentence.startsWith(column, from)) continue;
        const end = from + column.length;
        yield* tail(sentence, end);
        if (sentence.startsWith(", ", end)) yield* follow(end + 2);
      }
    };
    yield* follow(at + beginning.length);
  };
}
