import fc from "fast-check";
import { searchResults } from "../../src/compressors/search-results/search-results.js";
import { describeCompressor } from "../describe-compressor.js";
import { piecedText, withOddLines } from "../line-pieces.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

const path = fc.constantFrom(
  "src/main.ts",
  "./lib/a-1-b.c",
  "C:\\work\\x.cs",
  "12:3.py",
  "/a b/c.ts",
  "--/x.y",
  ":/a.b",
  "a/-1-",
);
const match = fc
  .tuple(path, fc.constantFrom(":", "-", ":7:", "-8-", ":9-", "-10:", ":11:12:"), fc.string({ maxLength: 12 }))
  .map((pieces) => pieces.join("").replace(/[\n\r]/g, ""));

describeCompressor({
  create: searchResults,
  samples: [
    {
      name: "matches in several files",
      text: lines(40, (k) => `packages/core/src/pipeline/part-${k >> 3}.ts:${k * 7 + 1}:  return fold(parts, ${k});`),
    },
    {
      name: "matches with lines around them, CRLF",
      text: lines(59, (k) =>
        k % 4 === 3
          ? "--"
          : `/work/src/app/file-${k >> 4}.ts${k % 4 === 1 ? ":" : "-"}${k}${k % 4 === 1 ? ":" : "-"}  value(${k})`,
      ).replaceAll("\n", "\r\n"),
    },
    {
      name: "matches without numbers, and other lines",
      text: lines(40, (k) =>
        k % 9 === 8 ? `grep: ${k}: No such file` : `lib/python/module-${k >> 3}.py:def function_${k}():`,
      ),
    },
  ],
  texts: fc.oneof(withOddLines(fc.array(match, { minLength: 4, maxLength: 30 })), piecedText),
  large: [
    { name: "one file", make: (length) => lines(length / 30, (k) => `src/main.ts:${k}:some text of it`) },
    { name: "many files", make: (length) => lines(length / 30, (k) => `src/main-${k}.ts:7:some text`) },
    { name: "dashes and numbers", make: (length) => lines(length / 1000, () => "a/b.c-1-".repeat(125)) },
    { name: "one long line", make: (length) => `a/b.c:1:${"x-1-".repeat(length / 4)}` },
    { name: "paths that are not known", make: (length) => lines(length / 20, (k) => `a/b.c-${k}-text-1-2-3-4`) },
  ],
  brokenForms: [
    { kind: "search", body: "" },
    { kind: "search", body: "a.ts\n1:x" },
    { kind: "search", body: "each match below the path of its file\n1:x" },
    { kind: "search", body: "each match below the path of its file; crlf; crlf\na.ts\n1:x" },
  ],
  tokenizers: EXACT_TOKENIZERS,
});
