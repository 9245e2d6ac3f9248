import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { expandBody } from "../../src/pipeline/expand-body.js";
import type { Optimized } from "../../src/pipeline/optimizer.js";
import { expectOnlySpansChanged } from "../expect-only-changed.js";
import { deepFreeze } from "../json-places.js";
import { expectLaws, isSame, partsOf } from "./expect-laws.js";
import { COMPRESSORS, choices, strictOptimizer } from "./law-options.js";
import { exchange, FORMATS } from "./requests.js";
import { writeOddly } from "./write-oddly.js";

const seed = fc.nat(1000);
const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

// Hundreds of conversations, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 });

describe.each(FORMATS)("of $dialect.name requests", (format) => {
  const { dialect } = format;

  it("what is not edited is not changed, nothing is lost, sacred content stays, and no edit costs", () => {
    let edits = 0;
    let references = 0;
    const formsIn = (body: unknown): number => JSON.stringify(body).split("<headroom:same id=").length;
    fc.assert(
      fc.property(exchange, seed, choices, (each, how, chosen) => {
        const body = deepFreeze(JSON.parse(writeOddly(format.write(each), how)) as unknown);
        const sent = expectLaws(format, body, chosen);
        if (sent !== body) edits++;
        if (formsIn(sent) > formsIn(body)) references++;
      }),
      { numRuns: 100 },
    );
    expect(edits).toBeGreaterThan(20);
    expect(references).toBeGreaterThan(20);
  });

  it("every byte outside the edits is the input's byte", () => {
    let edits = 0;
    fc.assert(
      fc.property(exchange, seed, choices, fc.constantFrom("", "", "\ufeff"), (each, how, chosen, mark) => {
        const text = mark + writeOddly(format.write(each), how);
        const bytes = new TextEncoder().encode(text);
        const { optimizer, originals } = strictOptimizer(format, chosen);
        const { body, report } = optimizer.optimize(bytes) as Optimized<Uint8Array>;
        if (report.edits.length === 0) expect(body).toBe(bytes);
        expectOnlySpansChanged(bytes, body, report.edits);
        edits += report.edits.length;
        const before = partsOf(dialect, JSON.parse(text.slice(mark.length)));
        const places = new Set(before.filter((part) => part.kind === "tool-result").map((part) => part.path.join(".")));
        for (const { path } of report.edits) expect(places).toContain(path.join("."));
        const back = expandBody(body, { dialect, compressors: COMPRESSORS, originals }) as Uint8Array;
        const after = partsOf(dialect, JSON.parse(textOf(back).slice(mark.length)));
        expect(after.length).toBe(before.length);
        for (const [at, part] of before.entries()) expect(isSame(part.text, after[at]?.text)).toBe(true);
        if (report.edits.length === 0) expect(back).toBe(bytes);
      }),
      { numRuns: 60 },
    );
    expect(edits).toBeGreaterThan(20);
  });
});
