import fc from "fast-check";
import { textCrusher } from "../../src/compressors/text-crusher/text-crusher.js";
import { describeCompressor } from "../describe-compressor.js";
import { createRandom } from "../generators/random.js";
import { anyText, linesText, repetitiveText } from "../line-texts.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

const requests = lines(60, (k) =>
  k % 20 === 13
    ? `2026-03-01 08:00:${10 + (k % 50)} ERROR api: upstream ${k} timed out after 3000 ms`
    : `2026-03-01 08:00:${10 + (k % 50)} INFO api: GET /v1/items/${k * 7} 200 in ${10 + (k % 9)} ms`,
);

const HEAD = 'Patterns of lines, {} for each value:\n#1 = a {}\n#2 = b\nText, "#1 a b":';

function doubling(count: number): string[] {
  return Array.from({ length: count }, (_, k) => `#${k + 2} = #${k + 1}\n+#${k + 1}`);
}

describeCompressor({
  create: textCrusher,
  samples: [
    { name: "a log", text: requests },
    { name: "a log with CRLF and a line feed at its end", text: `${requests.replaceAll("\n", "\r\n")}\r\n` },
    {
      name: "lines that begin like numbers of patterns",
      text: lines(60, (k) => (k % 3 === 0 ? `#${k % 2} \\#1 of ${k}` : `\\#${k} worked on the item number ${k * 3}`)),
    },
  ],
  texts: fc.oneof(linesText, repetitiveText, repetitiveText, anyText),
  large: [
    { name: "short lines, all the same", make: (length) => "a\n".repeat(length / 2) },
    { name: "short lines, all different", make: (length) => lines(length / 8, (k) => k.toString(36)) },
    { name: "one line of words", make: (length) => "w1 ".repeat(length / 3) },
    { name: "one line of letters", make: (length) => "a".repeat(length) },
    { name: "one line of blanks between others", make: (length) => `a 1\n${" ".repeat(length)}\na 2` },
    { name: "lines that share all but one word", make: (length) => lines(length / 40, (k) => wordsBut(k)) },
    { name: "lines of different lengths", make: (length) => lines(Math.sqrt(2 * length), (k) => "x ".repeat(k / 2)) },
    { name: "backslashes and quotes", make: (length) => lines(length / 30, () => '\\\\\\\\\\\\""""""((((([[[[[{{{{{') },
    { name: "random characters", make: (length) => lines(length / 50, () => random.hex(48)) },
  ],
  brokenForms: [
    "",
    "Patterns of lines, {} for each value:",
    `${HEAD}\n#1`,
    `${HEAD}\n#2 a`,
    `${HEAD}\n#3 a`,
    `${HEAD}\n#1 "a`,
    `${HEAD}\n#1 ^`,
    `${HEAD}\n#1 a\n#1 ^2`,
    `${HEAD}\n#1x3\na\nb`,
    `${HEAD}\n#2x9999999999`,
    `${HEAD}\n#4:1\na\n#4`,
    `${HEAD}\n#3:2\na`,
    `${HEAD}\n#3:1\n#4:2\na\nb\n#3`,
    // Each pattern is the one before it, twice.
    `${["Patterns of lines, {} for each value:", "#1 = 0123456789", ...doubling(60)].join("\n")}\nText, "#1 a b":\n#60`,
  ].map((body) => ({ kind: "lines", body })),
  tokenizers: EXACT_TOKENIZERS,
});

const random = createRandom(5);

function wordsBut(k: number): string {
  const words = "one two six ten red tea sun sea".split(" ");
  words[k % 8] = (k * 7919).toString(36).replace(/\d/g, "z");
  return words.join(" ");
}
