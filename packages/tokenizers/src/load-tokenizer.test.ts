import { describe, expect, it } from "vitest";
import { cl100kBase } from "./cl100k/index.js";
import { loadTokenizer } from "./load-tokenizer.js";
import { o200kBase } from "./o200k/index.js";
import { ENCODINGS, referenceIds } from "./reference.test-support.js";

describe("loadTokenizer", () => {
  it.each(ENCODINGS)("gives one ready instance of %s", async (encoding) => {
    const [first, second] = await Promise.all([loadTokenizer(encoding), loadTokenizer(encoding)]);
    expect(first).toBe(second);
    expect(first).toMatchObject({ id: encoding, exact: true });
    const text = "naïve camelCase's 东京 <|endoftext|>";
    expect(first.encode(text)).toEqual(referenceIds(encoding, text));
  });

  it("refuses an encoding it does not have and names those it has", async () => {
    const unknown = "p50k_base" as "o200k_base";
    await expect(loadTokenizer(unknown)).rejects.toThrow('no encoding "p50k_base". Use o200k_base or cl100k_base.');
    await expect(loadTokenizer("toString" as "o200k_base")).rejects.toThrow(RangeError);
  });
});

describe.each([
  { tokenizer: o200kBase, encoding: "o200k_base" as const },
  { tokenizer: cl100kBase, encoding: "cl100k_base" as const },
])("the import of $encoding", ({ tokenizer, encoding }) => {
  it("counts without a promise", () => {
    const text = "don't panic: 1234567 日本語";
    expect(tokenizer).toMatchObject({ id: encoding, exact: true });
    expect(tokenizer.encode(text)).toEqual(referenceIds(encoding, text));
    expect(tokenizer.count(text)).toBe(referenceIds(encoding, text).length);
    tokenizer.clearCache();
    expect(tokenizer.count(text)).toBe(referenceIds(encoding, text).length);
  });
});
