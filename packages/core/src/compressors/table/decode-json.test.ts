import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText } from "../../../test/json-texts.js";
import { mutate, mutations, recordsText } from "../../../test/record-texts.js";
import { canonical, normalized } from "../../json/canonical.js";
import { equalJson } from "../../json/equal-json.js";
import { detectEscapes } from "../../json/escapes.js";
import { scanJson } from "../../json/scan-json.js";
import { decodeJson } from "./decode-json.js";
import { encodeJson } from "./encode-json.js";

/** Takes nearly every table: tables say keys once, so they have fewer quotation marks. */
const eager = { size: (text: string) => text.split('"').length };
const characters = { size: (text: string) => text.length };

describe("decodeJson gives back any document", () => {
  test.each([
    ["any JSON", jsonText, 1500],
    ["lists of records", recordsText, 4000],
  ] as const)("%s", (_, texts, numRuns) => {
    fc.assert(
      fc.property(texts, (text) => {
        const tree = scanJson(text);
        const form = encodeJson(tree, 0, eager);
        if (form === undefined) return;
        const decoded = decodeJson(form);
        expect(equalJson(decoded, text)).toBe(true);
        // Where all strings are escaped in one usual style, the result is the source without its white space.
        expect(decoded).toBe(detectEscapes(tree) === undefined ? normalized(tree) : canonical(tree));
      }),
      { numRuns },
    );
  });

  test("an object that another one shows by a cell of its own", () => {
    const url = (n: number) => `"https://host.test/items/${n}"`;
    const record = (id: number, found: boolean) =>
      `{"a":{"id":${id},"is":{"a":-1.894152325548197e-99,${found ? `"b":{"user":${url(7)}},` : ""}` +
      `"c":{${found ? `"a":${url(7)},` : ""}"name":"2026-01-02T03:04:06Z"}}}}`;
    const text = `[${[record(1, true), record(4, false), record(7, true)].join(`,{"a":""},`)}]`;
    const form = encodeJson(scanJson(text), 0, eager);
    expect(form).toBeDefined();
    expect(equalJson(decodeJson(form as string), text)).toBe(true);
  });

  test("a part of a document", () => {
    fc.assert(
      fc.property(recordsText, (text) => {
        const tree = scanJson(`[0,${text},"after"]`);
        const form = encodeJson(tree, 2, eager);
        if (form !== undefined) expect(equalJson(decodeJson(form), text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("encodeJson", () => {
  test("gives less than the source, or nothing", () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, recordsText), (text) => {
        const form = encodeJson(scanJson(text), 0, characters);
        if (form !== undefined) expect(form.length).toBeLessThan(text.length);
      }),
      { numRuns: 500 },
    );
  });

  test("always gives the same form", () => {
    fc.assert(
      fc.property(recordsText, (text) => {
        expect(encodeJson(scanJson(text), 0, eager)).toBe(encodeJson(scanJson(text), 0, eager));
      }),
      { numRuns: 300 },
    );
  });

  test("leaves scalars, broken text and what it cannot shorten alone", () => {
    for (const text of [
      '"text"',
      "12",
      "null",
      "{}",
      "[]",
      "[1,2]",
      '{"a":1}',
      '[{"a":1},{"b":2}]',
      '["\ud800","\ud800"]',
    ]) {
      expect(encodeJson(scanJson(text), 0, characters)).toBeUndefined();
    }
  });

  test("white space and escapes that nobody needs are what is left to save", () => {
    expect(encodeJson(scanJson('{ "a" : [ 1.0 ] }'), 0, characters)).toBe('{"a":[1.0]}');
  });

  test("a document with tables states their places", () => {
    const items = Array.from({ length: 4 }, (_, k) => ({ id: k, name: `item ${k}`, ok: true }));
    const text = JSON.stringify({ total: 4, first: items, second: { list: items.slice(1) } });
    expect(encodeJson(scanJson(text), 0, characters)).toBe(
      [
        '{"total":4,"first":table(1),"second":{"list":table(2)}}',
        ...["table(1)", "in every row: name: item {id},ok: true", "4 rows: id", "0", "1", "2", "3"],
        ...["table(2)", "in every row: name: item {id},ok: true", "3 rows: id", "1", "2", "3"],
      ].join("\n"),
    );
  });
});

describe("decodeJson", () => {
  test("reads the example of the grammar", () => {
    const form = [
      '{"total":3,"items":table(1)}',
      "table(1)",
      "in every row: url: https://host.test/items/{id},state: open,user.type: User,at: 2026-03-{_}",
      "key order: 1201020102",
      "2 rows by user.login: user{name,site}",
      "ann,Ann Lee,https://ann.test",
      "bo,Bo Ek,null",
      "3 rows: id,user.login,at,labels[name,color]",
      "7,ann,01T08:00:00Z,[(bug,red),(ui,blue)]",
      "8,bo,02T09:30:00Z,[]",
      "9,ann,02T10:00:00Z,",
    ].join("\n");
    const ann = { login: "ann", name: "Ann Lee", site: "https://ann.test", type: "User" };
    const bo = { login: "bo", name: "Bo Ek", site: null, type: "User" };
    const labels = [
      { name: "bug", color: "red" },
      { name: "ui", color: "blue" },
    ];
    const item = (id: number, user: unknown, at: string, more: object) => ({
      ...{ id, url: `https://host.test/items/${id}`, state: "open", user, at: `2026-03-${at}` },
      ...more,
    });
    const items = [
      item(7, ann, "01T08:00:00Z", { labels }),
      item(8, bo, "02T09:30:00Z", { labels: [] }),
      item(9, ann, "02T10:00:00Z", {}),
    ];
    expect(decodeJson(form)).toBe(JSON.stringify({ total: 3, items }));
  });

  test("a changed form is refused, or stands for other JSON: nothing else happens", () => {
    fc.assert(
      fc.property(recordsText, mutations, (text, changes) => {
        const form = encodeJson(scanJson(text), 0, eager);
        if (form === undefined) return;
        const changed = mutate(form, changes);
        let decoded: string;
        try {
          decoded = decodeJson(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return;
        }
        expect(decoded).toBe(canonical(scanJson(decoded)));
        expect(decodeJson(changed)).toBe(decoded);
        expect(decoded === decodeJson(form)).toBe(changed === form);
      }),
      { numRuns: 4000 },
    );
  });

  test.each([
    ["nothing", ""],
    ["text", "hello"],
    ["a scalar", "12"],
    ["JSON with white space", "[1, 2]"],
    ["JSON with odd escapes", '["\\/"]'],
    ["broken JSON", "[1,2"],
    ["fewer rows than announced", "3 rows: a\n1\n2"],
    ["more rows than announced", "1 rows: a\n1\n2"],
    ["too many cells", "2 rows: a,b\n1,2\n1,2,3"],
    ["too few cells", "2 rows: a,b\n1,2\n1"],
    ["two columns of one name", "2 rows: a,a\n1,2\n1,2"],
    ["a fact of a column with cells", "in every row: a: 1\n2 rows: a\n1\n2"],
    ["facts that are said twice", "in every row: b: 1\nin every row: c: 1\n2 rows: a\n1\n2"],
    ["records that no cell holds", "in every b[]: c: 1\n2 rows: a\n1\n2"],
    ["a code that nothing is said of", "2 rows: a\n~1\n2"],
    ["a code for a code", "~1: ~1\n2 rows: a\n~1\n2"],
    ["a look-up that lacks a key", "1 rows by a: b\nx,1\n2 rows: a\nx\ny"],
    ["a look-up by a column without cells", "1 rows by c: b\nx,1\n2 rows: a\nx\ny"],
    ["a template that leans on itself", "in every row: b: {c},c: {b}\n2 rows: a\n1\n2"],
    ["a template over an absent cell", "in every row: b: {a}{_}\n2 rows: a,b\n,1\n2,3"],
    ["a key order that does not fit", "in every row: b: 1\nkey order: 12\n2 rows: a\n1\n2"],
    ["an object in two places", "2 rows: a.x,b,a.y\n1,2,3\n4,5,6"],
    ["elements out of order", "2 rows: a[1].x,a[0].x\n1,2\n3,4"],
    ["a list without records", "2 rows: a[x]\n[(1)\n[(1)]"],
    ["bare text that needs quotes", "2 rows: a,b\nx ,1\ny,2"],
    ["quotes that text does not need to be told apart in another way", '2 rows: a\n"\\u0061"\n"b"'],
    ["a wrong table", "[table(2)]\ntable(2)\n2 rows: a\n1\n2"],
    ["a table that is missing", "[table(1)]"],
    ["a table too many", "[1]\ntable(1)\n2 rows: a\n1\n2"],
    ["keys that are no strings", "2 rows: (key),a\n1,2\n3,4"],
    ["a mark that stands nowhere", '*n repeats the value marked &n\n["a",*1]'],
    ["a row of no kind", "2 rows of 1 kinds: a,b,c\na: a,b\na:1,2\nb:1,2"],
    ["an order of keys for a row that is not there", "keys of rows 3 in order: 2,1\n2 rows: a,b\n1,2\n3,4"],
    ["an order of keys that leaves one out", "keys of rows 1 in order: 2\n2 rows: a,b\n1,2\n3,4"],
  ])("refuses %s", (_, form) => {
    expect(() => decodeJson(form)).toThrow(SyntaxError);
  });

  const many = (count: number, text: (k: number) => string, separator = ",") =>
    Array.from({ length: count }, (_, k) => text(k)).join(separator);
  test.each([
    [
      "constants times rows",
      `in every row: ${many(2000, (k) => `c${k}: ${"x".repeat(30)}`)}\n20000 rows: z\n${many(20_000, () => "1", "\n")}`,
    ],
    ["templates that double", `in every row: ${many(40, (k) => `c${k}: "{c${k + 1}}{c${k + 1}}"`)}\n2 rows: c40\nx\ny`],
    ["a long code used often", `~1: ${"x".repeat(100_000)}\n9000 rows: a\n${many(9000, () => "~1", "\n")}`],
    [
      "a long look-up used often",
      `1 rows by a: b\nx,${"y".repeat(100_000)}\n9000 rows: a\n${many(9000, () => "x", "\n")}`,
    ],
    ["a repeated value", `*n repeats the value marked &n\n[&1"${"x".repeat(100_000)}",${many(9000, () => "*1")}]`],
    ["rows without lines", "99999999 rows: a\n1"],
    ["deep names", `2 rows: ${"a{".repeat(100_000)}b`],
    ["long names", `2 rows: ${"a.".repeat(100_000)}b\n1\n2`],
    ["deep lists", `2 rows: ${"a[".repeat(100_000)}b`],
    ["huge orders", `${"keys of rows 1-99999999 in order: 1-99999999\n".repeat(60)}2 rows: a\n1\n2`],
    ["many columns", `2 rows: ${many(100_000, (k) => `c${k}`)}\n1\n2`],
    ["many kinds", `9 rows of 99 kinds: a\n${many(99, () => "a: a", "\n")}`],
  ])("bounds %s", (_, form) => {
    expect(() => decodeJson(form)).toThrow(
      /more than \d+ characters|too (?:many|deeply)|no column name|announced|no range|not described/,
    );
  });

  test("gives at most as much as it is allowed to", () => {
    const form = "in every row: a: some text\n3 rows: b\n1\n2\n3";
    expect(decodeJson(form, { maxLength: 200 })).toContain("some text");
    expect(() => decodeJson(form, { maxLength: 60 })).toThrow("more than 60 characters");
  });
});
