import fc from "fast-check";
import { drawnTree } from "../../src/compressors/drawn-tree/drawn-tree.js";
import { describeCompressor } from "../describe-compressor.js";
import { drawnTreeLines } from "../drawn-trees.js";
import { piecedText, withOddLines } from "../line-pieces.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

const project = `work\n${lines(12, (k) => `├── part-${k}\n│   ├── index.ts\n│   ├── source\n│   │   ├── read.ts\n│   │   └── write.ts\n│   └── part-${k}.test.ts`)}\n└── README.md\n\n25 directories, 48 files`;

describeCompressor({
  create: drawnTree,
  samples: [
    { name: "of files", text: project },
    {
      name: "of files, with hard blanks and CRLF",
      text: project.replaceAll("│   ", "│\u00a0\u00a0 ").replaceAll("\n", "\r\n"),
    },
    {
      name: "of packages",
      text: `app@1.0.0 /work/app\n${lines(30, (k) => `├─┬ package-${k}@${k}.0.1\n│ ├── inner-${k}@1.2.3\n│ └─┬ other-${k}@4.5.6\n│   └── deep@0.0.${k} deduped`)}\n└── last@1.0.0`,
    },
  ],
  texts: fc.oneof(
    drawnTreeLines.map((all) => all.join("\n")),
    withOddLines(drawnTreeLines),
    piecedText,
  ),
  large: [
    { name: "many names", make: (length) => `a\n${lines(length / 10, (k) => `├── ${k}`)}\n└── b` },
    { name: "bars", make: (length) => lines(length / 400, () => "│   ".repeat(100)) },
    { name: "blanks in front of branches", make: (length) => lines(length / 400, () => `${" ".repeat(390)}├── a`) },
    { name: "one line of branches", make: (length) => "├── ".repeat(length / 4) },
  ],
  brokenForms: [
    { kind: "tree", body: "" },
    { kind: "tree", body: "a\n b" },
    { kind: "tree", body: "a tree: one blank more in front is one level below; drawn before with pencils\na\n b" },
    {
      kind: "tree",
      body: `a tree: one blank more in front is one level below; drawn before with lines\n${" ".repeat(300)}a`,
    },
  ],
  tokenizers: EXACT_TOKENIZERS,
});
