import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../src/json/path.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { contentRouter } from "../../src/transforms/content-router/content-router.js";
import { repeats } from "../../src/transforms/repeats/repeats.js";
import { markersFor } from "../../src/transforms/rolling-window/eviction-marker.js";
import { foldWindow, type WindowState } from "../../src/transforms/rolling-window/window-fold.js";
import { windowLimits } from "../../src/transforms/rolling-window/window-limits.js";
import { type RollingWindowOptions, resolveWindowOptions } from "../../src/transforms/rolling-window/window-options.js";
import type { Transform } from "../../src/transforms/transform.js";
import { createRandom } from "../generators/random.js";
import { expectNeverWorse, expectNothingLost, expectSacredKept } from "./expect-laws.js";
import { type Choices, COMPRESSORS, choices, strictOptimizer } from "./law-options.js";
import { type Exchange, exchange, FORMATS, type Format } from "./requests.js";
import { writeOddly } from "./write-oddly.js";

type Body = { readonly messages: readonly JsonValue[] };
type WindowedChoices = Choices & { readonly rollingWindow: RollingWindowOptions };

const seed = fc.nat(1000);
const upTo = (body: Body, count: number): Body => ({ ...body, messages: body.messages.slice(0, count) });

/** Conversations of some length, without forms of whose originals the store may come to know by chance. */
const conversation: fc.Arbitrary<Exchange> = fc
  .array(exchange, { minLength: 2, maxLength: 3 })
  .map((exchanges) => ({ ...(exchanges[0] as Exchange), steps: exchanges.flatMap(({ steps }) => steps) }))
  .filter((each) => !JSON.stringify(each).includes("rows of another tenant"));

const windowed: fc.Arbitrary<WindowedChoices> = fc
  .tuple(
    choices,
    fc.record({
      maxTokens: fc.integer({ min: 3500, max: 9000 }),
      keepLastTurns: fc.integer({ min: 0, max: 4 }),
      dropOldestFirst: fc.constantFrom(true, true, false),
      priceCliffs: fc.boolean(),
    }),
  )
  .map(([chosen, rollingWindow]) => ({ ...chosen, rollingWindow }));

function send(format: Format, chosen: WindowedChoices, body: Body, originals = createMemoryStore()): Optimized<Body> {
  return strictOptimizer(format, chosen, originals).optimizer.optimizeObject(body) as Optimized<Body>;
}

/** What the window of the default pipeline comes to. */
function stateOf({ dialect }: Format, { rollingWindow, ...chosen }: WindowedChoices, body: Body): WindowState {
  let state: WindowState | undefined;
  const settings = resolveWindowOptions(rollingWindow);
  const probe: Transform = {
    name: "probe",
    plan(view, context) {
      const limits = windowLimits(settings, view.model, context.model, context.mayOffload);
      state = foldWindow(view, context, settings, limits, markersFor({}));
      return undefined;
    },
  };
  const transforms = [contentRouter({ compressors: COMPRESSORS }), repeats(), probe];
  createOptimizer({ ...chosen, dialect, compressors: COMPRESSORS, transforms, strict: true }).optimizeObject(body);
  return state as WindowState;
}

describe.each(FORMATS)("the window of $dialect.name requests", (format) => {
  const { dialect } = format;
  const write = (each: Exchange, how: number): Body => JSON.parse(writeOddly(format.write(each), how)) as Body;

  it("evicts nothing but tool outputs, and all of them come back", () => {
    let evicted = 0;
    fc.assert(
      fc.property(conversation, seed, windowed, (each, how, chosen) => {
        const body = write(each, how);
        const originals = createMemoryStore();
        const { body: sent, report } = send(format, chosen, body, originals);
        const changed = expectSacredKept(dialect, body, sent);
        expectNeverWorse(changed);
        expectNothingLost(dialect, body, sent, originals);
        for (const { code } of report.warnings) expect(code).toBe("context-overflow");
        evicted += report.window?.evictedResults ?? 0;
        expect(report.outcomes.filter(({ outcome }) => outcome === "evicted")).toHaveLength(
          report.window?.evictedResults ?? 0,
        );
      }),
      { numRuns: 40 },
    );
    expect(evicted).toBeGreaterThan(20);
  });

  it("says again what it said, in any order of requests and by any process, until it moves", () => {
    let steps = 0;
    fc.assert(
      fc.property(conversation, seed, windowed, seed, (each, how, chosen, order) => {
        const body = write(each, how);
        const counts = body.messages.map((_message, at) => at + 1);
        const sent = new Map<number, Optimized<Body>>();
        const shared = strictOptimizer(format, chosen).optimizer;
        for (const [turn, count] of createRandom(order).shuffle(counts).entries()) {
          const optimizer = turn % 2 === 0 ? shared : strictOptimizer(format, chosen).optimizer;
          sent.set(count, optimizer.optimizeObject(upTo(body, count)) as Optimized<Body>);
        }
        for (const count of counts.slice(1)) {
          const [before, now] = [count - 1, count].map((at) => sent.get(at) as Optimized<Body>) as [
            Optimized<Body>,
            Optimized<Body>,
          ];
          const moved = (now.report.window?.steps ?? 0) - (before.report.window?.steps ?? 0);
          expect(moved).toBeGreaterThanOrEqual(0);
          expect(moved).toBeLessThanOrEqual(1);
          steps += moved;
          if (moved === 0)
            expect(now.body.messages.slice(0, before.body.messages.length)).toEqual(before.body.messages);
        }
      }),
      { numRuns: 15 },
    );
    expect(steps).toBeGreaterThan(5);
  });

  it("moves when the conversation has grown by half, unless what must stay fills most of it", () => {
    let steps = 0;
    fc.assert(
      fc.property(conversation, seed, windowed, (each, how, chosen) => {
        const state = stateOf(format, chosen, write(each, how));
        const limit = chosen.rollingWindow.maxTokens as number;
        for (const [at, step] of state.steps.entries()) {
          expect(step.before).toBeGreaterThan(limit);
          expect(step.after).toBeLessThan(step.before);
          const last = state.steps[at - 1];
          if (last !== undefined && last.after <= (limit * 2) / 3) {
            expect(step.before).toBeGreaterThanOrEqual(1.5 * last.after);
          }
          // What cannot be brought below the limit is tried again only when it has grown.
          if (last !== undefined && last.after > limit) expect(step.before).toBeGreaterThan(1.5 * last.after);
        }
        if (state.total > limit && state.steps.length > 0) {
          const last = state.steps.at(-1);
          expect(state.least > limit || (last?.after as number) > limit).toBe(true);
        }
        steps += state.steps.length;
      }),
      { numRuns: 60 },
    );
    expect(steps).toBeGreaterThan(20);
  });
});
