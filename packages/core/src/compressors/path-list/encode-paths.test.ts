import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecedText, withOddLines } from "../../../test/line-pieces.js";
import { decodePaths } from "./decode-paths.js";
import { encodePaths } from "./encode-paths.js";

const body = (lines: readonly string[]): readonly string[] => encodePaths(lines.join("\n")).split("\n").slice(1);
const within = (directory: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => directory + name);

describe("encodePaths", () => {
  it("says each directory once while the list stays in it", () => {
    const first = within(
      "packages/core/src/",
      "index.ts",
      "json/scan.ts",
      "json/splice.ts",
      "json/tree/node.ts",
      "run.ts",
    );
    const second = within("packages/core/test/", "laws/a.test.ts", "b.test.ts");
    expect(body([...first, ...second, "README.md", ...first])).toEqual([
      "packages/core/",
      " src/",
      "  index.ts",
      "  json/",
      "   scan.ts splice.ts tree/node.ts",
      "  run.ts",
      " test/",
      "  laws/a.test.ts b.test.ts",
      "README.md",
      "packages/core/src/",
      " index.ts",
      " json/",
      "  scan.ts splice.ts tree/node.ts",
      " run.ts",
    ]);
  });

  it("takes roots, drives and names of tests for directories", () => {
    expect(body(within("/var/log/containers/", "a.log", "b.log", "c.log", "d.log"))).toEqual([
      "/var/log/containers/",
      " a.log b.log c.log d.log",
    ]);
    expect(body(within("C:\\Users\\ann\\source\\", "a.cs", "b.cs", "c.cs"))[0]).toBe("C:\\Users\\ann\\source\\");
    expect(body(within("test/unit/test_a.py::TestA::", "test_one", "test_two", "test_three"))).toEqual([
      "test/unit/test_a.py::TestA::",
      " test_one test_two test_three",
    ]);
  });

  it("puts names on lines of their own behind what stands before their path", () => {
    const lines = [
      "8\t/usr/share/perl5/Git",
      "40\t/usr/share/perl5",
      "4\t/usr/share/man/man1",
      "4\t/usr/share/man/man2",
    ];
    expect(body([...lines, "9\t/usr/share/man", "60\t/usr/share"])).toEqual([
      "/usr/",
      " share/",
      "8\tperl5/Git",
      "40\tperl5",
      "  man/",
      "4\tman1",
      "4\tman2",
      " share/",
      "9\tman",
      "/usr/",
      "60\tshare",
    ]);
  });

  it("quotes what is no path", () => {
    const files = within("packages/core/src/compressors/", "a.ts", "b.ts", "c.ts");
    expect(body([...files, "Found 3 files", "", ...files])).toEqual([
      "packages/core/src/compressors/",
      " a.ts b.ts c.ts",
      '"Found 3 files"',
      '""',
      "packages/core/src/compressors/",
      " a.ts b.ts c.ts",
    ]);
  });

  it("comes back character by character", () => {
    const step = fc.constantFrom("packages", "node_modules", "a", "..", ".", "", "é", "x y", '"q"', "C:", "a:");
    const steps = fc.array(fc.tuple(step, fc.constantFrom("/", "/", "\\", "::", "//")), { maxLength: 5 });
    const lead = fc.constantFrom("", "", "4\t", "12K  ", " M ", "?? ", "\t", "12 ");
    const path = fc.tuple(lead, steps, step).map(([first, all, last]) => `${first}${all.flat().join("")}${last}`);
    fc.assert(
      fc.property(fc.oneof(withOddLines(fc.array(path, { maxLength: 30 })), piecedText), (text) => {
        const form = encodePaths(text);
        expect(decodePaths(form, text.length)).toBe(text);
        expect(() => decodePaths(form, text.length - 1)).toThrow(SyntaxError);
      }),
      { numRuns: 1000 },
    );
  });
});
