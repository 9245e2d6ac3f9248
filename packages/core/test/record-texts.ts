import fc from "fast-check";
import { spacedLayout } from "../src/json/layout.js";
import { render } from "../src/json/render.js";
import { keySource, scalarSource, stringSource } from "./json-texts.js";

/** Arbitrary JSON texts of alike records: what tables are made of, with everything that could confuse them. */

const awkwardStrings = [
  ...[
    "",
    "null",
    "true",
    "12",
    "1.0",
    "-0",
    "a,b",
    'x"y',
    "~3",
    "~1",
    "line\nbreak",
    "{z}",
    "{a}",
    "{_}",
    "{user.id}",
    " sp",
    "sp ",
    "café",
    "=1",
  ],
  ...[
    "[",
    "[(",
    "[(a)]",
    "(key)",
    "(x)",
    "a)b",
    "a]b",
    "a}b",
    "$&",
    "$1",
    "$$",
    "$`",
    "table(1)",
    "2 rows: a",
    "in every row: a=1",
    "object",
    "\u2028",
    "\u007f",
  ],
  ...[
    "https://host.test/items/7",
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04:06Z",
    "A rather long value that recurs in many rows of this table",
    "🦄",
  ],
].map((text) => JSON.stringify(text));

const loneSurrogates = ['"\\ud800"', '"a\\udc00b"'];

const keys = [
  ...[
    "a",
    "b",
    "c",
    "id",
    "user",
    "url",
    "name",
    "10",
    "0",
    "",
    "__proto__",
    "a.b",
    "x,y",
    "p=q",
    'q"uote',
    "é",
    "_",
    "(key)",
    "(value)",
    "k:v",
    "two words",
  ],
  ...[" lead", "a[0]", "a{b}", "{a}", "rows", "constructor", "$&", "key order", "row", "labels[]"],
].map((key) => JSON.stringify(key));

const cell = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...awkwardStrings) },
  { weight: 3, arbitrary: scalarSource },
  { weight: 2, arbitrary: stringSource },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...loneSurrogates,
      "{}",
      "[]",
      '[1.50,{"q":"],"}]',
      '{"x":1,"y":{"z":null}}',
      '{"x y":[{}]}',
    ),
  },
);

const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: keySource });

/** Writes the value of one column in one record; `row` numbers the records. */
type Column = (row: number) => string;

const number = (row: number): string => String(row * row + 8);

function column(value: fc.Arbitrary<Column>): fc.Arbitrary<Column> {
  const record = mixed(records(value));
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(cell, { minLength: 1, maxLength: 3 }).map(
        (pool): Column =>
          (row) =>
            pool[(row * 7 + 3) % pool.length] as string,
      ),
    },
    {
      weight: 2,
      arbitrary: cell.map(
        (same): Column =>
          () =>
            same,
      ),
    },
    { weight: 1, arbitrary: fc.constant<Column>((row) => number(row)) },
    { weight: 1, arbitrary: fc.constant<Column>((row) => `"https://host.test/items/${number(row)}/of/${row}"`) },
    { weight: 1, arbitrary: fc.constant<Column>((row) => `"2026-03-${10 + (row % 20)}T04:05:06Z"`) },
    { weight: 1, arbitrary: fc.constant<Column>((row) => (row % 3 === 0 ? "null" : `"user${row % 2}"`)) },
    {
      weight: 1,
      arbitrary: record.map(
        (one): Column =>
          (row) =>
            JSON.stringify(one(row)),
      ),
    },
    {
      weight: 1,
      arbitrary: record.map(
        (one): Column =>
          (row) =>
            JSON.stringify(`${spaced(one(row))}${row % 2 ? "" : "\n"}`),
      ),
    },
    { weight: 2, arbitrary: record },
    {
      weight: 1,
      arbitrary: fc.tuple(record, fc.nat(3)).map(
        ([one, length]): Column =>
          (row) =>
            list(one, row, length),
      ),
    },
    {
      weight: 1,
      arbitrary: record.map(
        (one): Column =>
          (row) =>
            list(one, row, row % 3),
      ),
    },
    {
      weight: 1,
      arbitrary: record.map(
        (one): Column =>
          (row) =>
            map(one, row),
      ),
    },
  );
}

/** A JSON text as Python writes it. */
function spaced(json: string): string {
  return render(json, spacedLayout);
}

function list(one: Column, row: number, length: number): string {
  return `[${Array.from({ length }, (_, k) => one(row * 3 + k)).join(",")}]`;
}

function map(one: Column, row: number): string {
  return `{${Array.from({ length: 1 + (row % 3) }, (_, k) => `"id${row}-${k}":${one(row + k)}`).join(",")}}`;
}

/** Objects with some of the same keys each, mostly in the same order. */
function records(value: fc.Arbitrary<Column>): fc.Arbitrary<Column> {
  const member = fc.tuple(key, value, fc.constantFrom(0, 0, 0, 1, 2));
  return fc.tuple(fc.array(member, { minLength: 1, maxLength: 5 }), fc.constantFrom(0, 0, 0, 0, 5)).map(
    ([members, turned]): Column =>
      (row) => {
        const present = members.filter(([, , gaps]) => gaps === 0 || row % (gaps + 1) !== 0);
        const ordered = turned > 0 && row % turned === 1 ? [...present].reverse() : present;
        return `{${ordered.map(([name, write]) => `${name}:${write(row)}`).join(",")}}`;
      },
  );
}

/** Records of different kinds, and records some of which say the same of one thing over and over. */
function mixed(one: fc.Arbitrary<Column>): fc.Arbitrary<Column> {
  return fc.oneof(
    { weight: 4, arbitrary: one },
    {
      weight: 1,
      arbitrary: fc.array(one, { minLength: 2, maxLength: 3 }).map(
        (kinds): Column =>
          (row) =>
            (kinds[row % kinds.length] as Column)(row),
      ),
    },
    {
      weight: 1,
      arbitrary: one.map(
        (same): Column =>
          (row) =>
            `{"id":${row},"by":{"id":"${row % 2}","is":${same(row % 2)},"says":"at length, always the same: ${row % 2}"}}`,
      ),
    },
  );
}

const { value } = fc.letrec<{ value: Column }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    cell.map(
      (same): Column =>
        () =>
          same,
    ),
    column(tie("value")),
  ),
}));

const record = mixed(records(value));

/** Documents with at least one list of records, compact. */
export const recordsText: fc.Arbitrary<string> = fc
  .tuple(record, fc.integer({ min: 2, max: 12 }), fc.nat(3))
  .map(([one, rows, kind]) => {
    const array = list(one, 0, rows).slice(1, -1);
    const plain = `[${Array.from({ length: rows }, (_, row) => one(row)).join(",")}]`;
    if (kind === 0) return `{"total":${rows},"items":${plain},"more":[${array}]}`;
    if (kind === 1) return `{${Array.from({ length: rows }, (_, row) => `"key ${row}":${one(row)}`).join(",")}}`;
    return kind === 2 ? one(rows) : plain;
  });

const insertions = [
  ...[
    "",
    ",",
    "\n",
    '"',
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "~1",
    "~",
    "=",
    ".",
    "1",
    "999999",
    "rows",
    "{_}",
    "{a}",
    "a:",
    "null",
    ":",
    "&1",
    "*1",
    "1-3",
  ],
  ...["in every row: ", "key order: 12", "table(1)", "keys of rows 1 in order: 1", "\u0000", "\ud800", "object"],
];

/** Small changes to a text: a place, what is put there, and how many characters it replaces. */
export const mutations = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...insertions), fc.nat(6)), {
  minLength: 1,
  maxLength: 3,
});

export function mutate(text: string, changes: readonly (readonly [number, string, number])[]): string {
  return changes.reduce((changed, [place, piece, cut]) => {
    const at = place % (changed.length + 1);
    return changed.slice(0, at) + piece + changed.slice(at + cut);
  }, text);
}
