import { expect } from "vitest";
import { decodeJson } from "../../src/compressors/table/decode-json.js";
import { type ClauseReader, clause, moreColumns, unprovenPart } from "./clauses.js";
import { type ClaimCell, type ClaimTable, constantClauses, factClauses, omittedClauses } from "./column-clauses.js";
import { pairJson, type ReducedList } from "./pair-json.js";
import { type JsonSource, parseJson } from "./parse-json.js";
import { wrongReason } from "./reasons.js";

/**
 * Reads a view of JSON as a reader would and checks whatever it says and shows against the original. `shown` is what is shown
 * of it, where that stands apart from what is said.
 */
export function checkJsonView(original: string, said: string, shown: string | undefined): void {
  const { headline, notes, rest } = readNotes(said);
  const [, length] = /^Parts of (\d+) characters of JSON\.(?: All of it: .+)?$/.exec(headline) ?? [];
  expect(Number(length), headline).toBe(original.length);
  if (shown !== undefined) expect(rest).toBe("");
  const lists = pairJson(parseJson(shown ?? documentOf(rest)), readOriginal(original));
  for (const place of new Set([...lists, ...notes].map((each) => each.place))) {
    checkPlace(
      lists.filter((list) => list.place === place),
      notes.filter((note) => note.place === place),
      place,
    );
  }
}

/** What is said of the lists at one place. */
interface Note {
  readonly place: string;
  readonly kept: number;
  readonly total: number;
  /** Of several lists: how many. */
  readonly lists: number | undefined;
  readonly reasons: string;
  readonly omitted: string;
  readonly facts: string;
  readonly constants: string;
}

const NOTE = /^(.+?)(?: \(#: row number\))?: (\d+) of (\d+) rows shown(?:, in (\d+) lists|: (.+)\.)$/;
const CUT = "Long strings are cut where they say how many characters follow.";

function readNotes(said: string): { headline: string; notes: readonly Note[]; rest: string } {
  const [headline = "", ...lines] = said.split("\n");
  const notes: Note[] = [];
  let at = 0;
  for (let match = NOTE.exec(lines[at] ?? ""); match !== null; match = NOTE.exec(lines[at] ?? "")) {
    at++;
    const [, place = "", kept, total, lists, reasons = ""] = match;
    const sentence = (beginning: string): string =>
      lines[at]?.startsWith(beginning) === true ? (lines[at++] as string).slice(beginning.length, -1) : "";
    const isOne = lists === undefined;
    const omitted = isOne ? sentence(`The ${Number(total) - Number(kept)} omitted rows: `) : "";
    if (isOne) expect(omitted, `what is said of the rows omitted: ${lines[at]}`).not.toBe("");
    const facts = isOne ? sentence(`All ${total} rows: `) : "";
    const constants = isOne ? sentence(`The same in all ${total}: `) : "";
    notes.push({
      ...{ place, kept: Number(kept), total: Number(total), lists: isOne ? undefined : Number(lists) },
      ...{ reasons, omitted, facts, constants },
    });
  }
  if (lines[at] === CUT) at++;
  return { headline, notes, rest: lines.slice(at).join("\n") };
}

function documentOf(shown: string): string {
  return isJson(shown) ? shown : decodeJson(shown);
}

/** A document, the elements of an array that was cut, or lines of which most are JSON. */
function readOriginal(text: string): JsonSource {
  const lines = text.split("\n").map((line) => (isJson(line) ? line : JSON.stringify(line)));
  const ways = [text, `[${text}]`, `[${lines.join(",")}]`];
  return parseJson(ways.find(isJson) as string);
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

/** Each list that is not shown whole is told of, by itself or with others at its place. */
function checkPlace(lists: readonly ReducedList[], notes: readonly Note[], place: string): void {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  expect(sum(notes.map((note) => note.lists ?? 1)), `lists at ${place}`).toBe(lists.length);
  expect(sum(notes.map(({ kept }) => kept)), `shown at ${place}`).toBe(sum(lists.map(({ shown }) => shown.length)));
  expect(sum(notes.map(({ total }) => total)), `rows at ${place}`).toBe(sum(lists.map(({ rows }) => rows.length)));
  for (const note of notes) {
    if (note.lists !== undefined) continue;
    const wrong = lists
      .filter(({ rows, shown }) => rows.length === note.total && shown.length === note.kept)
      .map((list) => whatIsWrong(list, note));
    expect(wrong.includes(undefined), `${place}: ${wrong[0]}`).toBe(true);
  }
}

/** The first thing that a note says of a list and that is not so. */
function whatIsWrong({ rows, shown }: ReducedList, note: Note): string | undefined {
  const isShown = new Set(shown);
  const omitted = rows.flatMap((_, row) => (isShown.has(row) ? [] : [row]));
  const table = tableOf(rows);
  return (
    wrongReason(note.reasons, { ...note, columns: table.columns }) ??
    unprovenPart(note.omitted, [...errorClauses(rows, omitted), ...omittedClauses(table, omitted), moreColumns]) ??
    (note.facts === "" ? undefined : unprovenPart(note.facts, [...factClauses(table), moreColumns])) ??
    (note.constants === "" ? undefined : unprovenPart(note.constants, [...constantClauses(table), moreColumns]))
  );
}

const NUMBER = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?$/;

function tableOf(rows: readonly JsonSource[]): ClaimTable {
  const cells = rows.map(cellsOf);
  return {
    columns: [...new Set(cells.flatMap((row) => [...row.keys()]))],
    length: rows.length,
    others: 0,
    cellOf: (row, column) => cells[row]?.get(column),
  };
}

/** The fields of a row by the names that lead to them. */
function cellsOf(row: JsonSource): ReadonlyMap<string, ClaimCell> {
  const cells = new Map<string, ClaimCell>();
  if (row.keySource !== undefined)
    cells.set("(key)", { source: row.keySource, text: JSON.parse(row.keySource) as string });
  const add = (path: string, value: JsonSource): void => {
    cells.set(path, cellOf(value));
    for (const [key, member] of value.members ?? []) add(`${path}.${key}`, member);
  };
  if (row.elements !== undefined) for (const [index, element] of row.elements.entries()) add(`[${index}]`, element);
  else if (row.members !== undefined) for (const [key, member] of row.members) add(key, member);
  else add("(value)", row);
  return cells;
}

function cellOf({ source, string, elements, members }: JsonSource): ClaimCell {
  const text = string ?? source;
  const isNumber =
    elements === undefined && members === undefined && (string === undefined ? /^[-\d]/ : NUMBER).test(text);
  return { source, text, ...(isNumber && { number: Number(text) }) };
}

const ERROR_WORDS = /err|exception|fail|fatal|crit|panic|traceback|severe|emerg|alert/i;

/** What is said of errors in the rows omitted: no more than clearly have none or some. */
function errorClauses(rows: readonly JsonSource[], omitted: readonly number[]): readonly ClauseReader[] {
  const clear = omitted.filter((row) => clearlyFailed(rows[row] as JsonSource)).length;
  const mentioning = omitted.filter((row) => ERROR_WORDS.test((rows[row] as JsonSource).source)).length;
  const isOf = (count: string | undefined, of: string | undefined): boolean =>
    Number(count) > 0 && Number(count) <= omitted.length && Number(of) === omitted.length;
  return [
    clause(/(\d+) of (\d+) with errors/, ([, count, of]) => isOf(count, of) && Number(count) >= clear),
    clause(/none with an error(?: status, level or field)?/, () => clear === 0),
    clause(/(\d+) of (\d+) mention an error word/, ([, count, of]) => isOf(count, of) && Number(count) <= mentioning),
  ];
}

/** Whether a row has a field that says so beyond doubt. */
function clearlyFailed(row: JsonSource): boolean {
  return [...(row.members ?? [])].some(
    ([key, { string }]) =>
      /^(?:level|severity|status|state)$/i.test(key) && /^(?:error|fatal|failed|critical)$/i.test(string ?? ""),
  );
}
