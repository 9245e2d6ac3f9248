import { isMoment } from "./moment.js";
import type { ColumnFact, RuleName, Selection } from "./selection.js";

export interface DescribeOptions {
  /** What the rows are called. @default "rows" */
  readonly unit?: string;
  /** Most columns that one line names. @default 8 */
  readonly mostColumns?: number;
}

const LONGEST_CONSTANT = 60;
/** A range of the omitted rows is told where it is at most this share of the range of all rows. */
const TELLING_RANGE = 0.9;

/**
 * What a selection leaves out, in two to four lines of plain text: how many of how many rows are shown and why, what was
 * checked about the others, what all rows hold. Empty when nothing is left out.
 *
 * @example
 * describeSelection(selection);
 * // 50 of 1000 rows shown: first 3, last 2, all 6 with errors, 39 spread evenly over service.
 * // The 950 omitted rows: none with an error; level only INFO.
 * // All 1000 rows: level INFO 994, ERROR 6; latency_ms 3 to 912.
 */
export function describeSelection(selection: Selection, options: DescribeOptions = {}): string {
  const { unit = "rows", mostColumns = 8 } = options;
  const { total, kept, omitted, facts, constants } = selection;
  if (omitted.count === 0) return "";
  const lines = [
    `${kept.length} of ${total} ${unit} shown: ${reasonsText(selection, mostColumns)}.`,
    `The ${omitted.count} omitted ${unit}: ${omittedText(selection, mostColumns)}.`,
  ];
  const told = facts.map(factText).filter((text) => text !== undefined);
  if (told.length > 0) lines.push(`All ${total} ${unit}: ${listed(told, mostColumns, "; ")}.`);
  const same = constants.filter(({ value }) => value.length <= LONGEST_CONSTANT);
  const sameTexts = same.map(({ column, value }) => `${column} ${shownValue(value)}`);
  if (same.length > 0) lines.push(`The same in all ${total}: ${listed(sameTexts, mostColumns, "; ")}.`);
  return lines.join("\n");
}

/** How each rule is told, in this order. `{n}` is how many of its rows are shown; `{columns}` where they were found. */
const PHRASES: readonly (readonly [RuleName, string])[] = [
  ["first", "first {n}"],
  ["last", "last {n}"],
  ["error", "{all} with errors"],
  ["anchor", "{all} that hold an exact string asked for"],
  ["extreme", "least and greatest of {columns}"],
  ["state-change", "{all} changes of {columns}"],
  ["state", "first and last of each {columns}"],
  ["rare", "{all} unlike the others (keys, nulls, types, rare values)"],
  ["outlier", "{all} outliers of {columns}"],
  ["change-point", "{n} at shifts of {columns}"],
  ["relevant", "{n} relevant to the query"],
  ["category", "one of each {columns}"],
  ["fill", "{n} spread evenly"],
];

function reasonsText({ reasons }: Selection, mostColumns: number): string {
  const phrases: string[] = [];
  for (const [name, phrase] of PHRASES) {
    const reason = reasons[name];
    if (reason === undefined || reason.kept === 0) continue;
    const { kept, found, columns = [] } = reason;
    const isComplete = kept === found;
    const number = isComplete ? `${kept}` : `${kept} of ${found}`;
    const text = phrase
      .replace("{n}", number)
      .replace("{all}", isComplete ? (kept === 1 ? "the 1" : `all ${kept}`) : number)
      .replace("{columns}", () => listed(columns, mostColumns, ", "));
    phrases.push(isComplete || phrase.includes("{n}") || phrase.includes("{all}") ? text : `${text} (${number} rows)`);
  }
  return phrases.join(", ");
}

function omittedText({ omitted, facts }: Selection, mostColumns: number): string {
  const { count, errors, mentions, alike, only, ranges } = omitted;
  const parts: string[] = [];
  if (errors > 0) parts.push(`${errors} of ${count} with errors`);
  else parts.push(mentions > 0 ? "none with an error status, level or field" : "none with an error");
  if (mentions > 0) parts.push(`${mentions} of ${count} mention an error word`);
  if (!alike) parts.push("keys differ");
  for (const { column, values, missing } of only.slice(0, mostColumns)) {
    const isShorter = values.length <= missing.length;
    const told = (isShorter ? values : missing).map(shownValue).join(" or ");
    parts.push(isShorter ? `${column} only ${told}` : `${column} never ${told}`);
  }
  const narrow = ranges.filter((range) =>
    isTelling(
      range,
      facts.find((fact) => fact.column === range.column),
    ),
  );
  for (const { column, min, max } of narrow.slice(0, mostColumns)) parts.push(`${column} ${min} to ${max}`);
  return parts.join("; ");
}

/** Whether a range says more than the range of all rows, which is told as well. */
function isTelling(range: { readonly min: string; readonly max: string }, fact: ColumnFact | undefined): boolean {
  if (fact?.min === undefined || fact.max === undefined) return true;
  const all = numberOf(fact.max) - numberOf(fact.min);
  return !(numberOf(range.max) - numberOf(range.min) > all * TELLING_RANGE);
}

function numberOf(source: string): number {
  return Number(source.replaceAll('"', ""));
}

function factText({ column, values, min, max }: ColumnFact): string | undefined {
  if (values !== undefined) {
    return `${column} ${values.map(({ value, count }) => `${shownValue(value)} ${count}`).join(", ")}`;
  }
  return min === undefined || max === undefined ? undefined : `${column} ${shownValue(min)} to ${shownValue(max)}`;
}

/** A cell's source; strings without quotes where nothing else could be meant. A cell that a row lacks has no source. */
function shownValue(source: string): string {
  if (source === "") return "absent";
  return /^"(?!(?:true|false|null|absent)")\p{L}[\p{L}\p{N} ._:/-]*"$/u.test(source) || isMoment(source)
    ? source.slice(1, -1)
    : source;
}

function listed(items: readonly string[], most: number, separator: string): string {
  const more = items.length - most;
  return items.slice(0, most).join(separator) + (more > 0 ? `${separator}and ${more} more columns` : "");
}
