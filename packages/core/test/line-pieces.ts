import fc from "fast-check";

/** Pieces of lines that break code which reads search results, paths, records and columns by their signs. */
const signs = [
  ...[
    ":",
    "::",
    "-",
    "--",
    "/",
    "//",
    "\\",
    ".",
    "..",
    "./",
    "C:\\",
    "|",
    "│",
    ",",
    ";",
    "\t",
    "  ",
    " ",
    '"',
    '""',
    "'",
  ],
  ...[
    "''",
    "1:",
    "12-",
    ":3:",
    "-4-",
    "~1",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "@@",
    "+",
    "+++",
    "---",
    "=",
    "===",
    "─",
    "┼",
  ],
  ...["\r", "\u00a0", "\u2028", "\ufeff", "\u0000", "$&", "$1", "`", "<headroom:", "&1", "*1", "\ud800"],
];
const words = [
  "src",
  "main.ts",
  "a",
  "b.py",
  "README.md",
  "lib/x.c",
  "7",
  "0",
  "12",
  "1.5",
  "-3",
  "null",
  "true",
  "é",
  "日本",
  "🙂",
];

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...signs) },
);
const line = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

/** Lines of pieces, some of them several times over, ended in different ways. */
export const piecedText = fc
  .tuple(
    fc.array(fc.tuple(line, fc.nat(3)), { maxLength: 12 }),
    fc.constantFrom("\n", "\n", "\r\n", "\r"),
    fc.constantFrom("", "\n", "\r\n"),
  )
  .map(([lines, newline, end]) => lines.flatMap(([text, more]) => Array(more + 1).fill(text)).join(newline) + end);

/** Lines of one structure with odd lines put among them. */
export function withOddLines(structured: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  return fc
    .tuple(structured, fc.array(fc.tuple(fc.nat(40), line), { maxLength: 3 }), fc.constantFrom("\n", "\n", "\r\n"))
    .map(([lines, odd, newline]) => {
      const all = [...lines];
      for (const [at, text] of odd) all.splice(at, 0, text);
      return all.join(newline);
    });
}
