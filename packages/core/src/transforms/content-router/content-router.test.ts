import { describe, expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../../test/plain-dialect.js";
import type { Compressor } from "../../compressors/compressor.js";
import { defaultCompressors } from "../../compressors/index.js";
import { smartCrusher } from "../../compressors/smart-crusher/smart-crusher.js";
import { createOptimizer, type Optimized } from "../../pipeline/optimizer.js";
import type { OptimizerOptions } from "../../pipeline/options.js";

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join("\n");

const LOG = lines(80, (k) => `2026-03-01 08:00:${10 + (k % 50)} INFO api: GET /v1/items/${k} 200 in ${k % 9} ms`);
const FOUND = lines(60, (k) => `packages/core/src/part-${k >> 3}/index.ts:${k * 7}:  return value(${k});`);
const PATCH = `diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1,60 +1,60 @@\n${lines(60, (k) => `   step(${k}, "the same words again and again");`)}`;

function sent(text: string, command: string, options: Partial<OptimizerOptions> = {}): string {
  const body: PlainBody = { messages: [{ role: "tool", tool: "bash", args: { command }, text }] };
  const compressors = defaultCompressors();
  const optimizer = createOptimizer({
    dialect: plainDialect,
    compressors,
    retrieval: "assume",
    strict: true,
    ...options,
  });
  return (optimizer.optimizeObject(body) as Optimized<PlainBody>).body.messages[0]?.text as string;
}

describe("contentRouter", () => {
  it("keeps what an agent may edit from, also where the rest could be fetched", () => {
    expect(sent(LOG, "npm test")).not.toBe(LOG);
    expect(sent(LOG, "cat src/a.ts")).toBe(LOG);
    expect(sent(LOG, "cat app.log")).not.toBe(LOG);
    expect(sent(PATCH, "git diff")).toBe(PATCH);
    expect(sent(PATCH, "make patch")).toBe(PATCH);
    expect(sent(PATCH, "make patch", { profile: "aggressive" })).toBe(PATCH);
  });

  it("keeps the wording of lines of files", () => {
    expect(sent(LOG, "git show HEAD")).toBe(LOG);
    expect(sent(LOG, "git show --stat HEAD")).not.toBe(LOG);
    const found = sent(FOUND, "grep -rn value packages");
    expect(found).toMatch(/^<headroom:search /);
    expect(found).toContain("return value(59);");
  });

  it("takes lines of several kinds as one text where they have more in common so", () => {
    const block = (k: number): string =>
      `${lines(12, (n) => `src/part-${k}/module/file-${n}.ts`)}\n${lines(12, (n) => `checked part ${k}, file ${n}: 0 problems in ${n * 7} ms, 12 rules`)}`;
    const text = lines(12, block);
    const forms = (output: string) => sent(output, "make check", { profile: "lossless" }).match(/<headroom:\w+/g);
    expect(forms(text)).toEqual(["<headroom:lines"]);
    const two = `${lines(40, (n) => `src/part-${n >> 2}/module/file-${n}.ts`)}\n${LOG}`;
    expect(forms(two)).toEqual(["<headroom:paths", "<headroom:lines"]);
  });

  it("makes the form that leaves nothing out where a view that was made without it is refused", () => {
    const id = (k: number): string => Math.imul(k + 1, 0x9e3779b1).toString(36);
    const text = JSON.stringify(
      Array.from({ length: 400 }, (_, k) => ({ id: id(k), owner: id(k + 400), state: "open" })),
    );
    const view = { kind: "view", body: "too short to be cached", standsFor: text, tag: "view" };
    let encoded = 0;
    const crusher = smartCrusher();
    const compressors: Compressor[] = [
      {
        ...crusher,
        compress(content, context) {
          encoded++;
          return crusher.compress(content, context);
        },
        view: () => view,
      },
    ];
    expect(sent(text, "fetch", { compressors })).toMatch(/^<headroom:view /);
    expect(encoded).toBe(0);
    expect(sent(text, "fetch", { compressors, minimumCacheableTokens: 500 })).toMatch(/^<headroom:json /);
    expect(encoded).toBe(1);
  });

  it("goes by what the caller says of tools", () => {
    expect(sent(LOG, "npm test", { verbatimTools: ["ba*"] })).toBe(LOG);
    expect(sent(LOG, "cat src/a.ts", { dataTools: ["bash"] })).not.toBe(LOG);
    expect(sent(LOG, "cat src/a.ts", { dataTools: ["bash"], verbatimTools: ["bash"] })).toBe(LOG);
    for (const names of [["a", 1], "bash", [""]]) {
      expect(() => sent(LOG, "", { dataTools: names as never })).toThrow("dataTools must be a list of names of tools.");
      expect(() => sent(LOG, "", { verbatimTools: names as never })).toThrow("verbatimTools must be");
    }
  });
});
