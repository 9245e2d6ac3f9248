import { describe, expect, it } from "vitest";
import { equalJson } from "../../src/json/equal-json.js";
import { expandObject } from "../../src/pipeline/expand-body.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import type { PlainBody } from "../plain-dialect.js";
import {
  compressorPages,
  examplesOf,
  optionsOf,
  pageFile,
  pageWithSent,
  readPage,
  sentFor,
} from "./compressor-pages.js";

describe.each(compressorPages())("docs/compressors/%s.md", (name) => {
  const page = readPage(name);

  it("shows what the model sees", async () => {
    await expect(pageWithSent(page)).toMatchFileSnapshot(pageFile(name));
  });

  it.each(examplesOf(page))("gives back $given", async (example) => {
    const options = { ...optionsOf(example), originals: createMemoryStore() };
    const { messages } = (await expandObject(sentFor(example, options), options)) as PlainBody;
    const text = messages.at(-1)?.text as string;
    expect(example.sent).not.toBe(example.given);
    expect(text === example.given || equalJson(text, example.given)).toBe(true);
  });
});
