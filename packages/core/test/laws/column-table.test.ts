import fc from "fast-check";
import { columnTable } from "../../src/compressors/column-table/column-table.js";
import { describeCompressor } from "../describe-compressor.js";
import { piecedText, withOddLines } from "../line-pieces.js";
import { paddedTable } from "../padded-tables.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");
const pod = (k: number): string =>
  k === 0
    ? "NAMESPACE     NAME                   READY   STATUS    RESTARTS      AGE"
    : `default       ${`app-${k * 7919}-${k % 7}`.padEnd(23)}${"1/1".padEnd(8)}${"Running".padEnd(10)}${`${k} (5h ago)`.padEnd(14)}${k}d`;

describeCompressor({
  create: columnTable,
  samples: [
    { name: "pods", text: lines(40, pod) },
    { name: "pods, CRLF, and a line that is none", text: `${lines(40, pod)}\n\n40 pods`.replaceAll("\n", "\r\n") },
    {
      name: "files",
      text: lines(
        40,
        (k) =>
          `-rw-r--r--  1 ann  staff ${String(k * k * 37).padStart(7)} Mar ${String(1 + (k % 28)).padStart(2)} 10:${10 + k} part-${k}.txt`,
      ),
    },
    {
      name: "a drawn table",
      text: `┌────────────┬───────────┬──────────┐\n${lines(40, (k) => `│ ${`part ${k}`.padEnd(10)} │ ${String(k * k * 13).padStart(9)} │ ${(k % 3 === 0 ? "closed" : "open").padEnd(8)} │`)}\n└────────────┴───────────┴──────────┘`,
    },
  ],
  texts: fc.oneof(withOddLines(paddedTable), withOddLines(paddedTable), piecedText),
  large: [
    { name: "many rows", make: (length) => lines(length / 75, pod) },
    { name: "wide rows", make: (length) => lines(length / 5000, (k) => `a${k}  b  ${"c".repeat(4990)}`) },
    { name: "many columns", make: (length) => lines(length / 3000, () => "ab  ".repeat(750)) },
    { name: "nothing but blanks", make: (length) => lines(length / 80, () => " ".repeat(79)) },
    { name: "gaps without columns", make: (length) => lines(length / 40, (k) => `${"x".repeat(k % 30)}  y`) },
    { name: "bars", make: (length) => lines(length / 100, () => "| ".repeat(50)) },
    { name: "rulers", make: (length) => lines(length / 40, () => "---- ".repeat(8)) },
  ],
  brokenForms: [
    { kind: "columns", body: "" },
    { kind: "columns", body: "a,b\n1,2" },
    { kind: "columns", body: 'columns between ",", padded before to 4 4\na' },
    { kind: "columns", body: 'columns between ",", padded before to 4 4\na,b,c' },
    { kind: "columns", body: 'columns between ",", padded before to 04 4\na,b' },
    { kind: "columns", body: `columns between ",", padded before to ${"1 ".repeat(200)}1\n${",".repeat(200)}` },
    { kind: "columns", body: 'columns between ",", padded before to 4 4; as patterns\na,b' },
  ],
  tokenizers: EXACT_TOKENIZERS,
});
