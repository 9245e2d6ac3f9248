import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ENCODINGS, referenceIds } from "./reference.test-support.js";
import { testTokenizer } from "./test-tokenizer.test-support.js";

/** The reference is slow on some contents; the head of a file has the same structure as the rest. */
const MOST_CHARACTERS = 80_000;

const corpus = process.env.HEADROOM_CORPUS;

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(corpus === undefined)("real tool outputs", () => {
  const payloads = corpus === undefined ? [] : files(join(corpus, "payloads"));

  it("are there", () => {
    expect(payloads.length).toBeGreaterThan(0);
  });

  it.each(ENCODINGS)("have the reference's ids in %s", { timeout: 120_000 }, (encoding) => {
    const tokenizer = testTokenizer(encoding);
    const differing = payloads.filter((file) => {
      const text = readFileSync(file, "utf8").slice(0, MOST_CHARACTERS);
      const expected = referenceIds(encoding, text);
      return tokenizer.encode(text).join() !== expected.join() || tokenizer.count(text) !== expected.length;
    });
    expect(differing).toEqual([]);
  });
});
