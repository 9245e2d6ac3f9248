import { expect } from "vitest";

/**
 * Reads a view as a reader would and checks whatever it says against the text: what is shown, what each note says is
 * missing, what holds for it, what holds for all. Nothing of the product is used.
 */
export function checkTextView(text: string, body: string): CheckedView {
  const lines = body.split("\n");
  const headline = /^Parts of (\d+) lines? of text, as they stand there\.(?: All of it: .+)?$/.exec(lines[0] ?? "");
  expect(headline, `headline: ${lines[0]}`).not.toBeNull();
  expect(Number(headline?.[1])).toBe(text.split("\n").length);
  const scope = readScope(lines);
  const shown = walk(text, lines.slice(scope.lines));
  checkScope(text, scope, shown);
  checkGaps(text, shown);
  return { shown: shown.spans.map(([from, to]) => text.slice(from, to)).join("\n"), scope, gaps: shown.gaps.length };
}

export interface CheckedView {
  /** All that is shown of the text. */
  readonly shown: string;
  readonly gaps: number;
  readonly scope: Scope;
}

interface Scope {
  /** Lines of the view before the text begins. */
  readonly lines: number;
  readonly kept: number;
  readonly total: number;
  readonly unit: string;
  readonly reasons: string;
  readonly omitted: string;
  readonly all: string | undefined;
  readonly same: string | undefined;
}

function readScope(lines: readonly string[]): Scope {
  const first = /^(\d+) of (\d+) (.+?) shown: (.+)\.$/.exec(lines[1] ?? "");
  expect(first, `scope: ${lines[1]}`).not.toBeNull();
  const [, kept, total, unit = "", reasons = ""] = first as RegExpExecArray;
  const second = /^The (\d+) omitted (.+?): (.+)\.$/.exec(lines[2] ?? "");
  expect(second, `omitted: ${lines[2]}`).not.toBeNull();
  expect(second?.[2]).toBe(unit);
  expect(Number(second?.[1])).toBe(Number(total) - Number(kept));
  const all = lines[3]?.startsWith(`All ${total} ${unit}: `) ? lines[3] : undefined;
  const next = all === undefined ? 3 : 4;
  const same = lines[next]?.startsWith(`The same in all ${total}: `) ? lines[next] : undefined;
  return {
    lines: next + (same === undefined ? 0 : 1),
    kept: Number(kept),
    total: Number(total),
    unit,
    reasons,
    omitted: second?.[3] ?? "",
    all,
    same,
  };
}

interface GapNote {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

interface Shown {
  readonly spans: readonly (readonly [number, number])[];
  readonly gaps: readonly GapNote[];
}

const GAP = /^(…|\[…\]|\[omitted\]) (.+?) omitted(?:: (.+))?$/;

/** Follows the view through the text: every line is the text's, or a note that says which part of the text comes next. */
function walk(text: string, lines: readonly string[]): Shown {
  const spans: [number, number][] = [];
  const gaps: GapNote[] = [];
  let at = 0;
  // Whether the text has a line feed at `at` that has not been passed.
  let isWithin = false;
  for (const line of lines) {
    const note = GAP.exec(line);
    if (note !== null && !text.startsWith(`${line}\n`, isWithin ? at + 1 : at)) {
      const from = isWithin && text[at] === "\n" ? at + 1 : at;
      const to = endOf(text, from, note[2] as string);
      gaps.push({ from, to, says: note[3] ?? "" });
      at = to;
    } else {
      if (isWithin && text[at] === "\n") at++;
      expect(text.slice(at, at + line.length), `not the text at ${at}`).toBe(line);
      spans.push([at, at + line.length]);
      at += line.length;
    }
    isWithin = true;
  }
  expect(at, "the view ends before the text").toBe(text.length);
  return { spans, gaps };
}

/** Where a gap that begins at `from` ends, by what its note says; the note must name just what begins there. */
function endOf(text: string, from: number, place: string): number {
  let at = from;
  for (const [index, part] of place.split(", ").entries()) {
    if (index > 0 && text[at] === "\n") at++;
    const whole = /^lines? (\d+)(?:-(\d+))?$/.exec(part);
    const inside = /^(?:the (first|last) )?(\d+) characters of line (\d+)$/.exec(part);
    if (whole !== null) {
      const first = Number(whole[1]);
      const last = Number(whole[2] ?? first);
      expect(last >= first).toBe(true);
      expect(at, `line ${first} does not begin here`).toBe(startOfLine(text, first));
      at = endOfLine(text, last);
    } else {
      expect(inside, `place: ${part}`).not.toBeNull();
      const [, side, count, line] = inside as RegExpExecArray;
      const start = startOfLine(text, Number(line));
      const end = endOfLine(text, Number(line));
      expect(at >= start && at <= end, `line ${line} is not here`).toBe(true);
      if (side === "first") expect(at).toBe(start);
      at += Number(count);
      if (side === "last") expect(at).toBe(end);
      expect(at <= end).toBe(true);
    }
  }
  return at;
}

function startOfLine(text: string, line: number): number {
  let at = 0;
  for (let k = 1; k < line; k++) at = text.indexOf("\n", at) + 1;
  return at;
}

function endOfLine(text: string, line: number): number {
  const feed = text.indexOf("\n", startOfLine(text, line));
  return feed < 0 ? text.length : feed;
}

function checkScope(text: string, scope: Scope, shown: Shown): void {
  const omitted = shown.gaps.map(({ from, to }) => text.slice(from, to));
  const isInLines = scope.unit === "lines";
  if (isInLines) {
    expect(scope.total).toBe(text.split("\n").length);
    expect(scope.total - scope.kept).toBe(omitted.reduce((sum, part) => sum + part.split("\n").length, 0));
  }
  for (const [, kept, found] of scope.reasons.matchAll(/(\d+) of (\d+)/g)) {
    expect(Number(kept)).toBeLessThanOrEqual(Number(found));
    expect(Number(kept)).toBeLessThanOrEqual(scope.kept);
  }
  for (const clause of scope.omitted.split("; ")) checkOmittedClause(clause, omitted, isInLines);
  if (scope.all !== undefined) {
    for (const clause of scope.all.slice(scope.all.indexOf(": ") + 2, -1).split("; ")) {
      checkFact(clause, text, scope, isInLines);
    }
  }
}

/** `12 contain "fail"`, `none contains "error" or "panic"`, `level never ERROR`. */
function checkOmittedClause(clause: string, omitted: readonly string[], isInLines: boolean): void {
  const lines = omitted.flatMap((part) => part.split("\n"));
  const some = /^(\d+) contain "(\w+)"$/.exec(clause);
  const none = /^none contains (.+)$/.exec(clause);
  const level = /^level (only|never) (.+)$/.exec(clause);
  if (some !== null) {
    const found = lines.filter((line) => line.toLowerCase().includes(some[2] as string)).length;
    if (isInLines) expect(found, clause).toBe(Number(some[1]));
    else expect(found, clause).toBeGreaterThan(0);
  } else if (none !== null) {
    for (const [, word] of (none[1] as string).matchAll(/"(\w+)"/g)) {
      expect(lines.filter((line) => line.toLowerCase().includes(word as string))).toEqual([]);
    }
  } else if (level !== null) {
    const named = (level[2] as string).split(" or ");
    for (const line of lines) {
      const found = levelAt(line);
      if (found !== undefined) expect(named.includes(found), `${clause}: ${line}`).toBe(level[1] === "only");
    }
  } else {
    expect(clause, "an unknown claim about what is omitted").toMatch(/^(?:no level|level only absent|and \d+ more)/);
  }
}

/** The level of a line that clearly has one. */
function levelAt(line: string): string | undefined {
  return /^\d\S+ \[?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)(?=[\]\s:]|$)/.exec(line)?.[1];
}

function checkFact(clause: string, text: string, scope: Scope, isInLines: boolean): void {
  const lines = text.split("\n");
  const phrase = /^(\d+) contain (".+")$/.exec(clause);
  const times = /^times (.+) \(first\) to (.+) \(last\)$/.exec(clause);
  const level = /^level (.+)$/.exec(clause);
  if (phrase !== null) {
    const wanted = JSON.parse(phrase[2] as string) as string;
    const found = lines.filter((line) => line.includes(wanted)).length;
    if (isInLines) expect(found, clause).toBe(Number(phrase[1]));
    else expect(found, clause).toBeGreaterThan(0);
  } else if (times !== null) {
    const way = (times[1] as string)
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace(/\d/g, "\\d")
      .replace(/Mon|[A-Z][a-z]{2}/, "[A-Z][a-z]{2}");
    const before = /^\d/.test(times[1] as string) && (times[1] as string).length < 13 ? "^\\s*\\[?" : "(?<![\\d:T])";
    const written = new RegExp(`${before}(${way})(?![\\d:.,+Z])`);
    const found = lines.flatMap((line) => written.exec(line.slice(0, 160))?.[1] ?? []);
    expect([found[0], found.at(-1)], clause).toEqual([times[1], times[2]]);
  } else if (level !== null) {
    let sum = 0;
    for (const entry of (level[1] as string).split(", ")) {
      const [, name, count] = /^(\S+) (\d+)$/.exec(entry) as RegExpExecArray;
      sum += Number(count);
      if (name === "absent") continue;
      const holding = lines.filter((line) => line.includes(name as string)).length;
      if (isInLines) expect(holding, clause).toBeGreaterThanOrEqual(Number(count));
      const clear = lines.filter((line) => levelAt(line) === name).length;
      expect(clear, clause).toBeLessThanOrEqual(Number(count));
    }
    expect(sum, clause).toBe(scope.total);
  } else {
    expect(clause, "an unknown fact").toMatch(/^and \d+ more columns$/);
  }
}

function checkGaps(text: string, { gaps }: Shown): void {
  for (const { from, to, says } of gaps) {
    // A gap must say where it is in less than it leaves out.
    expect(to - from).toBeGreaterThan(20);
    if (says === "") continue;
    const lines = text.slice(from, to).split("\n");
    const [, count, quoted] = /^(all|\d+) with (".+")$/.exec(says) as RegExpExecArray;
    const found = lines.filter((line) => line.includes(JSON.parse(quoted as string) as string)).length;
    expect(found, says).toBe(count === "all" ? lines.length : Number(count));
  }
}
