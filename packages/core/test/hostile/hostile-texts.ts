import { createRandom } from "../generators/random.ts";

/** A kind of text on which naive code takes quadratic time, or much memory, by how many characters it has, about. */
export interface HostileText {
  readonly name: string;
  make(length: number): string;
  /** How long it gets where large ones are tried. */
  readonly most: number;
}

const MILLION = 1_000_000;

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: Math.max(1, Math.floor(count)) }, (_, k) => line(k)).join("\n");

const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

/** Words that are all different, more or less. */
function words(): () => string {
  const random = createRandom(7);
  return () => {
    let word = "";
    for (let left = random.integer(2, 8); left > 0; left--) word += String.fromCharCode(97 + random.integer(0, 25));
    return word;
  };
}

/** `make` gets a maker of words and the length. */
function text(name: string, most: number, make: (length: number, word: () => string) => string): HostileText {
  return { name, most, make: (length) => make(length, words()) };
}

/** A text whose lines are each of `perLine` characters, about. */
function ofLines(name: string, perLine: number, line: (k: number, word: () => string) => string, most = 6 * MILLION) {
  return text(name, most, (length, word) => lines(length / perLine, (k) => line(k, word)));
}

/** A piece over and over, on one line. */
function oneLine(name: string, piece: string, most = 5 * MILLION): HostileText {
  return text(name, most, (length) => filled(piece, length));
}

const repetitions: readonly HostileText[] = [
  ofLines("a million short lines", 5, (k) => `ok ${k % 7}`, 5 * MILLION),
  ofLines("a million different short lines", 11, (k, word) => word() + k, 11 * MILLION),
  ofLines("a million equal lines", 5, () => "same", 5 * MILLION),
  ofLines("a million empty lines", 1, () => "", MILLION),
  text("lines that repeat by halves", 2 * MILLION, (length) => {
    let all = "ab";
    while (all.length < length) all += `\n${all}`;
    return all;
  }),
  text("lines in the order of Fibonacci's words", 2 * MILLION, (length) => {
    let [first, second] = ["x\n", "y\n"];
    while (second.length < length) [first, second] = [second, second + first];
    return second;
  }),
];

const longLines: readonly HostileText[] = [
  text("one line of 50 million characters in words", 50 * MILLION, (length, word) => {
    const all: string[] = [];
    for (let at = 0; at < length; at += (all.at(-1) as string).length + 1) all.push(word());
    return all.join(" ");
  }),
  oneLine("one letter 50 million times", "a", 50 * MILLION),
  oneLine("blanks", " "),
  oneLine("digits", "1234567890"),
  oneLine("backslashes", "\\"),
  oneLine("quotes", '"'),
  oneLine("slashes", "/a"),
  oneLine("dots and dashes", "a.b-c:"),
  oneLine("places of matches", "a:1:"),
  oneLine("bars", "| "),
  oneLine("times", "12:34:56 2026-01-01T00:00:00Z "),
  oneLine("progress", "progress 10%\r"),
  oneLine("escapes of colours", "\u001b[1"),
  oneLine("beginnings of forms", "<headroom:lines "),
  oneLine("open tags", "<a "),
  ofLines("long lines of blanks", 5001, () => `${" ".repeat(5000)}x`, 5 * MILLION),
  ofLines("long lines of digits", 5001, () => "1234567890".repeat(500), 5 * MILLION),
  ofLines("long lines of bars", 2001, () => "| a ".repeat(500)),
  ofLines("long lines of commas", 2001, () => "a,".repeat(1000)),
];

const bait: readonly HostileText[] = [
  ofLines("names of errors without an end", 3006, () => `${"A.b".repeat(1000)}Error`),
  ofLines("error words", 1401, () => "error :".repeat(200)),
  ofLines("negated errors", 1601, () => "no error 0 ".repeat(145)),
  ofLines("underscores", 1403, () => `${"_".repeat(1400)} x`),
  ofLines("paths without an end", 2001, () => "a/b.c-1-".repeat(250)),
  ofLines("open brackets", 12, () => '[{"a":[{', 2 * MILLION),
  ofLines("headers of forms", 70, () => `<headroom:lines id="${"0".repeat(12)}" lines="99999">`),
  ofLines("headers of patches", 29, (k) => `diff --git a/f${k % 9} b/f${k % 9}\n@@ -1,9 +1,9 @@`),
  ofLines("hunks that claim too much", 36, () => "@@ -1,999999999 +1,999999999 @@\n a"),
  ofLines("traces", 25, (k) => (k % 2 === 0 ? `Error: x${k}` : `    at foo (a.js:${k}:1)`)),
];

const structures: readonly HostileText[] = [
  ofLines(
    "a million rows between commas",
    28,
    (k, word) => `${k},${word()},${word()},${(k * 7919) % 1000},ok`,
    28 * MILLION,
  ),
  ofLines("rows between tabs", 16, (k) => `a${k}\t${(k * 7) % 1000}\t${(k * 7919) % 99_991}`, 8 * MILLION),
  text("a thousand columns", 2 * MILLION, (length, word) =>
    lines(length / 6000, () => Array.from({ length: 1000 }, word).join(",")),
  ),
  ofLines("quotes that are never closed", 6, () => 'x,"y'),
  ofLines("columns", 36, (k, word) => word().padEnd(12) + word().padEnd(14) + String(k).padStart(9)),
  ofLines("rows between bars", 21, (k, word) => `| ${word()} | ${k} | ${word()} |`),
  ofLines(
    "results of a search",
    38,
    (k, word) => `src/${word()}/f${k >> 4}.ts:${k}: ${word()} ${word()}`,
    10 * MILLION,
  ),
  ofLines("paths", 24, (k, word) => `src/${k >> 9}/${word()}/f${k}.ts`, 10 * MILLION),
  ofLines("a tree", 52, (k) => `${"│   ".repeat(k % 20)}├── f${k}.ts`),
  ofLines("a deep tree", 4000, (k) => `${"│   ".repeat(k % 1990)}├── f${k}.ts`, 4 * MILLION),
  ofLines(
    "a log",
    65,
    (k, word) => `2026-03-01 08:00:${10 + (k % 50)} INFO ${word()}: GET /v1/${word()}/${k} in ${k % 97} ms`,
    12 * MILLION,
  ),
  ofLines("lines of JSON", 36, (k, word) => `{"id":${k},"name":"${word()}","v":${k % 100}}`),
  ofLines("a patch", 7, (k, word) =>
    k === 0 ? "--- a\n+++ b\n@@ -1,1 +1,1 @@" : `${k % 3 === 0 ? "+" : " "}${word()}`,
  ),
];

const json: readonly HostileText[] = [
  text(
    "100,000 keys",
    2 * MILLION,
    (length) => `{${Array.from({ length: length / 18 }, (_, k) => `"key_${k}":${k}`).join(",")}}`,
  ),
  text(
    "100,000 keys of objects",
    4 * MILLION,
    (length, word) =>
      `{${Array.from({ length: length / 42 }, (_, k) => `"${word()}_${k}":{"name":"${word()}","v":${k},"s":"up"}`).join(",")}}`,
  ),
  text(
    "rows of all different shapes",
    3 * MILLION,
    (length) => `[${Array.from({ length: length / 28 }, (_, k) => `{"k${k}":${k},"id":${k}}`).join(",")}]`,
  ),
  text(
    "100,000 rows",
    6 * MILLION,
    (length, word) =>
      `[${Array.from({ length: length / 60 }, (_, k) => `{"id":${k},"name":"${word()} ${word()}","v":${((k * 7919) % 1000) / 7},"s":"up"}`).join(",")}]`,
  ),
  text("arrays in arrays", 0.2 * MILLION, (length) => "[".repeat(length / 2) + "]".repeat(length / 2)),
  text("objects in objects", 0.6 * MILLION, (length) => `${'{"a":'.repeat(length / 6)}1${"}".repeat(length / 6)}`),
  text("arrays that never end", 5 * MILLION, (length) => "[".repeat(length)),
  text("a string that never ends", 5 * MILLION, (length) => `{"a":"${"\\\\".repeat(length / 2)}`),
  text("one string of 50 million characters", 50 * MILLION, (length) =>
    JSON.stringify({ a: filled('lorem "ipsum" dolor\n', length) }),
  ),
];

/** Texts that are meant to take too long. */
export const HOSTILE_TEXTS: readonly HostileText[] = [...repetitions, ...longLines, ...bait, ...structures, ...json];
