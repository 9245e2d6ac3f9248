import fc from "fast-check";

/** Arbitrary texts of several lines, rich in what breaks naive code, whose lines repeat each other in part. */

const odd = [
  ...[
    "$&",
    "$1",
    "$$",
    "$`",
    "<*>",
    "{*}",
    "<1>",
    "#1",
    "#1x2",
    "#2 ",
    "@1",
    "%1",
    "\\",
    "\\\\",
    "\\#1",
    "~1",
    "^",
    "^^",
  ],
  ...[
    '"',
    '""',
    "''",
    "=",
    "key=",
    "x12",
    "+ ",
    "- ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    "|",
    "..",
    "…",
    "—",
  ],
  ...["", " ", "  ", "\t", "\r", "\u00a0", "\u2028", "\u0000", "\u001b[31m", "\u001b[0m", "\ufeff", "\u3000"],
  ...["é9", "日本", "🙂", "a\u0301", "__proto__", "constructor", "NaN"],
];
const plain = [
  ...["INFO", "ERROR", "at", "user", "item", "GET", "/a/b", "/a/c", "a.b.C", "main.ts", "0", "7", "12", "12.5", "-1"],
  ...["10:00:01", "10:00:02", "2026-01-01T10:00:01Z", "deadbeef", "cafe0123", "id=7", "id=8", "10.0.0.1", "abc", "1e3"],
];
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...plain) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.nat(99_999).map(String) },
);
const gap = fc.constantFrom(" ", " ", " ", "  ", "", "\t", ", ", "=", ": ");
const feed = fc.constantFrom("\n", "\n", "\n", "\r\n");

/** A line as words, each with what stands before it. */
const line = fc.array(fc.tuple(gap, word), { maxLength: 8 });

/** Lines that are each one of a few, with some words exchanged. */
export const linesText: fc.Arbitrary<string> = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .chain((kinds) =>
    fc.tuple(
      fc.array(fc.tuple(fc.constantFrom(...kinds), fc.array(fc.option(word, { freq: 3 }), { maxLength: 8 })), {
        maxLength: 30,
      }),
      feed,
      fc.constantFrom("", "end", "end", "\\"),
    ),
  )
  .map(([lines, ending, last]) => {
    const texts = lines.map(([words, changes]) => words.map(([before, w], k) => before + (changes[k] ?? w)).join(""));
    return texts.join(ending) + (last === "" ? "" : last === "end" ? ending : `${ending}${last}`);
  });

/** The same over and over, so that there is always something to say once. */
export const repetitiveText: fc.Arbitrary<string> = fc
  .tuple(linesText, fc.integer({ min: 2, max: 12 }), linesText)
  .map(([text, times, rest]) => `${`${text}\n`.repeat(times)}${rest}`);

/** Characters in any order. */
export const anyText: fc.Arbitrary<string> = fc.string({ unit: "grapheme", maxLength: 400 });
