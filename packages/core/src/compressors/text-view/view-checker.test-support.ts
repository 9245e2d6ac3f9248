import { expect } from "vitest";
import { type ClauseReader, clause, moreColumns, unprovenPart } from "../../../test/claims/clauses.js";
import { type ClaimTable, constantClauses, factClauses, omittedClauses } from "../../../test/claims/column-clauses.js";
import { readTables } from "../../../test/claims/read-table.js";
import { wrongReason } from "../../../test/claims/reasons.js";

/**
 * Reads a view as a reader would and checks whatever it says against the text: what is shown, what each note says is
 * missing, what holds for it, what holds for all. Nothing of the product is used.
 */
export function checkTextView(text: string, body: string): CheckedView {
  const lines = body.split("\n");
  const headline = /^Parts of (\d+) lines? of text, as they stand there\.(?: All of it: .+)?$/.exec(lines[0] ?? "");
  expect(headline, `headline: ${lines[0]}`).not.toBeNull();
  expect(Number(headline?.[1])).toBe(text.split("\n").length);
  const scope = readScope(lines);
  const shown = walk(text, lines.slice(scope.lines));
  checkScope(text, scope, shown);
  checkGaps(text, shown);
  return { shown: shown.spans.map(([from, to]) => text.slice(from, to)).join("\n"), scope, gaps: shown.gaps.length };
}

export interface CheckedView {
  /** All that is shown of the text. */
  readonly shown: string;
  readonly gaps: number;
  readonly scope: Scope;
}

interface Scope {
  /** Lines of the view before the text begins. */
  readonly lines: number;
  readonly kept: number;
  readonly total: number;
  readonly unit: string;
  readonly reasons: string;
  readonly omitted: string;
  readonly all: string | undefined;
  readonly same: string | undefined;
}

function readScope(lines: readonly string[]): Scope {
  const first = /^(\d+) of (\d+) (lines|records|lines and pieces of long lines) shown: (.+)\.$/s.exec(lines[1] ?? "");
  expect(first, `scope: ${lines[1]}`).not.toBeNull();
  const [, kept, total, unit = "", reasons = ""] = first as RegExpExecArray;
  const second = /^The (\d+) omitted (.+?): (.+)\.$/.exec(lines[2] ?? "");
  expect(second, `omitted: ${lines[2]}`).not.toBeNull();
  expect(second?.[2]).toBe(unit);
  expect(Number(second?.[1])).toBe(Number(total) - Number(kept));
  const all = lines[3]?.startsWith(`All ${total} ${unit}: `) ? lines[3] : undefined;
  const next = all === undefined ? 3 : 4;
  const same = lines[next]?.startsWith(`The same in all ${total}: `) ? lines[next] : undefined;
  return {
    lines: next + (same === undefined ? 0 : 1),
    kept: Number(kept),
    total: Number(total),
    unit,
    reasons,
    omitted: second?.[3] ?? "",
    all,
    same,
  };
}

interface GapNote {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

interface Shown {
  readonly spans: readonly (readonly [number, number])[];
  readonly gaps: readonly GapNote[];
}

const GAP = /^(…|\[…\]|\[omitted\]) (.+?) omitted(?:: (.+))?$/;

/** Follows the view through the text: every line is the text's, or a note that says which part of the text comes next. */
function walk(text: string, lines: readonly string[]): Shown {
  const spans: [number, number][] = [];
  const gaps: GapNote[] = [];
  let at = 0;
  // Whether the text has a line feed at `at` that has not been passed.
  let isWithin = false;
  for (const line of lines) {
    const note = GAP.exec(line);
    if (note !== null && !text.startsWith(`${line}\n`, isWithin ? at + 1 : at)) {
      const from = isWithin && text[at] === "\n" ? at + 1 : at;
      const to = endOf(text, from, note[2] as string);
      gaps.push({ from, to, says: note[3] ?? "" });
      at = to;
    } else {
      if (isWithin && text[at] === "\n") at++;
      expect(text.slice(at, at + line.length), `not the text at ${at}`).toBe(line);
      spans.push([at, at + line.length]);
      at += line.length;
    }
    isWithin = true;
  }
  expect(at, "the view ends before the text").toBe(text.length);
  return { spans, gaps };
}

/** Where a gap that begins at `from` ends, by what its note says; the note must name just what begins there. */
function endOf(text: string, from: number, place: string): number {
  let at = from;
  for (const [index, part] of place.split(", ").entries()) {
    if (index > 0 && text[at] === "\n") at++;
    const whole = /^lines? (\d+)(?:-(\d+))?$/.exec(part);
    const inside = /^(?:the (first|last) )?(\d+) characters of line (\d+)$/.exec(part);
    if (whole !== null) {
      const first = Number(whole[1]);
      const last = Number(whole[2] ?? first);
      expect(last >= first).toBe(true);
      expect(at, `line ${first} does not begin here`).toBe(startOfLine(text, first));
      at = endOfLine(text, last);
    } else {
      expect(inside, `place: ${part}`).not.toBeNull();
      const [, side, count, line] = inside as RegExpExecArray;
      const start = startOfLine(text, Number(line));
      const end = endOfLine(text, Number(line));
      expect(at >= start && at <= end, `line ${line} is not here`).toBe(true);
      if (side === "first") expect(at).toBe(start);
      at += Number(count);
      if (side === "last") expect(at).toBe(end);
      expect(at <= end).toBe(true);
    }
  }
  return at;
}

function startOfLine(text: string, line: number): number {
  let at = 0;
  for (let k = 1; k < line; k++) at = text.indexOf("\n", at) + 1;
  return at;
}

function endOfLine(text: string, line: number): number {
  const feed = text.indexOf("\n", startOfLine(text, line));
  return feed < 0 ? text.length : feed;
}

function checkScope(text: string, scope: Scope, shown: Shown): void {
  const omitted = shown.gaps.map(({ from, to }) => text.slice(from, to));
  const isInLines = scope.unit === "lines";
  if (isInLines) {
    expect(scope.total).toBe(text.split("\n").length);
    expect(scope.total - scope.kept).toBe(omitted.reduce((sum, part) => sum + part.split("\n").length, 0));
  }
  const tables = tablesOf(text, scope, shown);
  const columns = [...new Set([...tables.flatMap(({ table }) => table.columns), "level"])];
  expect(wrongReason(scope.reasons, { ...scope, columns })).toBeUndefined();
  expectTrue(
    scope.omitted,
    tables.map(({ table, omitted: rows }) => [...omittedText(omitted, scope.unit), ...omittedClauses(table, rows)]),
  );
  if (scope.all !== undefined) {
    expectTrue(
      sentenceIn(scope.all),
      tables.map(({ table }) => [...factsOfText(text, table, scope), ...factClauses(table)]),
    );
  }
  if (scope.same !== undefined) {
    expectTrue(
      sentenceIn(scope.same),
      tables.map(({ table }) => [sameLevel(text), ...constantClauses(table)]),
    );
  }
}

function sentenceIn(line: string): string {
  return line.slice(line.indexOf(": ") + 2, -1);
}

/** Some way to read the original must make all of a sentence true. */
function expectTrue(sentence: string, ways: readonly (readonly ClauseReader[])[]): void {
  const unproven = ways.map((readers) => unprovenPart(sentence, readers));
  const wrong = unproven.includes(undefined)
    ? undefined
    : unproven.reduce((best, part) => ((part as string).length < (best as string).length ? part : best));
  expect(wrong, `not true, or not known: ${wrong}`).toBeUndefined();
}

const NO_TABLE: ClaimTable = { columns: [], length: 0, others: 0, cellOf: () => undefined };

/** The text as a table, in each way that has as many rows as the view says, with the rows that it leaves out. */
function tablesOf(
  text: string,
  { total, kept }: Scope,
  { gaps }: Shown,
): readonly { readonly table: ClaimTable; readonly omitted: readonly number[] }[] {
  const tables = readTables(text)
    .filter(({ length }) => length === total)
    .map((table) => {
      const omitted: number[] = [];
      let gap = 0;
      for (let row = 0; row < table.length; row++) {
        const end = table.ends[row] as number;
        while (gap < gaps.length && (gaps[gap] as GapNote).to < end) gap++;
        if (gap < gaps.length && (gaps[gap] as GapNote).from <= (table.starts[row] as number)) omitted.push(row);
      }
      return { table, omitted };
    })
    .filter(({ omitted }) => omitted.length === total - kept);
  return [...tables, { table: NO_TABLE, omitted: [] }];
}

/** `12 contain "fail"`, `none contains "error" or "panic"`, `level never ERROR`. */
function omittedText(omitted: readonly string[], unit: string): readonly ClauseReader[] {
  const lines = omitted.flatMap((part) => part.split("\n"));
  const holding = (word: string): number => lines.filter((line) => line.toLowerCase().includes(word)).length;
  return [
    clause(/(\d+) contain "(\w+)"/, ([, count, word]) => isCount(holding(word as string), count as string, unit)),
    clause(/none contains ("\w+"(?:, "\w+")*(?: or "\w+")?)/, ([, words]) =>
      [...(words as string).matchAll(/"(\w+)"/g)].every(([, word]) => holding(word as string) === 0),
    ),
    clause(/level (only|never) ((?:\w+|"\w+")(?: or (?:\w+|"\w+"))*)/, ([, which, names]) => {
      const named = (names as string).split(" or ");
      return lines.every((line) => {
        const found = levelAt(line);
        return found === undefined || named.includes(found) === (which === "only");
      });
    }),
    clause(/no level/, () => lines.every((line) => levelAt(line) === undefined)),
    moreColumns,
  ];
}

/** Whether lines that were counted fit what is said of rows, which may be several lines, or pieces of one. */
function isCount(lines: number, said: string, unit: string): boolean {
  if (unit === "lines") return lines === Number(said);
  return unit === "records" ? lines >= Number(said) && Number(said) > 0 : lines > 0;
}

/** The level of a line that clearly has one. */
function levelAt(line: string): string | undefined {
  return /^\d\S+ \[?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)(?=[\]\s:]|$)/.exec(line)?.[1];
}

function factsOfText(text: string, table: ClaimTable, { total, unit }: Scope): readonly ClauseReader[] {
  const lines = text.split("\n");
  return [
    clause(/(\d+) contain ("(?:[^"\\]|\\.)+")/, ([, count, quoted]) => {
      const wanted = JSON.parse(quoted as string) as string;
      return isCount(lines.filter((line) => line.includes(wanted)).length, count as string, unit);
    }),
    clause(/times (.+?) \(first\) to (.+?) \(last\)/, ([, first, last]) => {
      const found = timesWrittenLike(first as string, lines);
      return found[0] === first && found.at(-1) === last;
    }),
    clause(/level ((?:\w+|"\w+") \d+(?:, (?:\w+|"\w+") \d+)*)/, ([, entries]) =>
      isLevelCount(entries as string, lines, total, unit),
    ),
    clause(/(\d+) are not read as records/, ([, count]) => Number(count) === table.others),
    moreColumns,
  ];
}

/** `level ERROR`: of all lines. */
function sameLevel(text: string): ClauseReader {
  const lines = text.split("\n");
  return clause(/level "?(\w+)"?/, ([, level]) =>
    lines.every((line) => line.includes(level as string) && (levelAt(line) ?? level) === level),
  );
}

function timesWrittenLike(time: string, lines: readonly string[]): readonly string[] {
  const way = time
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\d/g, "\\d")
    .replace(/Mon|[A-Z][a-z]{2}/, "[A-Z][a-z]{2}");
  const before = /^\d/.test(time) && time.length < 13 ? "^\\s*\\[?" : "(?<![\\d:T])";
  const written = new RegExp(`${before}(${way})(?![\\d:.,+Z])`);
  return lines.flatMap((line) => written.exec(line.slice(0, 160))?.[1] ?? []);
}

function isLevelCount(entries: string, lines: readonly string[], total: number, unit: string): boolean {
  let sum = 0;
  for (const entry of entries.split(", ")) {
    const [name = "", count = ""] = entry.replaceAll('"', "").split(" ");
    sum += Number(count);
    if (name === "absent") continue;
    if (unit === "lines" && lines.filter((line) => line.includes(name)).length < Number(count)) return false;
    if (lines.filter((line) => levelAt(line) === name).length > Number(count)) return false;
  }
  return sum === total;
}

function checkGaps(text: string, { gaps }: Shown): void {
  for (const { from, to, says } of gaps) {
    // A gap must say where it is in less than it leaves out.
    expect(to - from).toBeGreaterThan(20);
    if (says === "") continue;
    const lines = text.slice(from, to).split("\n");
    const [, count, quoted] = /^(all|\d+) with (".+")$/.exec(says) as RegExpExecArray;
    const found = lines.filter((line) => line.includes(JSON.parse(quoted as string) as string)).length;
    expect(found, says).toBe(count === "all" ? lines.length : Number(count));
  }
}
