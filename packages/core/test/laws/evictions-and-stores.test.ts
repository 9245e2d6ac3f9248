import { describe, expect, it } from "vitest";
import { openaiChat } from "../../../providers-openai/src/index.js";
import { expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import type { Report } from "../../src/report/report.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import type { Store } from "../../src/store/store.js";
import { repeats } from "../../src/transforms/repeats/repeats.js";
import { rollingWindow } from "../../src/transforms/rolling-window/rolling-window.js";
import type { RollingWindowOptions } from "../../src/transforms/rolling-window/window-options.js";
import { type ChatBody, requestLengths, run, upTo } from "../agent-run.js";
import { asynchronous, failing } from "../stores.js";

const body = run(30);
const lengths = requestLengths(body);

interface Sent {
  readonly messages: readonly string[];
  readonly report: Report;
}

/** Sends the requests of the run, each to a new process where `fresh` says so. */
async function sendAll(
  options: Partial<OptimizerOptions> & { readonly window?: RollingWindowOptions; readonly fresh?: boolean },
  before: (request: number) => void = () => {},
): Promise<readonly Sent[]> {
  const { window = { maxTokens: 16_000 }, fresh = false, ...more } = options;
  const create = () =>
    createOptimizer({
      ...{ dialect: openaiChat, retrieval: "assume", strict: true },
      transforms: [repeats(), rollingWindow(window)],
      ...more,
    });
  const shared = create();
  const sent: Sent[] = [];
  for (const [request, count] of lengths.entries()) {
    before(request);
    const { body: out, report } = await (fresh ? create() : shared).optimizeObject<ChatBody>(upTo(body, count));
    sent.push({ messages: out.messages.map((message) => JSON.stringify(message)), report });
  }
  return sent;
}

/** Requests that say otherwise what the request before them said. */
function breaksIn(sent: readonly Sent[]): readonly number[] {
  return sent.flatMap(({ messages }, at) => {
    const before = at === 0 ? [] : (sent[at - 1]?.messages ?? []);
    return before.every((message, index) => message === messages[index]) ? [] : [at];
  });
}

const evictedBy = ({ report }: Sent): number => report.outcomes.filter(({ outcome }) => outcome === "evicted").length;

describe("evictions whose originals cannot be stored", async () => {
  const usual = await sendAll({});
  const steps = breaksIn(usual);
  const first = steps[0] as number;
  const second = steps[1] as number;

  it("are not made, and it is said so", async () => {
    const originals = failing(createMemoryStore(), ["compareAndSet"]);
    for (const store of [originals, asynchronous(originals)]) {
      const sent = await sendAll({ originals: store });
      expect(breaksIn(sent)).toEqual([]);
      expect(sent.map(evictedBy)).toEqual(sent.map(() => 0));
      const { report } = sent.at(-1) as Sent;
      expect(report.warnings.map(({ code }) => code)).toEqual(["context-overflow", "store-failed"]);
      expect(report.warnings[1]?.message).toMatch(
        /^\d+ tool outputs were not evicted: Error: no compareAndSet today\.$/,
      );
      expect(report.window).toMatchObject({ evictedResults: 0 });
      expect(report.window?.tokensAfter).toBe(report.window?.tokensBefore);
      expect(report.handles).toEqual([]);
    }
  });

  it.each([false, true])("wait for the next step where that is written down, in new processes: %s", async (fresh) => {
    let isDown = false;
    const originals = failing(createMemoryStore(), ["compareAndSet"], () => isDown);
    const decisions = createMemoryStore();
    const sent = await sendAll({ originals, decisions, fresh }, (request) => {
      isDown = request === first;
    });
    expect(breaksIn(sent)).toEqual(steps.slice(1));
    expect(sent[first + 1]?.report.warnings).toMatchObject([
      { code: "context-overflow" },
      { code: "store-failed", message: expect.stringContaining("until the window moves on") },
    ]);
    expect(sent[second]?.messages).toEqual(usual[second]?.messages);
  });

  it("are broken off by a failure once, when it comes in a process that does not know that they were stored", async () => {
    let isDown = false;
    const store = createMemoryStore();
    const originals = failing(store, ["compareAndSet", "get", "touch"], () => isDown);
    const decisions = createMemoryStore();
    const sent = await sendAll({ originals, decisions, fresh: true }, (request) => {
      isDown = request === first + 2;
    });
    expect(breaksIn(sent)).toEqual([first, first + 2, ...steps.slice(1)]);
  });

  it("stay where this process has stored them before, whatever the store does", async () => {
    let isDown = false;
    const originals = failing(createMemoryStore(), ["compareAndSet", "get", "touch"], () => isDown);
    const sent = await sendAll({ originals, decisions: createMemoryStore() }, (request) => {
      isDown = request > first && request < second;
    });
    expect(breaksIn(sent)).toEqual(steps);
    expect(sent[first + 1]?.report.warnings).toMatchObject([{ code: "store-failed" }]);
  });

  it("are tried again at once where the request does not fit without them", async () => {
    let isDown = false;
    const originals = failing(createMemoryStore(), ["compareAndSet"], () => isDown);
    const window = { modelContextLimits: { "gpt-4o": 20_000 } };
    const sent = await sendAll({ originals, decisions: createMemoryStore(), window }, (request) => {
      isDown = request === first;
    });
    expect(breaksIn(sent)).toEqual([first + 1, ...steps.slice(1)]);
  });

  it("leave the others alone: each is stored by itself", async () => {
    let puts = 0;
    const store = createMemoryStore();
    const originals = failing(store, ["compareAndSet"], () => puts++ === 1);
    const decisions = createMemoryStore();
    const sent = await sendAll({ originals, decisions });
    expect(breaksIn(sent)).toEqual(steps);
    expect(evictedBy(sent[first] as Sent)).toBe(evictedBy(usual[first] as Sent) - 1);
    expect(sent.at(-1)?.messages).toEqual(usual.at(-1)?.messages);
  });

  it("are put back from any store that took them", async () => {
    for (const originals of [createMemoryStore(), asynchronous(createMemoryStore())] as Store[]) {
      const sent = await sendAll({ originals });
      const messages = (sent.at(-1) as Sent).messages.map((message) => JSON.parse(message) as object);
      const back = await expandObject({ ...body, messages }, { dialect: openaiChat, compressors: [], originals });
      expect(back).toEqual(body);
    }
  });
});
