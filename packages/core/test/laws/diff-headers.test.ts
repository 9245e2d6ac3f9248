import fc from "fast-check";
import { diffHeaders } from "../../src/compressors/diff-headers/diff-headers.js";
import { describeCompressor } from "../describe-compressor.js";
import { piecedText, withOddLines } from "../line-pieces.js";
import { patchLines } from "../patch-texts.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

const commit = (k: number): string =>
  `commit ${k}f2a7c1d5e6b8a903f2a7c1d5e6b8a903f2a7c1d\nAuthor: Ann <ann@example.test>\nDate:   Mon Mar 2 10:0${k}:00 2026\n\n    Say what changed\n`;
const file = (k: number): string =>
  `diff --git a/packages/core/src/part-${k}.ts b/packages/core/src/part-${k}.ts\nindex 12ab34c..56de78f 100644\n--- a/packages/core/src/part-${k}.ts\n+++ b/packages/core/src/part-${k}.ts`;
const hunk = (k: number): string =>
  `@@ -${k + 1},3 +${k + 1},3 @@ export function part() {\n   const a = ${k};\n-  return a;\n+  return a + 1;\n }`;

const history = (files: number, hunks: number): string =>
  [commit(1), ...Array.from({ length: files }, (_, k) => `${file(k)}\n${lines(hunks, (n) => hunk(n * 10))}`)].join(
    "\n",
  );

describeCompressor({
  create: diffHeaders,
  samples: [
    { name: "one commit, many files", text: history(12, 1) },
    { name: "one file, many hunks", text: history(1, 30) },
    {
      name: "several commits",
      text: lines(5, (k) => `${commit(k)}\n${file(k)}\n${hunk(10)}\n${file(k + 9)}\n${hunk(3)}\n`),
    },
    { name: "CRLF", text: history(8, 2).replaceAll("\n", "\r\n") },
    {
      name: "new, deleted, renamed and binary files, and no newline at the end",
      text: `${commit(2)}\n${lines(8, (k) => `diff --git a/src/new-${k}.ts b/src/new-${k}.ts\nnew file mode 100644\nindex 0000000..12ab34c\n--- /dev/null\n+++ b/src/new-${k}.ts\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\ndiff --git a/src/old-${k}.ts b/src/other-${k}.ts\nsimilarity index 97%\nrename from src/old-${k}.ts\nrename to src/other-${k}.ts\nindex 12ab34c..56de78f 100644\n--- a/src/old-${k}.ts\n+++ b/src/other-${k}.ts\n${hunk(4)}\ndiff --git a/src/${k}.png b/src/${k}.png\ndeleted file mode 100644\nindex 12ab34c..0000000\nBinary files a/src/${k}.png and /dev/null differ`)}`,
    },
  ],
  texts: fc.oneof(
    patchLines.map((all) => `${commit(1)}\n${all.join("\n")}`),
    withOddLines(patchLines),
    piecedText,
  ),
  large: [
    { name: "many files", make: (length) => history(length / 400, 1) },
    { name: "many hunks", make: (length) => history(1, length / 90) },
    {
      name: "one hunk",
      make: (length) => `${commit(1)}\n${file(1)}\n@@ -1,${length} +1,${length} @@\n${" a\n".repeat(length / 3)}`,
    },
    {
      name: "hunks that claim too much",
      make: (length) => `${commit(1)}\n${file(1)}\n${`@@ -1,999999999 +1,999999999 @@\n a\n`.repeat(length / 35)}`,
    },
    {
      name: "headers without files",
      make: (length) => `${commit(1)}\n${"diff --git a/x b/x\n".repeat(length / 19)}@@ -1 +1 @@\n-a\n+b`,
    },
    {
      name: "one long path",
      make: (length) =>
        `${commit(1)}\ndiff --git a/${"x ".repeat(length / 4)} b/${"x ".repeat(length / 4)}\n@@ -1 +1 @@\n-a\n+b`,
    },
    {
      name: "one long arrow",
      make: (length) => `${commit(1)}\n== renamed 9% ${" => ".repeat(length / 4)}\n${file(1)}\n${hunk(1)}`,
    },
  ],
  brokenForms: [
    { kind: "diff", body: "" },
    { kind: "diff", body: "patches\n@@ 1\n-a" },
    { kind: "diff", body: `patches; "== " begins a file, "@@ 12" a hunk from line 12 of the new file\n== ` },
    { kind: "diff", body: `patches; "== " begins a file, "@@ 12" a hunk from line 12 of the new file\n== 12ab x` },
    {
      kind: "diff",
      body: `patches; "== " begins a file, "@@ 12" a hunk from line 12 of the new file\n== renamed 9% a`,
    },
  ],
  tokenizers: EXACT_TOKENIZERS,
});
