import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findVolatile } from "./find-volatile.js";
import { maskOf, valuesOf, withValues } from "./mask.js";

/** What is found, as `kind=value`; with `!` where the words say that it is now. */
const found = (text: string): readonly string[] =>
  findVolatile(text).map(({ kind, start, end, isNow }) => `${kind}${isNow ? "!" : ""}=${text.slice(start, end)}`);

describe("dates and times", () => {
  it.each([
    ["You are helpful. Today is January 7, 2025.", "date!=January 7, 2025"],
    ["Today is Tuesday, January 7, 2025. Be brief.", "date!=Tuesday, January 7, 2025"],
    ["Today is Tuesday.", "date!=Tuesday"],
    ["Current date: 2025-01-07", "date!=2025-01-07"],
    ["current date 2025-01-07", "date!=2025-01-07"],
    ["Today's date: 2025-01-07", "date!=2025-01-07"],
    ["Today’s date is 7th of January 2025", "date!=7th of January 2025"],
    ["- **Current date:** 2025-01-07", "date!=2025-01-07"],
    ["Today is 1/7/2025", "date!=1/7/2025"],
    ["Current month: x. The current date is January 2025.", "date!=January 2025"],
    ["<current_date>2025-01-07</current_date>", "date!=2025-01-07"],
    ['{"currentDate": "2025-01-07"}', "date!=2025-01-07"],
    ["Current time: 2026-11-26T09:00:08.000Z", "time!=2026-11-26T09:00:08.000Z"],
    ["Current time: 10:04 PM CET (Europe/Berlin), go", "time!=10:04 PM CET (Europe/Berlin)"],
    ["It is now 3:04 PM on Tuesday, January 7, 2025.", "time!=3:04 PM on Tuesday, January 7, 2025"],
    [
      "The current date and time is Wed Jan 7 2025 10:00:00 GMT+0100 (Central European Standard Time)",
      "time!=Wed Jan 7 2025 10:00:00 GMT+0100 (Central European Standard Time)",
    ],
    ["Current timestamp: 1736240000", "time!=1736240000"],
    ["Started at 2025-01-07T10:00:00Z.", "time=2025-01-07T10:00:00Z"],
    ["The contract is of January 7, 2025.", "date=January 7, 2025"],
    ["Released 2025-01-07.", "date=2025-01-07"],
  ])("are found in %j", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    "Use gpt-4o-2024-08-06 or logs/2025-01-07.txt.",
    "v2025-01-07, 2025-01-07-beta, a@2025-01-07, 2025-13-07, 12025-01-07",
    "May 2025 be good. In March we met. Version 10:20 of 30.",
    "Knowledge cutoff: 2024-06",
    "Today we work. It is now time.",
  ])("are not seen in %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("are those of the given patterns instead, where there are any", () => {
    const text = "Day 12 of 365. Today is January 7, 2025.";
    const spans = findVolatile(text, [/Day \d+/, /x*/g]);
    expect(spans.map(({ start, end, isNow }) => [text.slice(start, end), isNow])).toEqual([
      ["Day 12", true],
      ["January 7, 2025", false],
    ]);
  });
});

describe("git status", () => {
  it("is found with its branch and its commits", () => {
    const text =
      'gitStatus: a snapshot.\nCurrent branch: main\n\nMain branch: main\n\nStatus:\nM src/a.ts\n?? "b c.md"\n R a -> b\n\nRecent commits:\nabc1234 fix: x\n';
    expect(found(text)).toEqual([
      "git-status=main",
      'git-status=\nM src/a.ts\n?? "b c.md"\n R a -> b',
      "git-status=\nabc1234 fix: x",
    ]);
  });

  it("is a value also where nothing is changed yet", () => {
    const clean = "Git status:\n\nBe brief.";
    const dirty = "Git status:\n M a.ts\n\nBe brief.";
    expect(maskOf(clean, findVolatile(clean))).toBe(maskOf(dirty, findVolatile(dirty)));
  });

  it("is found as people see it", () => {
    const status =
      'On branch main\nUntracked files:\n  (use "git add <file>..." to include)\n\tfoo.txt\n\nnothing added to commit';
    expect(found(`Look:\n${status}\n\nOther text`)).toEqual([`git-status=${status}`]);
  });

  it("is not any text below a heading", () => {
    expect(found("Status:\nA short word about things\n")).toEqual(["git-status="]);
    expect(found("The status of the branch: good")).toEqual([]);
  });
});

describe("directories and identifiers", () => {
  it.each([
    ["Working directory: /repo/a b\nNext", "directory=/repo/a b"],
    ["  - Primary working directory: `C:\\work`\r\nNext", "directory=C:\\work"],
    ["<cwd>/repo</cwd>", "directory=/repo"],
    ["Is directory a git repo: Yes\ncwd = ~/x", "directory=~/x"],
    ["id 0B5B3C3E-1111-4222-8333-444455556666.", "id=0B5B3C3E-1111-4222-8333-444455556666"],
    ["Request-ID: ab12cd34; more", "id=ab12cd34"],
    ["x-anthropic-billing-header: cc_version=2.1.330.1aa; cch=0a1b2;", "nonce=0a1b2"],
  ])("are found in %j", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each(["The session id: optional", "a working directory is needed", "Directory: (root)", "sha 0b5b3c3e-1111"])(
    "are not seen in %j",
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});

const piece = fc.constantFrom(
  ...["Today is January 7, 2025.", "Current time: 10:00", "\n", " ", "Status:\n M a.ts", "x", "2025-01-07", "Now: "],
  ...["cwd: /a/b", "On branch main", "session id: 12345678", "0b5b3c3e-1111-4222-8333-444455556666", "\r\n", "Tuesday"],
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 80 }),
);

describe("whatever the text", () => {
  it("spans stand in order, do not overlap, and their values put in place give the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const spans = findVolatile(text);
        for (const [index, { start, end }] of spans.entries()) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
        }
        expect(withValues(text, spans, valuesOf(text, spans))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it("takes time in proportion to its length", () => {
    for (const part of [
      "current ",
      "Today is ",
      "Status:\n",
      "session id: ",
      "a-".repeat(20),
      "Working directory: /",
    ]) {
      expect(findVolatile(part.repeat(200_000 / part.length)).length).toBeGreaterThanOrEqual(0);
    }
  });
});
