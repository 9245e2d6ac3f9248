import fc from "fast-check";
import { pathList } from "../../src/compressors/path-list/path-list.js";
import { describeCompressor } from "../describe-compressor.js";
import { piecedText, withOddLines } from "../line-pieces.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

const step = fc.constantFrom("src", "a", "b", "..", ".", "", "node_modules", "é", "x y", '"q"', "test_it", "C:");
const separator = fc.constantFrom("/", "/", "/", "\\", "::", "//");
const lead = fc.constantFrom("", "", "", " ", "4\t", "12K  ", " M ", "?? ", "\t");
const path = fc
  .tuple(lead, fc.array(fc.tuple(step, separator), { maxLength: 5 }), step)
  .map(([first, steps, last]) => `${first}${steps.flat().join("")}${last}`);

describeCompressor({
  create: pathList,
  samples: [
    { name: "a list of files", text: lines(60, (k) => `packages/core/src/part-${k >> 3}/module/file-${k}.ts`) },
    {
      name: "absolute paths, names among them, CRLF",
      text: lines(60, (k) => (k % 10 === 0 ? `README-${k}` : `/work/app/source/${k % 7}/file-${k}.tsx`)).replaceAll(
        "\n",
        "\r\n",
      ),
    },
    {
      name: "sizes of directories, deepest first",
      text: lines(60, (k) => `${k * 4}K\t./packages/part-${k >> 2}${k % 4 === 3 ? "" : `/inner-${k}`}`),
    },
    {
      name: "states",
      text: lines(60, (k) => `${k % 5 === 0 ? "??" : " M"} packages/core/source/part-${k >> 3}/file-${k}.ts`),
    },
    { name: "names of tests", text: lines(60, (k) => `test/unit/test_cache.py::TestCache${k >> 3}::test_number_${k}`) },
    {
      name: "Windows, with a line that is no path",
      text: lines(60, (k) => (k === 30 ? "File Not Found" : `C:\\Users\\ann\\source\\app\\part${k >> 3}\\file${k}.cs`)),
    },
  ],
  texts: fc.oneof(withOddLines(fc.array(path, { minLength: 5, maxLength: 30 })), piecedText),
  large: [
    { name: "one directory", make: (length) => lines(length / 20, (k) => `src/file-${k}.ts`) },
    { name: "a directory for each", make: (length) => lines(length / 20, (k) => `src/${k}/file.ts`) },
    { name: "directories in turn", make: (length) => lines(length / 20, (k) => `src/${k % 2}/file${k}.ts`) },
    { name: "deep paths", make: (length) => lines(length / 900, (k) => `${"a/".repeat(440)}${k}`) },
    {
      name: "paths that go one deeper each",
      make: (length) => lines(Math.sqrt(length), (k) => `${"a/".repeat(k / 2)}b`),
    },
    { name: "names among paths", make: (length) => lines(length / 8, (k) => (k % 12 === 0 ? "a/b" : `n${k}`)) },
  ],
  brokenForms: [
    { kind: "paths", body: "" },
    { kind: "paths", body: "src/\n a.ts" },
    { kind: "paths", body: "a tree of paths: names are in the directory above them\nsrc/\n   a.ts" },
    { kind: "paths", body: 'a tree of paths: names are in the directory above them\n"src' },
  ],
  tokenizers: EXACT_TOKENIZERS,
});
