import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEXT_KINDS, type TextKind, textOutput } from "../../../test/generators/text-outputs.js";
import { linesText, repetitiveText } from "../../../test/line-texts.js";
import { handleOf } from "../../digest/handle.js";
import { sha256 } from "../../digest/sha256.js";
import type { CompressContext, Compression } from "../compressor.js";
import { resolveTextCrusherOptions, type TextCrusherOptions } from "../text-crusher/text-crusher-options.js";
import { buildTextView } from "./build-text-view.js";
import { checkTextView } from "./view-checker.test-support.js";

const CONTEXT: CompressContext = {
  query: "",
  isError: false,
  mayOffload: true,
  format: "text",
  tokensToKeep: 0,
  retrieveHint: "fetch {handle}",
  count: (text) => Math.ceil(text.length / 3),
  handleOf: (text) => handleOf(text, sha256),
};

function view(
  text: string,
  context: Partial<CompressContext> = {},
  options: Partial<TextCrusherOptions> = {},
): Compression | undefined {
  const resolved = resolveTextCrusherOptions(options);
  return buildTextView({ kind: "text", text, embedded: false }, undefined, resolved, { ...CONTEXT, ...context });
}

function bodyOf(
  text: string,
  context: Partial<CompressContext> = {},
  options: Partial<TextCrusherOptions> = {},
): string {
  const body = view(text, context, options)?.body;
  if (body === undefined) throw new Error("There is no view.");
  checkTextView(text, body);
  return body;
}

const logText = (count = 800): string => textOutput({ kind: "log", count });

describe("buildTextView", () => {
  it("says how much of how much is shown, and how to get the rest", () => {
    const text = logText();
    const made = view(text);
    expect(made).toMatchObject({ kind: "view", standsFor: text });
    const [headline, scope, omitted, all] = (made?.body ?? "").split("\n");
    expect(headline).toBe(
      `Parts of 800 lines of text, as they stand there. All of it: fetch ${handleOf(text, sha256)}`,
    );
    expect(scope).toMatch(/^\d+ of 800 lines shown: first 3, last \d+, errors \(1 of 1\), /);
    expect(omitted).toMatch(
      /^The \d+ omitted lines: none contains "error", "fail", "exception", "fatal" or "panic"; level only INFO\.$/,
    );
    expect(all).toMatch(/^All 800 lines: times 2026-03-01T08:00:00\.000Z \(first\) to .+ \(last\); .*level INFO \d+/);
  });

  it.each(TEXT_KINDS)("tells nothing about a text of the kind %s that is not so", (kind) => {
    for (const [seed, count] of [
      [1, 300],
      [2, 900],
      [3, 2500],
    ] as const) {
      const text = textOutput({ kind, count, seed });
      const made = view(text, { query: "Which order was lost? What about item 17 and test_river_3?" });
      expect(made).toBeDefined();
      checkTextView(text, made?.body ?? "");
      expect(CONTEXT.count(made?.body ?? "")).toBeLessThan(CONTEXT.count(text) * 0.8);
    }
  });

  it("tells nothing that is not so about texts meant to break it", () => {
    let views = 0;
    const kinds = fc.constantFrom(...TEXT_KINDS);
    const text = fc.oneof(
      fc
        .tuple(linesText, repetitiveText, fc.constantFrom("\n", "\r\n"), kinds, fc.nat(50))
        .map(([a, b, feed, kind, seed]) => [a, textOutput({ kind, count: 120, seed }), b].join(feed)),
      fc.array(linesText, { minLength: 4, maxLength: 12 }).map((texts) => texts.join("\n").repeat(4)),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (each, isError) => {
        const made = view(each, { isError, query: 'item 7 "GET /a/b" of INFO' });
        if (made === undefined) return;
        views++;
        checkTextView(each, made.body);
      }),
      { numRuns: 150 },
    );
    expect(views).toBeGreaterThan(30);
  });

  it("shows an error with what stands around it, and the heading above it", () => {
    const text = textOutput({ kind: "build", count: 700 });
    const body = bodyOf(text);
    const lines = text.split("\n");
    const errors = lines.filter((line) => line.includes(": error: "));
    expect(errors.length).toBeGreaterThan(10);
    for (const error of errors) {
      const at = lines.indexOf(error);
      expect(body).toContain(lines.slice(at - 1, at + 3).join("\n"));
    }
    expect(body).toContain("errors generated.");
  });

  it("shows every failed test, what it said, and the summary", () => {
    const text = textOutput({ kind: "tests", count: 800 });
    const body = bodyOf(text);
    for (const line of text.split("\n").filter((each) => /FAILED|^E |^>|AssertionError|^___/.test(each))) {
      expect(body).toContain(line);
    }
    expect(body).toMatch(/\d+ failed, \d+ passed in 3\.21s/);
  });

  it("shows what the query names exactly, also a part of a longer word", () => {
    const text = logText();
    const line = text.split("\n")[500] as string;
    const item = /items\/(\d+)/.exec(line)?.[1];
    expect(bodyOf(text, { query: `Who asked for /items/${item}?` })).toContain(line);
    const file = /Compiling (\S+)/.exec(textOutput({ kind: "build", count: 700 }).split("\n")[333] ?? "")?.[1] ?? "";
    expect(bodyOf(textOutput({ kind: "build", count: 700 }), { query: `And ${file.slice(6)}?` })).toContain(file);
  });

  it("shows the row that tells of trouble in a table, and the header", () => {
    const text = textOutput({ kind: "table", count: 600 });
    const body = bodyOf(text);
    for (const line of text.split("\n").filter((each) => each.includes("CrashLoopBackOff")))
      expect(body).toContain(line);
    expect(body).toContain("RESTARTS");
  });

  it("shows each sort of error where there are too many", () => {
    const lines = Array.from({ length: 3000 }, (_, k) => `ERROR worker ${k}: connection to host ${k * 7} was refused`);
    lines[1200] = "ERROR disk is full";
    lines[2100] = "ERROR clock went backwards";
    const body = bodyOf(lines.join("\n"));
    expect(body).toContain("ERROR disk is full");
    expect(body).toContain("ERROR clock went backwards");
    expect(body).toMatch(/errors \(\d+ of 3000\)/);
    expect(CONTEXT.count(body)).toBeLessThan(CONTEXT.count(lines.join("\n")) / 3);
  });

  it("shows every line with an error where the tool failed", () => {
    const text = Array.from({ length: 900 }, (_, k) =>
      k % 3 === 0
        ? `ERROR ${k}: cannot open ${k}`
        : `step ${k} of the long way to the end of it all went as it should have gone`,
    ).join("\n");
    const body = bodyOf(text, { isError: true });
    for (const line of text.split("\n").filter((each) => each.startsWith("ERROR"))) expect(body).toContain(`${line}\n`);
  });

  it("shows parts of long lines, and says which are missing", () => {
    const text = textOutput({ kind: "long-lines", count: 800 });
    expect(bodyOf(text)).toMatch(/characters of line \d+ omitted/);
    const needle = "It is the lost_needle_4711 that counts.";
    const long = "a word and another, ".repeat(4000);
    const body = bodyOf(`${long}${needle}${long}`, { query: "lost_needle_4711" });
    expect(body).toContain(needle);
    expect(body).toMatch(/\n… \d+ characters of line 1 omitted\n/);
  });

  it("keeps the ends of lines as they are", () => {
    const text = logText().replaceAll("\n", "\r\n");
    expect(
      bodyOf(text)
        .split("\n")
        .filter((line) => line.endsWith("\r")).length,
    ).toBeGreaterThan(10);
  });

  it("marks gaps with what no shown line begins with", () => {
    const lines = logText().split("\n");
    lines[1] = '… lines 4-5 omitted: all with "nothing"';
    const body = bodyOf(lines.join("\n"));
    expect(body).toContain(lines[1]);
    expect(body).toMatch(/\n\[…\] lines \d+-\d+ omitted/);
    lines[2] = "[…] line 2 omitted";
    lines[799] = "[omitted] line 3 omitted";
    expect(view(lines.join("\n"))).toBeUndefined();
  });

  it("does not leave out what is shorter than a note about it", () => {
    const body = bodyOf(textOutput({ kind: "markup", count: 900 }));
    for (const [, from, to] of body.matchAll(/^… lines (\d+)-(\d+) omitted/gm)) {
      expect(Number(to) - Number(from)).toBeGreaterThanOrEqual(1);
    }
  });

  it.each([
    ["where nothing may be left out", {}, { mayOffload: false }],
    ["where JSON must stay JSON", {}, { format: "json" as const }],
    ["of a text below the threshold", { minTokensToCrush: 100_000 }, {}],
    ["when it is switched off", { enabled: false }, {}],
    ["of a text with few lines", { minItemsToAnalyze: 5000 }, {}],
  ])("gives none %s", (_where, options, context) => {
    expect(view(logText(), context, options)).toBeUndefined();
  });

  it("gives none where the lossless form is small or nearly as small", () => {
    const text = logText();
    const lossless = { kind: "lines", body: "x".repeat(1000), standsFor: text, tag: "t" };
    const resolved = resolveTextCrusherOptions();
    const content = { kind: "text", text, embedded: false } as const;
    expect(buildTextView(content, lossless, resolved, CONTEXT)).toBeUndefined();
    const larger = { ...lossless, body: "x".repeat(text.length / 2) };
    expect(buildTextView(content, larger, resolved, CONTEXT)).toMatchObject({ kind: "view" });
  });

  it("shows as many lines as it is told to", () => {
    const text = logText(2000);
    const shown = (options: Partial<TextCrusherOptions>): number =>
      Number(/^(\d+) of 2000/m.exec(bodyOf(text, {}, options))?.[1]);
    expect(shown({ maxItemsAfterCrush: 40 })).toBeLessThan(80);
    expect(shown({ maxItemsAfterCrush: 400 })).toBeGreaterThan(shown({ maxItemsAfterCrush: 40 }));
    expect(shown({ keepFirst: 60 })).toBeGreaterThanOrEqual(60);
    expect(bodyOf(text, {}, { keepFirst: 60 }).split("\n")).toContain(text.split("\n")[59]);
    expect(bodyOf(text, {}, { keepLast: 60 }).split("\n")).toContain(text.split("\n")[1940]);
  });

  it("does not look for errors when it is told not to", () => {
    expect(bodyOf(logText(), {}, { preserveErrors: false })).not.toContain("errors (");
  });

  it("shows lines that share words with the query", () => {
    const lines = logText(2000).split("\n");
    lines[1500] = "2026-03-01T08:18:15.000Z INFO front: the lighthouse keeper painted his boat";
    const query = "What about the lighthouse keeper and the boat?";
    expect(bodyOf(lines.join("\n"), { query })).toContain(lines[1500]);
    expect(bodyOf(lines.join("\n"), { query })).toContain("relevant to the query");
    const weak = { query: "a boat" };
    expect(bodyOf(lines.join("\n"), weak)).toContain("relevant to the query (");
    expect(bodyOf(lines.join("\n"), weak, { relevanceThreshold: 1 })).not.toContain("relevant to the query (");
  });

  it("keeps as many tokens as it must", () => {
    const text = "the same line over and over again, as it always was\n".repeat(3000);
    expect(CONTEXT.count(bodyOf(text))).toBeLessThan(700);
    const body = bodyOf(text, { tokensToKeep: 1200 });
    expect(CONTEXT.count(body)).toBeGreaterThanOrEqual(1200);
    expect(CONTEXT.count(body)).toBeLessThan(2400);
  });

  it("is the same each time", () => {
    for (const kind of TEXT_KINDS) {
      const text = textOutput({ kind, count: 500 });
      expect(view(text)).toEqual(view(text));
    }
  });

  it.each<[string, (length: number) => string]>([
    ["short lines", (length) => "a1\n".repeat(length / 3)],
    ["one line", (length) => "word1 ".repeat(length / 6)],
    ["one word", (length) => "a".repeat(length)],
    [
      "different lines",
      (length) => Array.from({ length: length / 12 }, (_, k) => `${(k * 7919) % 100_003} failed`).join("\n"),
    ],
    ["dots", (length) => `${"A.b".repeat(2000)}Error\n`.repeat(length / 6006)],
    ["underscores", (length) => `${"_".repeat(1400)} x\n`.repeat(length / 1403)],
    ["blanks", (length) => `${" ".repeat(1400)}x\n`.repeat(length / 1402)],
    ["colons", (length) => `${"error :".repeat(200)}\n`.repeat(length / 1401)],
    ["escapes", (length) => "\u001b[1".repeat(length / 3)],
    ["angle brackets", (length) => "<".repeat(length)],
    ["digits and words", (length) => `${"1 error".repeat(200)}\n`.repeat(length / 1401)],
  ])("takes near-linear time for %s", (_name, make) => {
    const text = make(3_000_000);
    const made = view(text, { query: 'Where is "a1" and 7919 of node_modules/x.js?' });
    expect(made === undefined || made.body.length < text.length).toBe(true);
  });
});

const KINDS_OF_CLAIMS: readonly TextKind[] = ["log", "table", "trace"];

describe("what a view says", () => {
  it.each(KINDS_OF_CLAIMS)("is checked by a checker that finds what is wrong (%s)", (kind) => {
    const text = textOutput({ kind, count: 900 });
    const { body } = view(text) as Compression;
    expect(() => checkTextView(text, body)).not.toThrow();
    const spoilt = [
      body.replace(/^(\d+) of/m, (_all, count: string) => `${Number(count) + 1} of`),
      body.replace(/^… lines (\d+)-(\d+)/m, (_all, from: string, to: string) => `… lines ${from}-${Number(to) + 1}`),
      body.replace(/none contains "error"/, 'none contains "e"'),
      body.replace(/\n([^\n]{20,})$/, "\n$1 "),
      body.replace(/ omitted\n/, ' omitted: all with "nowhere"\n'),
    ];
    for (const each of spoilt) {
      if (each !== body) expect(() => checkTextView(text, each)).toThrow();
    }
  });
});
