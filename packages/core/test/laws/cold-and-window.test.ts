import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { JsonValue } from "../../src/json/path.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { expectNothingLost, expectSacredKept } from "./expect-laws.js";
import { COMPRESSORS, TOKENIZERS } from "./law-options.js";
import { type Exchange, exchange, FORMATS, type Format } from "./requests.js";

vi.setConfig({ testTimeout: 120_000 });

type Body = { readonly model: string; readonly messages: readonly JsonValue[] };

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const MINUTES = 60_000;

/** Conversations of some length, without forms of whose originals the store may come to know by chance. */
const conversation: fc.Arbitrary<Exchange> = fc
  .array(exchange, { minLength: 7, maxLength: 8 })
  .map((exchanges) => ({ ...(exchanges[0] as Exchange), steps: exchanges.flatMap(({ steps }) => steps) }))
  .filter((each) => !JSON.stringify(each).includes("rows of another tenant"));

/** What is different about a request: how long its client rested, and whether it has the other model. */
const circumstances = fc.array(
  fc.record({
    rest: fc.constantFrom(0, 0, 1, 1, 4, 30, 100, -10),
    isOther: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 200, maxLength: 200 },
);

const MODELS: Readonly<Record<string, readonly [string, string]>> = {
  "openai-chat": ["gpt-4o", "gpt-5.5"],
  "anthropic-messages": ["claude-sonnet-5", "claude-opus-4-5"],
};

/** A process of several that share stores. */
function startProcess(
  { dialect }: Format,
  stores: Pick<Parameters<typeof createOptimizer>[0], "originals" | "decisions">,
) {
  const shared = { dialect, compressors: COMPRESSORS, tokenizers: () => TOKENIZERS, sha256, strict: true };
  const rollingWindow = { maxTokens: 9000, keepLastTurns: 2 };
  return createOptimizer({ ...shared, ...stores, retrieval: "assume", minimumCacheableTokens: 0, rollingWindow });
}

describe.each(FORMATS)("conversations of $dialect.name that rest and change their model", (format) => {
  const { dialect } = format;

  it("break only where the cache is cold or the window moves, and come back whole", () => {
    const seen = { cold: 0, steps: 0 };
    const isSeen = () => seen.cold > 3 && seen.steps > 3;
    const law = () =>
      fc.assert(
        fc.property(conversation, circumstances, (each, changes) => {
          const { messages, ...rest } = format.write(each) as unknown as Body;
          const stores = { originals: createMemoryStore(), decisions: createMemoryStore() };
          const shared = startProcess(format, stores);
          let now = 1_000_000 * MINUTES;
          let before: { readonly model: string; readonly sent: Optimized<Body> } | undefined;
          for (let count = 1; count <= messages.length; count++) {
            if ((messages[count - 1] as { readonly role?: string }).role === "assistant") continue;
            const { rest: minutes, isOther } = changes[count % changes.length] as { rest: number; isOther: boolean };
            now += minutes * MINUTES;
            const model = (MODELS[dialect.name] as readonly [string, string])[isOther ? 1 : 0];
            const body: Body = { ...rest, model, messages: messages.slice(0, count) };
            const optimizer = count % 2 === 0 ? shared : startProcess(format, stores);
            const sent = optimizer.optimizeObject(body, { now }) as Optimized<Body>;
            const { report } = sent;
            for (const { code } of report.warnings) expect(code).toBe("context-overflow");
            expectSacredKept(dialect, body, sent.body);
            expectNothingLost(dialect, body, sent.body, stores.originals);
            const moved = (report.window?.steps ?? 0) !== (before?.sent.report.window?.steps ?? 0);
            if (report.coldCache !== undefined) seen.cold++;
            if (moved) seen.steps++;
            if (before !== undefined && before.model === model && report.coldCache === undefined && !moved) {
              const old = before.sent.body.messages;
              expect(sent.body.messages.slice(0, old.length)).toEqual(old);
            }
            before = { model, sent };
          }
        }),
        { numRuns: 8, endOnFailure: true },
      );
    law();
    // Chance may give conversations that never rest for long enough.
    for (let again = 0; again < 4 && !isSeen(); again += 1) law();
    expect(seen.cold).toBeGreaterThan(3);
    expect(seen.steps).toBeGreaterThan(3);
  });
});
