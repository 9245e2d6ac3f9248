import fc from "fast-check";

/** Arbitrary JSON texts, rich in what breaks naive code: odd numbers, escapes, equal and integer-like keys, free white space. */

const space = fc.constantFrom("", "", "", " ", "\n", "\t ", "\r\n", "  ");
const compact = fc.constant("");

const stringPieces = [
  ...[
    "a",
    "b",
    "1",
    "0",
    " ",
    "é",
    "€",
    "🦄",
    '\\"',
    "\\\\",
    "\\u00e9",
    "\\/",
    "\\n",
    "\\ud83e",
    "\\udd84",
    "\\u0000",
    "\u2028",
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ":",
    "~",
    "#",
    "$&",
    "$1",
    "$$",
    "'",
    ".",
    "=",
    "|",
    "null",
    "\\r",
    "\\t",
    "\\b",
    "<",
    "/",
  ],
];

/** Source of a string, quotes included. */
export const stringSource = fc
  .oneof(
    fc.array(fc.constantFrom(...stringPieces), { maxLength: 8 }).map((pieces) => pieces.join("")),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "10",
      "2",
      "",
      "a.b",
      "table(1)",
      "true",
      "-0",
      "1e3",
      "{a}",
      "{_}",
      "~1",
      "(key)",
    ),
    fc.string({ maxLength: 12 }).map((text) => JSON.stringify(text).slice(1, -1)),
    fc.constant(`long ${"x ".repeat(60)}\\n${"y".repeat(50)}`),
  )
  .map((inner) => `"${inner}"`);

/** Source of a key, quotes included. */
export const keySource = fc.oneof(
  fc
    .constantFrom(
      "a",
      "b",
      "c",
      "id",
      "name",
      "10",
      "2",
      "",
      "__proto__",
      "a.b",
      "k\\u00e9",
      "x,y",
      "p=q",
      'q\\"uote',
      "_",
      "{a}",
    )
    .map((key) => `"${key}"`),
  stringSource,
);

/** Source of a number or literal. */
export const scalarSource = fc.oneof(
  fc.constantFrom(
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1.0",
    "1e3",
    "12345678901234567890",
    "0.70000000000000001",
    "-1.5E+10",
    "1e309",
  ),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
);

function jsonSource(gap: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const list = (items: fc.Arbitrary<string>, [open, close]: [string, string]) =>
    fc
      .array(fc.tuple(gap, items, gap), { maxLength: 5 })
      .chain((entries) =>
        gap.map((inside) =>
          entries.length === 0
            ? open + inside + close
            : open + entries.map((entry) => entry.join("")).join(",") + close,
        ),
      );
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalarSource,
      stringSource,
      list(tie("value"), ["[", "]"]),
      list(
        fc
          .tuple(keySource, gap, gap, tie("value"))
          .map(([key, before, after, item]) => `${key}${before}:${after}${item}`),
        ["{", "}"],
      ),
    ),
  }));
  return fc.tuple(gap, value, gap).map((parts) => parts.join(""));
}

/** JSON texts with white space in any legal place. */
export const jsonText = jsonSource(space);
/** JSON texts without white space between tokens. */
export const compactJsonText = jsonSource(compact);

/** JSON texts with one small change, most of which break them. */
export const mutatedJsonText = fc
  .tuple(
    jsonText,
    fc.nat(),
    fc.constantFrom(
      "",
      ",",
      '"',
      "}",
      "]",
      "{",
      "[",
      ":",
      "0",
      "\\",
      "e",
      ".",
      "-",
      "\u0001",
      "\ufeff",
      "\u00a0",
      "nul",
      "\\u12",
    ),
    fc.nat(3),
  )
  .map(([text, place, piece, cut]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + piece + text.slice(at + cut);
  });
