import { describe, expect, it } from "vitest";
import { type PlainBody, type PlainMessage, plainDialect } from "../../test/plain-dialect.js";
import { failing } from "../../test/stores.js";
import { defaultCompressors } from "../compressors/index.js";
import { handleOf } from "../digest/handle.js";
import { writeForm } from "../form/write-form.js";
import { createMemoryStore } from "../store/memory-store.js";
import { contentRouter } from "../transforms/content-router/content-router.js";
import { repeats } from "../transforms/repeats/repeats.js";
import type { Transform } from "../transforms/transform.js";
import { expandObject } from "./expand-body.js";
import { createOptimizer, type Optimized } from "./optimizer.js";
import type { OptimizerOptions } from "./options.js";

const listing = (name: string, count = 30): string =>
  Array.from({ length: count }, (_, at) => `${name} ${at}: checked, and found in order`).join("\n");
const result = (text: string): PlainMessage => ({ role: "tool", tool: "bash", text });
const said = (message: PlainMessage | undefined): string => message?.text ?? "";

/** Leaves results out by their number, as a window does with old ones; those with dependents are spared if so asked. */
function evict(numbers: readonly number[], spare = false): Transform {
  return {
    name: "evict",
    plan({ parts }, context) {
      const results = parts.filter((part) => numbers.includes(context.placeOf(part)?.result ?? 0));
      const evicted = spare ? results.filter((part) => context.dependentsOf(part).length === 0) : results;
      return evicted.map((part) => {
        const text = context.originalOf(part).text as string;
        const offloads = [{ handle: handleOf(text, context.digest), text }];
        return {
          type: "replace",
          part,
          text: writeForm({ kind: "view", standsFor: text, body: "evicted" }, context.digest),
          offloads,
        };
      });
    },
  };
}

function optimize(
  messages: readonly PlainMessage[],
  transforms: readonly Transform[],
  options: Partial<OptimizerOptions> = {},
): Optimized<PlainBody> {
  const originals = createMemoryStore();
  const optimizer = createOptimizer({
    dialect: plainDialect,
    transforms,
    retrieval: "assume",
    strict: true,
    originals,
    ...options,
  });
  const optimized = optimizer.optimizeObject({ messages }) as Optimized<PlainBody>;
  const expanded = expandObject(optimized.body, {
    dialect: plainDialect,
    compressors: defaultCompressors(),
    originals,
  });
  expect(expanded).toEqual({ messages });
  return optimized;
}

describe("references to what is left out afterwards", () => {
  const messages = [
    result(listing("a")),
    result(`x\n${listing("a")}`),
    result(`y\n${listing("a")}`),
    result(`z\n${listing("a")}`),
  ];

  it("go back to the text, in the same step", () => {
    const { body, report } = optimize(messages, [repeats(), evict([1, 3])]);
    expect(said(body.messages[0])).toContain("<headroom:view");
    expect(body.messages[1]).toEqual(messages[1]);
    expect(said(body.messages[2])).toContain("<headroom:view");
    expect(body.messages[3]).toEqual(messages[3]);
    expect(report.warnings).toEqual([]);
    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual([
      "compressed",
      "unchanged",
      "compressed",
      "unchanged",
    ]);
  });

  it("go back to the form that they were shorter than", () => {
    const rows = JSON.stringify(Array.from({ length: 40 }, (_, id) => ({ id, name: `name ${id}`, state: "open" })));
    const transforms = [contentRouter({ compressors: defaultCompressors() }), repeats()];
    const options = { compressors: defaultCompressors(), profile: "lossless" as const, retrieval: "assume" as const };
    const [, alone] = optimize([result(rows), result(rows)], transforms, options).body.messages;
    expect(said(alone)).toContain("[same as tool result 1");
    const evicting = [...transforms, evict([1])];
    const { body } = optimize([result(rows), result(rows)], evicting, { ...options, profile: "balanced" });
    expect(said(body.messages[0])).toContain("<headroom:view");
    expect(said(body.messages[1])).toContain("<headroom:json");
  });

  it("stay where the transform spares what has dependents", () => {
    const { body } = optimize(messages, [repeats(), evict([1, 2, 3], true)]);
    expect(body.messages[0]).toEqual(messages[0]);
    expect(said(body.messages[1])).toContain("<headroom:view");
    expect(said(body.messages[3])).toContain("[same as lines 1-30 of tool result 1");
  });

  it("stay where leaving out fails in the end", () => {
    const originals = failing(createMemoryStore(), ["compareAndSet"]);
    const optimizer = createOptimizer({
      dialect: plainDialect,
      transforms: [repeats(), evict([2])],
      retrieval: "assume",
      originals,
    });
    const { body } = optimizer.optimizeObject({ messages }) as Optimized<PlainBody>;
    expect(body.messages.slice(0, 2)).toEqual(messages.slice(0, 2));
    expect(said(body.messages[2])).toContain("[same as lines 1-30 of tool result 1");
    expect(expandObject(body, { dialect: plainDialect, compressors: [] })).toEqual({ messages });
  });
});
