import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Optimized } from "../../src/pipeline/optimizer.js";
import { createOptimizer } from "../../src/pipeline/optimizer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { contentRouter } from "../../src/transforms/content-router/content-router.js";
import { asynchronous, failing } from "../stores.js";
import { expectNothingLost, expectSacredKept } from "./expect-laws.js";
import { COMPRESSORS, choices, TOKENIZERS } from "./law-options.js";
import { type Exchange, exchange, FORMATS } from "./requests.js";
import { writeOddly } from "./write-oddly.js";

const tokenizers = () => TOKENIZERS;
const compressors = COMPRESSORS;

describe.each(FORMATS)("$dialect.name requests are never worse off", (format) => {
  const { dialect } = format;
  const write = (each: Exchange, seed: number): object => JSON.parse(writeOddly(format.write(each), seed)) as object;
  const seed = fc.nat(1000);
  const offloading = choices.map((chosen) => ({
    ...chosen,
    profile: "aggressive" as const,
    retrieval: "assume" as const,
  }));

  it("where the store fails: what would be left out goes out whole, with a warning", async () => {
    let failures = 0;
    await fc.assert(
      fc.asyncProperty(exchange, seed, offloading, fc.boolean(), async (each, how, chosen, later) => {
        const request = write(each, how);
        const broken = failing(createMemoryStore(), ["compareAndSet"]);
        const originals = later ? asynchronous(broken) : broken;
        const run = await createOptimizer({
          dialect,
          compressors,
          ...chosen,
          tokenizers,
          originals,
          strict: true,
        }).optimizeObject(request);
        expectSacredKept(dialect, request, run.body);
        expectNothingLost(dialect, request, run.body, undefined);
        const failed = run.report.outcomes.filter(({ outcome }) => outcome === "failed");
        expect(run.report.warnings.filter(({ code }) => code === "store-failed")).toHaveLength(failed.length);
        failures += failed.length;
      }),
      { numRuns: 80 },
    );
    expect(failures).toBeGreaterThan(0);
  });

  it("where a compressor throws: the original goes out, with a warning", async () => {
    const broken = {
      name: "broken",
      accepts: ["json", "rows"] as const,
      codecs: [],
      compress: (): never => {
        throw new Error("out of order");
      },
    };
    await fc.assert(
      fc.asyncProperty(exchange, seed, choices, async (each, how, chosen) => {
        const request = write(each, how);
        const optimizer = createOptimizer({
          dialect,
          ...chosen,
          tokenizers,
          transforms: [contentRouter({ compressors: [broken] })],
        });
        const { body: sent, report } = await optimizer.optimizeObject(request);
        expect(sent).toBe(request);
        for (const warning of report.warnings) expect(warning).toMatchObject({ code: "transform-failed" });
      }),
      { numRuns: 30 },
    );
  });

  it("where stores answer later: the same goes out", async () => {
    await fc.assert(
      fc.asyncProperty(exchange, seed, offloading, async (each, how, chosen) => {
        const request = write(each, how);
        const options = { dialect, compressors, ...chosen, tokenizers, strict: true };
        const bytes = new TextEncoder().encode(JSON.stringify(request));
        const stores = { originals: createMemoryStore(), decisions: createMemoryStore() };
        const now = createOptimizer({ ...options, ...stores }).optimize(bytes) as Optimized<Uint8Array>;
        const originals = asynchronous(createMemoryStore());
        const decisions = asynchronous(createMemoryStore());
        const later = await createOptimizer({ ...options, originals, decisions }).optimize(bytes);
        expect(Buffer.compare(later.body, now.body)).toBe(0);
        expect(later.report).toEqual(now.report);
      }),
      { numRuns: 40 },
    );
  });
});
