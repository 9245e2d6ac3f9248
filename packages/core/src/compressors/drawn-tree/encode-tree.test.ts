import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnTreeLines } from "../../../test/drawn-trees.js";
import { piecedText, withOddLines } from "../../../test/line-pieces.js";
import { decodeTree } from "./decode-tree.js";
import { encodeTree } from "./encode-tree.js";

const body = (text: string): readonly string[] | undefined => encodeTree(text)?.split("\n").slice(1);

describe("encodeTree", () => {
  it.each([
    ["src\n├── index.ts\n├── json\n│   ├── scan.ts\n│   └── write.ts\n└── run.ts\n\n1 directory, 4 files"],
    [
      "src\n├── index.ts\n├── json\n│\u00a0\u00a0 ├── scan.ts\n│\u00a0\u00a0 └── write.ts\n└── run.ts\n\n1 directory, 4 files",
    ],
    ["src\n|-- index.ts\n|-- json\n|   |-- scan.ts\n|   `-- write.ts\n`-- run.ts\n\n1 directory, 4 files"],
    ["src\n+--- index.ts\n+--- json\n|    +--- scan.ts\n|    \\--- write.ts\n\\--- run.ts\n\n1 directory, 4 files"],
    ["src\n├── index.ts\n├─┬ json\n│ ├── scan.ts\n│ └── write.ts\n└── run.ts\n\n1 directory, 4 files"],
  ])("puts blanks in place of what is drawn: %j", (text) => {
    const lines = ["src", " index.ts", " json", "  scan.ts", "  write.ts", " run.ts", "", "1 directory, 4 files"];
    expect(body(text)).toEqual(lines);
    expect(decodeTree(encodeTree(text) as string, text.length)).toBe(text);
  });

  it("takes several roots, and names with anything in them", () => {
    const text = "a b@1.0\n└─┬ c (deduped)\n  └── d ├── e\nf\n└── g";
    expect(body(text)).toEqual(["a b@1.0", " c (deduped)", "  d ├── e", "f", " g"]);
  });

  it.each(["", "no tree", "a\n├── b\n├── c", "a\n└── b\n└── c", "a\n└──  b", "  a\n└── b", "a\n└── b\n        └── c"])(
    "leaves %j alone",
    (text) => {
      expect(encodeTree(text)).toBeUndefined();
    },
  );

  it("comes back character by character", () => {
    let forms = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          drawnTreeLines.map((lines) => lines.join("\n")),
          withOddLines(drawnTreeLines),
          piecedText,
        ),
        (text) => {
          const form = encodeTree(text);
          if (form === undefined) return;
          forms++;
          expect(decodeTree(form, text.length)).toBe(text);
          expect(() => decodeTree(form, text.length - 1)).toThrow(SyntaxError);
        },
      ),
      { numRuns: 1000 },
    );
    expect(forms).toBeGreaterThan(200);
  });
});
