import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultCompressors } from "../../src/compressors/index.js";
import { expandObject } from "../../src/pipeline/expand.js";
import { createOptimizer } from "../../src/pipeline/optimizer.js";
import { type PlainBody, plainDialect } from "../plain-dialect.js";

/** Pages whose examples are what a tool gave, and below it what the model sees of it. */
const PAGES = ["search-results", "path-list", "column-table", "drawn-tree", "lines"];
const EXAMPLE = /```text given\n(.*?)\n```.*?```text sent\n(.*?)\n```/gs;

const options = { dialect: plainDialect, compressors: defaultCompressors(), profile: "lossless" } as const;

describe.each(PAGES)("docs/compressors/%s.md", (name) => {
  const page = readFileSync(new URL(`../../../../docs/compressors/${name}.md`, import.meta.url), "utf8");
  const examples = [...page.matchAll(EXAMPLE)].map(([, given, sent]) => ({
    given: given as string,
    sent: sent as string,
  }));

  it("has examples", () => {
    expect(examples.length).toBeGreaterThan(0);
    expect(page.match(/```text (?:given|sent)\n/g)).toHaveLength(2 * examples.length);
  });

  it.each(examples)("shows what the model sees of $given", ({ given, sent }) => {
    const body: PlainBody = { messages: [{ role: "tool", tool: "run", text: given }] };
    const optimized = createOptimizer({ ...options, strict: true }).optimizeObject(body) as { body: PlainBody };
    expect(sent).not.toBe(given);
    expect(optimized.body.messages[0]?.text).toBe(sent);
    expect(expandObject(optimized.body, options)).toEqual(body);
  });
});
