import { describe, expect, it } from "vitest";
import type { CompressContext } from "../../src/compressors/compressor.js";
import { defaultCompressors } from "../../src/compressors/index.js";
import { handleOf } from "../../src/digest/handle.js";
import { sha256 } from "../../src/digest/sha256.js";
import { expandText } from "../../src/form/expand-text.js";
import { compressText } from "../../src/transforms/content-router/compress-text.js";
import { growthOfWork } from "./counting-work.js";
import { expectSteadyWork } from "./expect-steady-work.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";

const compressors = defaultCompressors();
const codecs = compressors.flatMap((compressor) => compressor.codecs);
const context: CompressContext = {
  query: "What failed in part 12?",
  isError: false,
  mayOffload: true,
  format: "text",
  tokensToKeep: 0,
  retrieveHint: "fetch {handle}",
  count: (text) => text.slice().length / 3,
  handleOf: (text) => handleOf(text, sha256),
};

describe("hostile outputs are taken apart, compressed and expanded with steady work", () => {
  it.each(HOSTILE_TEXTS)("$name", ({ name, make }) => {
    expectSteadyWork(name, make, (text) => {
      const compressed = compressText(text, compressors, context, sha256);
      if (compressed !== undefined) expandText(compressed.text, () => text, { digest: sha256, codecs });
    });
  });
});

describe("growthOfWork", () => {
  const make = (length: number): string => "ab\n".repeat(length / 3);

  it("sees what looks at a text again and again", () => {
    const again: Readonly<Record<string, (text: string) => unknown>> = {
      searches: (text) => text.split("\n").map((_, k) => text.indexOf("never", k)),
      copies: (text) => text.split("\n").map((_, k) => text.slice(k)),
      patterns: (text) => text.split("\n").map(() => /b\na$/.test(text)),
    };
    for (const [name, run] of Object.entries(again))
      expect(growthOfWork(make, 4000, run).growth, name).toBeGreaterThan(3);
  });

  it("sees that one look is enough", () => {
    const once = (text: string): unknown => text.split("\n").map((line) => line.replace(/b/g, "c").slice(1));
    const { growth, perCharacter } = growthOfWork(make, 4000, once);
    expect(growth).toBeCloseTo(1, 1);
    expect(perCharacter).toBeLessThan(5);
  });
});
