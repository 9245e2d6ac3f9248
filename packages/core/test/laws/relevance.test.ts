import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { defaultCompressors } from "../../src/compressors/index.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import type { AsyncRelevanceScorer } from "../../src/relevance/async-relevance-scorer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { createRandom } from "../generators/random.js";
import { type PlainBody, type PlainMessage, plainDialect } from "../plain-dialect.js";
import { asynchronous, failing } from "../stores.js";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Rows with nothing in common, of which only some can be shown. */
function rowsOf(list: number): readonly { readonly id: string; readonly depot: string; readonly parcel: string }[] {
  return Array.from({ length: 120 }, (_, row) => {
    const text = digest(`${list} ${row}`);
    return { id: text.slice(0, 10), depot: text.slice(10, 30), parcel: text.slice(30, 64) };
  });
}

function conversation(lists: number): PlainBody {
  const messages = Array.from({ length: lists }, (_, list): readonly PlainMessage[] => [
    { role: "user", text: `Which of them was late in week ${list}?` },
    { role: "assistant", text: "I look at the parcels." },
    { role: "tool", tool: "list_parcels", id: `c${list}`, text: JSON.stringify(rowsOf(list)) },
  ]);
  return { messages: messages.flat() };
}

const upTo = (body: PlainBody, count: number): PlainBody => ({ messages: body.messages.slice(0, count) });

/** Rates rows by chance, never the same way twice. */
function fickle(seed: number, fails: () => boolean = () => false): AsyncRelevanceScorer & { calls(): number } {
  const random = createRandom(seed);
  let calls = 0;
  return {
    name: "fickle",
    calls: () => calls,
    scoreBatch(items) {
      calls++;
      if (fails()) throw new Error("out of order");
      return items.map(() => ({ score: random.uniform(0, 1) ** 4 }));
    },
  };
}

function optimizerWith(options: Partial<OptimizerOptions>) {
  const optimizer = createOptimizer({
    dialect: plainDialect,
    compressors: defaultCompressors({ smartCrusher: { maxItemsAfterCrush: 12 } }),
    retrieval: "assume",
    strict: true,
    ...options,
  });
  return (body: PlainBody) => optimizer.optimizeObject(body) as Optimized<PlainBody>;
}

// Hundreds of requests, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 });

describe("choices by a scorer outside of the process", () => {
  const body = conversation(3);
  const turns = fc.array(fc.record({ count: fc.integer({ min: 1, max: 9 }), fresh: fc.boolean() }), {
    minLength: 2,
    maxLength: 6,
  });

  it("are made once: what was sent is sent again, in any order of requests, by any process", () => {
    fc.assert(
      fc.property(turns, fc.nat(), (requests, seed) => {
        const stores = { decisions: createMemoryStore(), originals: createMemoryStore() };
        const shared = optimizerWith({ ...stores, relevance: fickle(seed) });
        const sent: PlainMessage[] = [];
        for (const [turn, { count, fresh }] of requests.entries()) {
          const optimize = fresh ? optimizerWith({ ...stores, relevance: fickle(seed + turn) }) : shared;
          const { messages } = optimize(upTo(body, count)).body;
          messages.forEach((message, at) => {
            sent[at] ??= message;
            expect(message).toEqual(sent[at]);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("are made once, too, when the scorer or the store does not answer at times", () => {
    fc.assert(
      fc.property(turns, fc.nat(), (requests, seed) => {
        const random = createRandom(seed);
        const isDown = (): boolean => random.uniform(0, 1) < 0.3;
        const decisions = failing(createMemoryStore(), ["get", "compareAndSet"], isDown);
        const optimize = optimizerWith({ decisions, relevance: fickle(seed, isDown) });
        const sent: PlainMessage[] = [];
        for (const { count } of requests) {
          optimize(upTo(body, count)).body.messages.forEach((message, at) => {
            sent[at] ??= message;
            expect(message).toEqual(sent[at]);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("are the same for two processes that choose at the same time", async () => {
    const decisions = asynchronous(createMemoryStore());
    const send = (seed: number) =>
      createOptimizer({
        ...{ dialect: plainDialect, compressors: defaultCompressors(), retrieval: "assume", strict: true, decisions },
        relevance: fickle(seed),
      }).optimizeObject(body);
    const [one, two] = await Promise.all([send(1), send(2)]);
    expect(one.report.tokensSaved).toBeGreaterThan(1000);
    expect(one.body).toEqual(two.body);
  });

  it("show what was asked for in other words", () => {
    const row = rowsOf(0)[71] as ReturnType<typeof rowsOf>[number];
    const knowing: AsyncRelevanceScorer = {
      name: "knowing",
      scoreBatch: (items, context) =>
        items.map((item) => ({ score: item.includes(row.id) ? Number(/late/.test(context)) : 0 })),
    };
    const first = upTo(body, 3);
    const textOf = (options: Partial<OptimizerOptions>) => optimizerWith(options)(first).body.messages[2]?.text;
    const decisions = createMemoryStore();
    expect(textOf({ decisions, relevance: knowing })).toContain(row.depot);
    expect(textOf({})).not.toContain(row.depot);
    expect(textOf({ decisions, relevance: fickle(1) })).toContain(row.depot);
  });

  it("are not made without a store of decisions, and the report says so", () => {
    const scorer = fickle(1);
    const { body: sent, report } = optimizerWith({ relevance: scorer })(body);
    expect(sent).toEqual(optimizerWith({})(body).body);
    expect(scorer.calls()).toBe(0);
    expect(report.warnings).toEqual([
      { code: "not-rated", message: expect.stringMatching(/^Rows of 3 results .* fickle .* no store of decisions/) },
    ]);
  });

  it("are told of when the scorer fails, or gives what are no scores", () => {
    for (const [relevance, reason] of [
      [fickle(1, () => true), "out of order"],
      [{ name: "short", scoreBatch: () => [] }, "0 scores for 120 items"],
      [{ name: "odd", scoreBatch: (items: readonly string[]) => items.map(() => ({ score: Number.NaN })) }, "NaN"],
    ] as const) {
      const decisions = createMemoryStore();
      const { body: sent, report } = optimizerWith({ decisions, relevance })(body);
      expect(sent).toEqual(optimizerWith({})(body).body);
      expect(report.warnings).toEqual([{ code: "not-rated", message: expect.stringContaining(reason) }]);
      expect(optimizerWith({ decisions, relevance: fickle(1) })(body).body).toEqual(sent);
    }
  });

  it("are not asked for where all is shown", () => {
    const scorer = fickle(1);
    const small: PlainBody = {
      messages: [{ role: "tool", tool: "list", text: JSON.stringify(rowsOf(0).slice(0, 9)) }],
    };
    const optimize = optimizerWith({ decisions: createMemoryStore(), relevance: scorer });
    optimize(small);
    optimizerWith({ decisions: createMemoryStore(), relevance: scorer, profile: "lossless" })(body);
    optimizerWith({ decisions: createMemoryStore(), relevance: scorer, retrieval: "off" })(body);
    expect(scorer.calls()).toBe(0);
    const { messages } = optimize(body).body;
    expect(scorer.calls()).toBe(3);
    expect(optimize(body).body.messages).toEqual(messages);
    expect(scorer.calls()).toBe(3);
  });

  it("are kept for each tenant", () => {
    const decisions = createMemoryStore();
    const scorer = fickle(1);
    optimizerWith({ decisions, relevance: scorer, tenant: "one" })(body);
    optimizerWith({ decisions, relevance: scorer, tenant: "two" })(body);
    expect(scorer.calls()).toBe(6);
  });
});
