import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultCompressors } from "../../src/compressors/index.js";
import { replaceAt } from "../../src/json/edit-value.js";
import type { JsonPath } from "../../src/json/path.js";
import { expandBody, expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { expectOnlySpansChanged } from "../expect-only-changed.js";
import { databaseRows } from "../generators/database-rows.js";
import { logEntries } from "../generators/log-entries.js";
import { SHAPES } from "./shapes.js";

const withValues = SHAPES.filter(({ values }) => values.length > 0).map((shape) => ({
  name: shape.dialect.name,
  ...shape,
}));

/** What tools give that answer with values: rows, rows within a page, and texts that hold rows themselves. */
const answer = fc
  .tuple(fc.integer({ min: 3, max: 120 }), fc.nat(500), fc.constantFrom("rows", "page", "text", "lines"), fc.boolean())
  .map(([count, seed, kind, logs]) => {
    const rows = logs ? logEntries({ count, seed }) : databaseRows({ count, seed, table: "mixed" });
    if (kind === "text") return { code: 0, stdout: JSON.stringify(rows), stderr: "none" };
    if (kind === "lines") return { code: 0, stdout: rows.map((row) => JSON.stringify(row)).join("\n") };
    return kind === "page" ? { total: count, items: rows } : { rows };
  });

describe.each(withValues)("JSON values in $name", ({ dialect, text, body, values }) => {
  const path: JsonPath = (values[0] as string).split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const compressors = defaultCompressors();

  function optimizer(profile: "lossless" | "aggressive") {
    const originals = createMemoryStore();
    const options = { dialect, compressors, originals, profile, retrieval: "assume", strict: true } as const;
    return { originals, ...createOptimizer(options) };
  }

  it("are compressed like texts and come back as values", () => {
    let saved = 0;
    fc.assert(
      fc.property(answer, fc.constantFrom("lossless", "aggressive"), (value, profile) => {
        const request = replaceAt(body, path, value);
        const { originals, optimizeObject } = optimizer(profile);
        const { body: sent, report } = optimizeObject(request) as Optimized<unknown>;
        expect(report.warnings).toEqual([]);
        saved += report.tokensSaved;
        expect(expandObject(sent, { dialect, compressors, originals })).toEqual(request);
        if (profile === "lossless") expect(expandObject(sent, { dialect, compressors })).toEqual(request);
      }),
      { numRuns: 40 },
    );
    expect(saved).toBeGreaterThan(1000);
  });

  it.skipIf(text === undefined)("are compressed in bytes, and nothing beside them changes", () => {
    fc.assert(
      fc.property(answer, fc.constantFrom("lossless", "aggressive"), (value, profile) => {
        const request = JSON.stringify(replaceAt(JSON.parse(text as string), path, value), null, 1);
        const bytes = new TextEncoder().encode(request);
        const { originals, optimize } = optimizer(profile);
        const { body: sent, report } = optimize(bytes) as Optimized<Uint8Array>;
        expectOnlySpansChanged(bytes, sent, report.edits);
        const back = expandBody(sent, { dialect, compressors, originals }) as Uint8Array;
        expect(JSON.parse(new TextDecoder().decode(back))).toEqual(JSON.parse(request));
      }),
      { numRuns: 20 },
    );
  });
});
