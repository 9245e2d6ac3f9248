import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../../../providers-anthropic/src/index.js";
import { openaiChat } from "../../../providers-openai/src/index.js";
import { expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type RequestOptions } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import type { Store } from "../../src/store/store.js";
import { type ChatBody, requestLengths, round, run, runMessages, upTo } from "../agent-run.js";
import { failing } from "../stores.js";

const MINUTES = 60_000;
/** Of gpt-4o's cache, with the margin. */
const FORGOTTEN = 12 * MINUTES;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const stores = () => ({ decisions: createMemoryStore() as Store, originals: createMemoryStore() as Store });

/** One process of several that share stores. */
function startProcess(shared: ReturnType<typeof stores>, more: Partial<OptimizerOptions> = {}) {
  return createOptimizer({
    ...{ dialect: openaiChat, compressors: [], retrieval: "assume", strict: true, sha256 },
    ...shared,
    ...more,
  });
}

async function send(optimizer: ReturnType<typeof startProcess>, body: ChatBody, request: RequestOptions) {
  const { body: sent, report } = await optimizer.optimizeObject(body, request);
  const messages = sent.messages.map((message) => JSON.stringify(message));
  return { sent, report, messages, leftOut: messages.filter((text) => text.includes("[Left out: ")).length };
}

const isPrefix = (before: readonly string[], after: readonly string[]): boolean =>
  before.every((text, index) => text === after[index]);

/** Sends a run of 20 rounds, each request at its time, by another process each; tells how often the prefix broke. */
async function replay(body: ChatBody, timeOf: (request: number) => number, shared = stores()) {
  const sent: Awaited<ReturnType<typeof send>>[] = [];
  for (const [index, length] of requestLengths(body).entries()) {
    sent.push(await send(startProcess(shared), upTo(body, length), { now: timeOf(index) }));
  }
  const breaks = sent.flatMap(({ messages }, index) =>
    isPrefix(sent[index - 1]?.messages ?? [], messages) ? [] : [index],
  );
  return { sent, breaks, last: sent.at(-1) as (typeof sent)[number] };
}

const body = run(20);

describe("a conversation that rested for longer than its cache lives", () => {
  it("goes on with markers for its older outputs, the same from then on, and everything comes back", async () => {
    const shared = stores();
    const { sent, breaks, last } = await replay(body, (index) => 10_000 * index + (index > 12 ? FORGOTTEN : 0), shared);
    expect(breaks).toEqual([13]);
    expect(sent[12]?.leftOut).toBe(0);
    // Of 13 rounds, with the question, the last 12 messages stay.
    expect(sent[13]?.leftOut).toBe(7);
    expect(last.leftOut).toBe(7);
    expect(sent[13]?.report).toMatchObject({
      transformsApplied: expect.arrayContaining(["cold_cache:7"]),
      coldCache: { reason: "idle", leftOut: 7 },
    });
    expect(last.report.coldCache).toBeUndefined();
    const back = await expandObject(last.sent, { dialect: openaiChat, compressors: [], ...shared, sha256 });
    expect(back).toEqual(body);
  });

  it("stays as it is when it is not known, however late it comes", async () => {
    const { report, leftOut } = await send(startProcess(stores()), body, { now: 1000 * FORGOTTEN });
    expect([leftOut, report.coldCache]).toEqual([0, undefined]);
  });

  it.each<[string, Partial<OptimizerOptions>, number | undefined]>([
    ["without a clock", {}, undefined],
    ["where the model cannot fetch what is left out", { retrieval: "off" }, FORGOTTEN],
    ["in the lossless profile", { profile: "lossless" }, FORGOTTEN],
    ["where it is told not to", { coldCache: false }, FORGOTTEN],
  ])("stays as it is %s", async (_name, options, now) => {
    const optimizer = startProcess(stores(), options);
    const at = (time: number | undefined): RequestOptions => (time === undefined ? {} : { now: time });
    await send(optimizer, upTo(body, 30), at(now === undefined ? undefined : 0));
    expect((await send(optimizer, body, at(now))).sent).toBe(body);
  });

  it("stays as it is where little can be saved", async () => {
    const { breaks } = await replay(run(20, 3), (index) => FORGOTTEN * index);
    expect(breaks).toEqual([]);
  });

  it("keeps files, which agents edit from", async () => {
    const messages = runMessages(
      Array.from({ length: 20 }, (_, at) =>
        round(at).map((call) => ({ ...call, tool: at < 6 ? "read_file" : "bash" })),
      ),
    );
    const { last } = await replay({ ...body, messages }, (index) => (index > 15 ? FORGOTTEN : 0));
    expect(last.messages.slice(0, 14).join("")).not.toContain("[Left out: ");
    expect(last.leftOut).toBeGreaterThan(0);
  });

  it("is given the longer life that its client asks for", async () => {
    const content = (cached: object) => [{ type: "text", text: "Do all the steps.", cache_control: cached }];
    const rounds = Array.from({ length: 12 }, (_, at) => [
      {
        role: "assistant",
        content: [{ type: "tool_use", id: `call_${at}`, name: "bash", input: { command: `run ${at}` } }],
      },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: `call_${at}`, content: round(at)[0]?.output ?? "" }],
      },
    ]).flat();
    const leftOut = async (cached: object): Promise<number> => {
      const shared = stores();
      const messages = [{ role: "user", content: content(cached) }, ...rounds];
      const request = (count: number) => ({
        model: "claude-sonnet-5",
        max_tokens: 9,
        messages: messages.slice(0, count),
      });
      const optimizer = startProcess(shared, { dialect: anthropicMessages });
      await optimizer.optimizeObject(request(23), { now: 0 });
      const { report } = await optimizer.optimizeObject(request(25), { now: FORGOTTEN });
      return report.coldCache?.leftOut ?? 0;
    };
    expect(await leftOut({ type: "ephemeral" })).toBeGreaterThan(0);
    expect(await leftOut({ type: "ephemeral", ttl: "1h" })).toBe(0);
  });
});

describe("clocks", () => {
  it("that go back count as standing still", async () => {
    const { breaks } = await replay(body, (index) => (index % 2 === 0 ? 1000 * FORGOTTEN : 0));
    expect(breaks).toEqual([]);
  });

  it("that differ by much break the prefix once, and not again", async () => {
    const { breaks } = await replay(body, (index) => 1000 * index + (index > 8 && index % 2 === 0 ? FORGOTTEN : 0));
    expect(breaks).toEqual([10]);
  });
});

describe("another model, or other tools", () => {
  const half = upTo(body, 33);
  const tool = (name: string) => ({ type: "function", function: { name, parameters: { type: "object" } } });

  it("begin with an empty cache, and each keeps its own form while the cache of the other lives", async () => {
    const shared = stores();
    const optimizer = startProcess(shared);
    expect((await send(optimizer, half, { now: 0 })).leftOut).toBe(0);
    const other = await send(optimizer, { ...upTo(body, 35), model: "gpt-4o-mini" }, { now: 1000 });
    expect(other.report.coldCache).toMatchObject({ reason: "model" });
    expect(other.leftOut).toBeGreaterThan(0);
    const back = await send(optimizer, upTo(body, 37), { now: 2000 });
    expect(back.leftOut).toBe(0);
    const tools = await send(optimizer, { ...upTo(body, 39), tools: [tool("list")] }, { now: 3000 });
    expect(tools.report.coldCache).toMatchObject({ reason: "prompt" });
  });

  it("are not tools in another order", async () => {
    const optimizer = startProcess(stores());
    const tools = [tool("list"), tool("read")];
    await send(optimizer, { ...half, tools }, { now: 0 });
    const { report } = await send(optimizer, { ...upTo(body, 35), tools: tools.toReversed() }, { now: 1000 });
    expect(report.coldCache).toBeUndefined();
  });
});

describe("a store that fails", () => {
  it.each([["get"], ["touch"], ["compareAndSet"]] as const)(
    "in %s costs one break, and none when it is back",
    async (operation) => {
      for (const from of [8, 14, 16]) {
        const { decisions, originals } = stores();
        let request = 0;
        const isDown = (): boolean => request >= from && request < from + 2;
        const shared = { decisions: failing(decisions, [operation], isDown), originals };
        const { breaks } = await replay(
          body,
          (index) => {
            request = index;
            return 1000 * index + (index > 12 ? FORGOTTEN : 0);
          },
          shared,
        );
        expect(breaks.length).toBeLessThanOrEqual(from > 12 ? 2 : 1);
      }
    },
  );

  it("of originals leaves what it cannot store as it is, and is not asked again for it", async () => {
    const { decisions, originals } = stores();
    let isDown = true;
    const shared = { decisions, originals: failing(originals, ["compareAndSet"], () => isDown) };
    const optimizer = startProcess(shared);
    await send(optimizer, upTo(body, 33), { now: 0 });
    const cold = await send(optimizer, upTo(body, 35), { now: FORGOTTEN });
    expect([cold.leftOut, cold.report.warnings[0]?.code]).toEqual([0, "store-failed"]);
    isDown = false;
    const next = await send(startProcess(shared), upTo(body, 37), { now: FORGOTTEN + 1000 });
    expect(isPrefix(cold.messages, next.messages)).toBe(true);
  });
});
