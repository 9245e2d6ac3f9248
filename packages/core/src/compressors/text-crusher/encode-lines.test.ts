import { describe, expect, it } from "vitest";
import { decodeLines } from "./decode-lines.js";
import { encodeLines } from "./encode-lines.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

/** The lines of a form, which must come back. */
function encode(text: string): readonly string[] {
  const body = encodeLines(text);
  if (body === undefined) throw new Error("There is no form.");
  expect(decodeLines(body, text.length)).toBe(text);
  return body.split("\n");
}

const patternsOf = (form: readonly string[]): readonly string[] =>
  form.slice(
    1,
    form.findIndex((l) => l.startsWith("Text, ")),
  );

describe("encodeLines", () => {
  it("says the wording once, and the values of each line in its place", () => {
    const form = encode(lines(6, (k) => `GET /items/${k * 7} took ${k + 10} ms`));
    expect(form).toEqual([
      "Patterns of lines, {} for each value:",
      "#1 = GET /items/{} took {} ms",
      'Text, "#1 a b" for pattern 1 with values a and b; "#1x3" for three, their values below:',
      "#1x6",
      ...["0 10", "7 11", "14 12", "21 13", "28 14", "35 15"],
    ]);
  });

  it("takes words for values where lines differ in nothing else", () => {
    const users = ["ann", "bob", "cyril", "dora", "emil", "frida", "gustav", "hanna", "ines", "jan", "karl"];
    const form = encode(lines(30, (k) => `user ${users[(k * k) % 11]} logged in from the office in Bern`));
    expect(patternsOf(form)).toEqual(["#1 = user {} logged in from the office in Bern"]);
  });

  it("finds what lines have in common that differ in most words, by the signs between them", () => {
    const names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
    const form = encode(
      lines(6, (k) => `<item name="${names[k]}" kind="${names[(k + 1) % 6]}" owner="${names[5 - k]}"/>`),
    );
    expect(patternsOf(form)).toEqual(['#1 = <item name="{}" kind="{}" owner="{}"/>']);
  });

  it("finds what lines have in common that only begin alike", () => {
    const ends = [
      "is up",
      "was started a while ago by hand",
      "will be gone soon",
      "listens",
      "has no more work to do now",
    ];
    const form = encode(lines(5, (k) => `2026-03-01 08:00:0${k} INFO the worker of the queue ${ends[k]}`));
    expect(patternsOf(form)).toEqual(["#1 = 2026-03-01 08:00:{} INFO the worker of the queue {}"]);
  });

  it("says a pattern by means of another one where only some values are the same", () => {
    const form = encode(
      lines(40, (k) => {
        const host = k < 30 ? "database-primary.internal.example.test" : `host-${k}.example.test`;
        return `2026-03-01 connection ${k * 31} from ${host} on port ${5000 + k} was closed by its peer after ${k} ms`;
      }),
    );
    expect(patternsOf(form).some((line) => /^#\d+ = #1 .*database-primary/.test(line))).toBe(true);
  });

  it("joins lines that follow each other again and again, and mentions equal values again", () => {
    const task = (k: number): string =>
      `begin of the task with the number ${k * 3}\n  task ${k * 3} has ${k * k} parts and waits\nend of the task\n${"-".repeat(k)}`;
    const form = encode(lines(12, task));
    expect(patternsOf(form)).toEqual([
      "#1 = begin of the task with the number {}",
      "+  task {1} has {} parts and waits",
      "+end of the task",
    ]);
  });

  it("leaves lines that recur where they come first, and names them", () => {
    const trace =
      "    at connect (src/pool.js:45:11)\n    at run (src/jobs/run-job.js:88:22)\n    at main (src/index.js:3:1)";
    const form = encode(`first\n${trace}\nsecond\n${trace}\nthird\n${trace}`);
    const at = form.indexOf("#1:3");
    expect(form.slice(at + 1, at + 4).join("\n")).toBe(trace);
    expect(form.filter((line) => line === "#1")).toHaveLength(2);
  });

  it("counts repetitions of a line", () => {
    expect(encode(lines(50, () => "waiting for the database to become ready"))).toContain("#1x50");
  });

  it("leaves rare errors as they are", () => {
    const error = "2026-03-01 08:00:07 ERROR request 7 failed after 12 ms";
    const form = encode(
      lines(60, (k) => (k === 31 ? error : `2026-03-01 08:00:07 INFO request ${k} done after ${k % 9} ms`)),
    );
    expect(form).toContain(error);
  });

  it("takes other signs where the text has these", () => {
    const form = encode(lines(30, (k) => `#${k} {} of item number ${k * 3} is done`));
    expect(form[0]).toBe("Patterns of lines, <> for each value:");
    expect(form[1]).toMatch(/^@1 = /);
  });

  it.each([
    ["", "an empty text"],
    ["one line\nand another one", "lines with nothing in common"],
    ["a\nb\nc\na\nb\nc", "lines too short to be named"],
    ["{} <> <*> {*} [*] (*) <?> {?}\n".repeat(40), "a text with all signs"],
  ])("leaves %j alone: %s", (text) => {
    expect(encodeLines(text)).toBeUndefined();
  });
});
