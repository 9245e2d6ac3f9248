import { isMoment } from "./moment.js";
import type { ColumnFact, RuleName, Selection } from "./selection.js";

export interface DescribeOptions {
  /** What the rows are called. @default "rows" */
  readonly unit?: string;
  /** Characters for what is said about columns that the query does not name. @default 8 % of what is omitted, at most 1000 */
  readonly maxCharacters?: number;
  /** What was checked about errors in the omitted rows. @default what their evidence says */
  readonly errors?: string;
  /** Facts of all rows that are told before those of the columns. */
  readonly facts?: readonly string[];
}

const OMITTED_SHARE = 0.08;
const MOST_CHARACTERS = 1000;
/** How the characters are shared out: to what omitted rows do not hold, to the facts, to the constants. */
const OMITTED_PART = 0.3;
const FACTS_PART = 0.5;
const CONSTANTS_PART = 0.2;
/** Columns that a reason names. */
const NAMED_COLUMNS = 4;
/** Values of a column that the omitted rows only have, or never. */
const MOST_ONLY = 3;
/** Numbers are told by their range where they have more distinct values. */
const LISTED_NUMBERS = 5;
/** A range of the omitted rows is told where it is at most this share of the range of all rows. */
const TELLING_RANGE = 0.9;

/**
 * What a selection leaves out, in two to four lines of plain text: how many of how many rows are shown and why, what was
 * checked about the others, what all rows hold. Empty when nothing is left out.
 *
 * @example
 * describeSelection(selection);
 * // 50 of 1000 rows shown: first 3, last 2, errors (6 of 6), 39 spread evenly.
 * // The 950 omitted rows: none with an error; level only INFO.
 * // All 1000 rows: level INFO 994, ERROR 6; latency_ms 3 to 912.
 */
export function describeSelection(selection: Selection, options: DescribeOptions = {}): string {
  const { total, kept, omitted, facts, constants } = selection;
  if (omitted.count === 0) return "";
  const { unit = "rows", maxCharacters = Math.min(MOST_CHARACTERS, omitted.characters * OMITTED_SHARE) } = options;
  const { errors = errorsText(selection) } = options;
  const toldColumns = omittedColumns(selection, maxCharacters * OMITTED_PART);
  const lines = [
    `${kept.length} of ${total} ${unit} shown: ${reasonsText(selection)}.`,
    `The ${omitted.count} omitted ${unit}: ${joined([errors, toldColumns])}.`,
  ];
  const toldFacts = joined([...(options.facts ?? []), told(facts.map(factClause), maxCharacters * FACTS_PART)]);
  if (toldFacts !== "") lines.push(`All ${total} ${unit}: ${toldFacts}.`);
  const same = constants.map(({ column, value }) => ({ text: `${column} ${shownValue(value)}`, isAsked: false }));
  const toldSame = told(same, maxCharacters * CONSTANTS_PART);
  if (toldSame !== "") lines.push(`The same in all ${total}: ${toldSame}.`);
  return lines.join("\n");
}

/** How each rule is told, in this order. `{n}` is how many of its rows are shown, of how many; `{columns}` where they are. */
const PHRASES: readonly (readonly [RuleName, string])[] = [
  ["pinned", "header {n}"],
  ["first", "first {n}"],
  ["last", "last {n}"],
  ["error", "errors {of}"],
  ["summary", "summaries {of}"],
  ["anchor", "exact matches of the query {of}"],
  ["context", "{n} around those"],
  ["extreme", "least and greatest of {columns}"],
  ["state-change", "changes of {columns} {of}"],
  ["state", "first and last of each {columns}"],
  ["rare", "rare keys, nulls, types or values {of}"],
  ["odd", "unlike all others {of}"],
  ["trouble", "warnings and other trouble {of}"],
  ["outlier", "outliers of {columns} {of}"],
  ["change-point", "shifts of {columns} {of}"],
  ["relevant", "relevant to the query {of}"],
  ["category", "further values of {columns} {of}"],
  ["heading", "headings {of}"],
  ["shape", "one of each of {n} further sorts"],
  ["fill", "{n} spread evenly"],
];

/** Rules that promise no more than what they gave. */
const UNCOUNTED: ReadonlySet<RuleName> = new Set(["context", "shape"]);

function reasonsText({ reasons }: Selection): string {
  const phrases: string[] = [];
  for (const [name, phrase] of PHRASES) {
    const reason = reasons[name];
    if (reason === undefined || reason.kept === 0) continue;
    const { kept, found, columns = [] } = reason;
    const more = columns.length - NAMED_COLUMNS;
    const named = columns.slice(0, NAMED_COLUMNS).join(", ") + (more > 0 ? ` and ${more} more columns` : "");
    const of = `(${kept} of ${found})`;
    const text = phrase
      .replace("{n}", `${kept}`)
      .replace("{of}", of)
      .replace("{columns}", () => named);
    // Rules that promise all of their rows say so when there was no room for all.
    phrases.push(kept === found || phrase.includes("{of}") || UNCOUNTED.has(name) ? text : `${text} ${of}`);
  }
  return phrases.join(", ");
}

/** Something to say about a column. */
interface Clause {
  readonly text: string;
  readonly isAsked: boolean;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}

function errorsText({ omitted: { count, errors, mentions } }: Selection): string {
  const parts: string[] = [];
  if (errors > 0) parts.push(`${errors} of ${count} with errors`);
  else parts.push(mentions > 0 ? "none with an error status, level or field" : "none with an error");
  if (mentions > 0) parts.push(`${mentions} of ${count} mention an error word`);
  return joined(parts);
}

/** What the omitted rows hold only, or never, of the columns that can tell. */
function omittedColumns({ omitted: { only, ranges }, facts }: Selection, characters: number): string {
  const factOf = new Map(facts.map((fact) => [fact.column, fact]));
  const clauses: (Clause | undefined)[] = [];
  for (const { column, values, missing } of only) {
    const fact = factOf.get(column);
    const isAsked = fact?.isAsked === true;
    // The range of numbers says it shorter.
    if (fact?.isCopy === true || (fact?.min !== undefined && !isAsked)) continue;
    if (Math.min(values.length, missing.length) > MOST_ONLY && !isAsked) continue;
    clauses.push({ text: onlyText(column, values, missing), isAsked });
  }
  for (const range of ranges) {
    const fact = factOf.get(range.column);
    if (fact?.isCopy !== true && isTelling(range, fact)) {
      clauses.push({ text: `${range.column} ${rangeText(range.min, range.max)}`, isAsked: fact?.isAsked === true });
    }
  }
  return told(clauses, characters);
}

function onlyText(column: string, values: readonly string[], missing: readonly string[]): string {
  if (values.length === 1 && values[0] === "") return `no ${column}`;
  if (values.length <= missing.length) return `${column} only ${values.map(shownValue).join(" or ")}`;
  return `${column} never ${missing.map(shownValue).join(" or ")}`;
}

/** Whether a range says more than the range of all rows, which is told as well. */
function isTelling(range: { readonly min: string; readonly max: string }, fact: ColumnFact | undefined): boolean {
  if (fact?.min === undefined || fact.max === undefined) return true;
  const all = numberOf(fact.max) - numberOf(fact.min);
  return !(numberOf(range.max) - numberOf(range.min) > all * TELLING_RANGE);
}

function factClause({ column, values, min, max, isAsked, isCopy }: ColumnFact): Clause | undefined {
  if (isCopy && !isAsked) return undefined;
  if (values !== undefined && (isAsked || min === undefined || values.length <= LISTED_NUMBERS)) {
    return {
      text: `${column} ${values.map(({ value, count }) => `${shownValue(value)} ${count}`).join(", ")}`,
      isAsked,
    };
  }
  return min === undefined || max === undefined ? undefined : { text: `${column} ${rangeText(min, max)}`, isAsked };
}

/** Clauses about columns that are asked for, and others as long as there is room for them. */
function told(clauses: readonly (Clause | undefined)[], characters: number): string {
  const texts: string[] = [];
  let left = characters;
  let untold = 0;
  for (const clause of clauses) {
    if (clause === undefined) continue;
    if (!clause.isAsked && clause.text.length > left) {
      untold++;
      continue;
    }
    if (!clause.isAsked) left -= clause.text.length + 2;
    texts.push(clause.text);
  }
  if (texts.length === 0) return "";
  return texts.join("; ") + (untold > 0 ? `; and ${untold} more columns` : "");
}

function rangeText(min: string, max: string): string {
  return min === max ? `always ${shownValue(min)}` : `${shownValue(min)} to ${shownValue(max)}`;
}

function numberOf(source: string): number {
  return Number(source.replaceAll('"', ""));
}

/** A cell's source; strings without quotes where nothing else could be meant. A cell that a row lacks has no source. */
function shownValue(source: string): string {
  if (source === "") return "absent";
  return /^"(?!(?:true|false|null|absent)")\p{L}[\p{L}\p{N} ._:/-]*"$/u.test(source) || isMoment(source)
    ? source.slice(1, -1)
    : source;
}
