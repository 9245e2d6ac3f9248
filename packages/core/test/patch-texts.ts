import fc from "fast-check";

/** Patches as git writes them, and such as it does not write: wrong counts, other prefixes, lines that look like headers. */

const path = fc.constantFrom(
  ...["src/main.ts", "a b/c d.ts", '"src/\\303\\244.ts"', '"a b\\t"', "new file.ts", "binary x", "empty", "mode 1"],
  ...["b/src/x.ts", " b/x", "renamed 9% a => b", "1234567..89abcde x", "100755", "100644 a", "- x", "deleted", "é"],
);
const blob = fc.constantFrom("1234567", "89abcde", "0000000", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "123456");
const mode = fc.constantFrom("100644", "100644", "100755", "120000", "10");

const withPrefix = (prefix: string, name: string): string =>
  name.startsWith('"') ? `"${prefix}${name.slice(1)}` : prefix + name;
const withTab = (name: string): string => (name.includes(" ") ? `${name}\t` : name);

const fileHeader = fc
  .record({
    from: path,
    to: fc.option(path, { nil: undefined }),
    how: fc.constantFrom("rename", "copy"),
    change: fc.constantFrom("", "", "", "new", "deleted", "mode"),
    mode,
    other: mode,
    before: blob,
    after: blob,
    index: fc.constantFrom("with mode", "with mode", "without mode", "none"),
    contents: fc.constantFrom("hunks", "hunks", "hunks", "binary", "none"),
    prefix: fc.constantFrom("a/", "a/", "a/", "i/", ""),
  })
  .map(({ from, to = from, how, change, mode, other, before, after, index, contents, prefix }) => {
    const [old, now] = [withPrefix(prefix, from), withPrefix(prefix === "a/" ? "b/" : prefix, to)];
    const lines = [`diff --git ${old} ${now}`];
    if (change === "mode") lines.push(`old mode ${mode}`, `new mode ${other}`);
    else if (change !== "") lines.push(`${change} file mode ${mode}`);
    if (to !== from) lines.push("similarity index 87%", `${how} from ${from}`, `${how} to ${to}`);
    const zero = "0".repeat(7);
    const range = `${change === "new" ? zero : before}..${change === "deleted" ? zero : after}`;
    if (index !== "none") lines.push(`index ${range}${index === "with mode" ? ` ${mode}` : ""}`);
    const [left, right] = [change === "new" ? "/dev/null" : old, change === "deleted" ? "/dev/null" : now];
    if (contents === "hunks") lines.push(`--- ${withTab(left)}`, `+++ ${withTab(right)}`);
    if (contents === "binary") lines.push(`Binary files ${left} and ${right} differ`);
    return lines;
  });

const bodyLine = fc.constantFrom(
  ...[" const a = 1;", "-  return a;", "+  return b;", " ", "+", "-", "--- a/x", "+++ b/x", "-- ", "+@@ 1", " == x"],
  ...["\\ No newline at end of file", " |", "+é\r", "-\tx"],
);

interface Hunk {
  readonly lines: readonly string[];
  readonly gap: number;
  readonly off: number;
  readonly rest: string;
}

const hunk: fc.Arbitrary<Hunk> = fc.record({
  lines: fc.array(bodyLine, { maxLength: 8 }),
  gap: fc.nat(30),
  // Mostly right, sometimes not.
  off: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1),
  rest: fc.constantFrom("", " function value() {", " ", " @@ -1 +1 @@", "x"),
});

/** The lines of hunks that follow one another in a file. */
function hunkLines(hunks: readonly Hunk[]): string[] {
  let [before, after] = [1, 1];
  return hunks.flatMap(({ lines, gap, off, rest }) => {
    before += gap;
    after += gap;
    const counted = lines.filter((line) => !line.startsWith("\\"));
    const oldCount = counted.filter((line) => !line.startsWith("+")).length;
    const newCount = counted.filter((line) => !line.startsWith("-")).length;
    const range = (start: number, count: number): string =>
      `${count === 0 ? start - 1 : start}${count === 1 ? "" : `,${count}`}`;
    const header = `@@ -${range(before, oldCount)} +${range(after + off, newCount)} @@${rest}`;
    before += oldCount;
    after += newCount;
    return [header, ...lines];
  });
}

const otherLines = fc.constantFrom<string[]>(
  [],
  [],
  ["", "commit 3f2a7c1d5e6b8a90", "Author: Ann <ann@example.test>", "", "    Say what changed", ""],
  ["-- ", "2.39.2", ""],
  ["== mine", "|", "|| two", "@@ 12 x", "@@ 1"],
  ["diff --cc a.ts", "index 12ab,34cd..56ef", "@@@ -1,2 -1,2 +1,3 @@@", "  a", "++b"],
  [" 2 files changed, 3 insertions(+)", "\\"],
  ["--- a/plain.ts", "+++ b/plain.ts", "@@ -1 +1 @@", "-a", "+b"],
);

/** Patches of several files, with commits and other lines among them. */
export const patchLines: fc.Arbitrary<string[]> = fc
  .array(fc.tuple(otherLines, fileHeader, fc.array(hunk, { maxLength: 4 }), otherLines), { maxLength: 5 })
  .map((files) =>
    files.flatMap(([above, header, hunks, below]) => [...above, ...header, ...hunkLines(hunks), ...below]),
  );
