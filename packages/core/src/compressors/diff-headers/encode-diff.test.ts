import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecedText, withOddLines } from "../../../test/line-pieces.js";
import { patchLines } from "../../../test/patch-texts.js";
import { decodeDiff } from "./decode-diff.js";
import { encodeDiff } from "./encode-diff.js";

const body = (...lines: readonly string[]): readonly string[] => encodeDiff(lines.join("\n")).split("\n").slice(1);
const HUNK = ["@@ -1 +1 @@", "-a", "+b"];
const file = (name: string): readonly string[] => [`--- a/${name}`, `+++ b/${name}`];

describe("encodeDiff", () => {
  it.each([
    [["diff --git a/x.ts b/x.ts", "index 12ab..34cd 100644", ...file("x.ts")], "== 12ab..34cd x.ts"],
    [["diff --git a/x b/x", "index 12ab..34cd 100755", ...file("x")], "== 12ab..34cd 100755 x"],
    [["diff --git a/x b/x", "new file mode 100644", "index 0000..34cd", "--- /dev/null", "+++ b/x"], "== new 34cd x"],
    [
      ["diff --git a/x b/x", "deleted file mode 100755", "index 12ab..0000", "--- a/x", "+++ /dev/null"],
      "== deleted 100755 12ab x",
    ],
    [["diff --git a/x b/x", "new file mode 100644", "index 0000..e69d"], "== new e69d empty x"],
    [["diff --git a/x b/x", "old mode 100644", "new mode 100755"], "== mode 100644 to 100755 x"],
    [
      ["diff --git a/x b/x", "old mode 100644", "new mode 100755", "index 12ab..34cd", ...file("x")],
      "== mode 100644 to 100755 12ab..34cd x",
    ],
    [["diff --git a/x b/y", "similarity index 100%", "rename from x", "rename to y"], "== renamed 100% x => y"],
    [
      [
        "diff --git a/x b/y",
        "similarity index 90%",
        "copy from x",
        "copy to y",
        "index 12ab..34cd 100644",
        "--- a/x",
        "+++ b/y",
      ],
      "== copied 90% 12ab..34cd x => y",
    ],
    [["diff --git a/x b/x", "index 12ab..34cd 100644", "Binary files a/x and b/x differ"], "== 12ab..34cd binary x"],
    [["diff --git a/x b/x", ...file("x")], "== unindexed x"],
    [["diff --git a/x y b/x y", "index 12ab..34cd 100644", "--- a/x y\t", "+++ b/x y\t"], "== 12ab..34cd x y"],
    [
      [
        'diff --git "a/\\303\\244" "b/\\303\\244"',
        "index 12ab..34cd 100644",
        '--- "a/\\303\\244"',
        '+++ "b/\\303\\244"',
      ],
      '== 12ab..34cd "\\303\\244"',
    ],
  ])("says the header %j in one line", (lines, short) => {
    expect(body(...lines)).toEqual([short]);
    expect(body(...lines, ...HUNK)).toEqual([short, "@@ 1", "-a", "+b"]);
  });

  it("says where a hunk begins, and what its lines do not", () => {
    expect(
      body(
        ...["@@ -10,3 +10,4 @@ function a() {", " 1", "+2", " 3", " 4"],
        ...["@@ -20,2 +21 @@ function b() {", "-1", "-2", "+3", "\\ No newline at end of file"],
        ...["@@ -30,0 +31,2 @@", "+1", "+2"],
        ...["@@ -40,2 +41,0 @@", "-1", "-2"],
      ),
    ).toEqual([
      ...["@@ 10 function a() {", " 1", "+2", " 3", " 4"],
      ...["@@ 21 function b() {", "-1", "-2", "+3", "\\ No newline at end of file"],
      ...["@@ 31", "+1", "+2"],
      ...["@@ 41", "-1", "-2"],
    ]);
  });

  it.each([
    ["counts that are wrong", ["@@ -1,3 +1,2 @@", "-a", "+b"]],
    ["counts that git would not say", ["@@ -1,1 +1,1 @@", "-a", "+b"]],
    ["another place than that of the lines above", ["@@ -1 +2 @@", "-a", "+b"]],
    ["context without its blank", ["@@ -1,3 +1,3 @@", "-a", "+b", "", " c"]],
    ["combined patches", ["diff --cc x", "index 12ab,34cd..56ef", "@@@ -1,2 -1,2 +1,3 @@@", "  a", "++b"]],
    ["other prefixes", ["diff --git i/x w/x", "index 12ab..34cd 100644", "--- i/x", "+++ w/x"]],
    ["patches without git", ["--- x.orig\t2026-03-01", "+++ x\t2026-03-02"]],
  ])("leaves %s as they are", (_, lines) => {
    expect(body(...lines)).toEqual(lines);
  });

  it("marks what would be read as something else", () => {
    expect(body(...HUNK, "-- ", "2.39")).toEqual(["@@ 1", "-a", "+b", "|-- ", "2.39"]);
    expect(body("== x", "|", "@@ 12", "@@ 12x")).toEqual(["|== x", "||", "|@@ 12", "@@ 12x"]);
  });

  it("comes back character by character", () => {
    const texts = fc.oneof(
      { weight: 2, arbitrary: withOddLines(patchLines) },
      { weight: 2, arbitrary: patchLines.map((lines) => lines.join("\n")) },
      piecedText,
    );
    fc.assert(
      fc.property(texts, (text) => {
        const form = encodeDiff(text);
        expect(decodeDiff(form, text.length)).toBe(text);
        expect(() => decodeDiff(form, text.length - 1)).toThrow(SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });
});
