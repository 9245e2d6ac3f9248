import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../../../providers-anthropic/src/index.js";
import { openaiChat } from "../../../providers-openai/src/index.js";
import { handleOf } from "../../src/digest/handle.js";
import { sha256 } from "../../src/digest/sha256.js";
import { HeadroomError } from "../../src/errors.js";
import type { ModelCatalog } from "../../src/models/model-catalog.js";
import { expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { repeats } from "../../src/transforms/repeats/repeats.js";
import { rollingWindow } from "../../src/transforms/rolling-window/rolling-window.js";
import { windowLimits } from "../../src/transforms/rolling-window/window-limits.js";
import { type RollingWindowOptions, resolveWindowOptions } from "../../src/transforms/rolling-window/window-options.js";
import { type ChatBody, outputOf, requestLengths, round, roundMessages, run, runMessages, upTo } from "../agent-run.js";

type Options = RollingWindowOptions & Partial<Pick<OptimizerOptions, "retrieval" | "format" | "profile" | "mode">>;

function send(body: ChatBody, options: Options, more: Partial<OptimizerOptions> = {}): Optimized<ChatBody> {
  const { retrieval = "assume", format = "text", profile = "balanced", mode = "optimize", ...window } = options;
  const optimizer = createOptimizer({
    ...{ dialect: openaiChat, retrieval, format, profile, mode, strict: true },
    transforms: [rollingWindow(window)],
    ...more,
  });
  return optimizer.optimizeObject(body) as Optimized<ChatBody>;
}

const MARKER = /^<headroom:view id="[0-9a-f]{12}" lines="1" sum="[0-9a-f]{6}">\n\[Left out: /;
const textsOf = ({ messages }: ChatBody): readonly string[] => messages.map(({ content }) => JSON.stringify(content));
const evictedIn = ({ messages }: ChatBody): readonly number[] =>
  messages.flatMap(({ content }, at) => (typeof content === "string" && MARKER.test(content) ? [at] : []));
/** Index of the result of a round. */
const resultOf = (at: number): number => 3 + 2 * at;

describe("a conversation within the window", () => {
  it("goes out as it came", () => {
    const body = run(5);
    const { body: sent, report } = send(body, { maxTokens: 100_000 });
    expect(sent).toBe(body);
    expect(report.window).toBeUndefined();
    expect(report.warnings).toEqual([]);
  });
});

describe("a conversation that passes the limit", () => {
  const body = run(10);
  const { body: sent, report } = send(body, { maxTokens: 10_000 });

  it("has its oldest tool outputs evicted, until about half of the limit is left", () => {
    const evicted = evictedIn(sent);
    expect(evicted.length).toBeGreaterThan(2);
    expect(evicted).toEqual(evicted.map((_at, k) => resultOf(k)));
    expect(report.window).toMatchObject({ limit: 10_000, limitedBy: "option", evictedResults: evicted.length });
    const steps = requestLengths(body).map((count) => send(upTo(body, count), { maxTokens: 10_000 }).report.window);
    const first = steps.find((step) => step !== undefined);
    expect(first?.tokensBefore).toBeGreaterThan(10_000);
    expect(first?.tokensAfter).toBeLessThan(7000);
    expect(first?.tokensAfter).toBeGreaterThan(4000);
  });

  it("keeps everything else as it is", () => {
    const evicted = new Set(evictedIn(sent));
    for (const [at, message] of sent.messages.entries()) {
      if (evicted.has(at)) expect({ ...message, content: "" }).toEqual({ ...body.messages[at], content: "" });
      else expect(message).toBe(body.messages[at]);
    }
  });

  it("says what stood there, and how to see it", () => {
    const handle = handleOf(outputOf("step 0"), sha256);
    expect(sent.messages[resultOf(0)]?.content).toContain(
      `[Left out: bash(run step 0), 150 lines: "step 0 0: larch ocean amber" … "step 0 149: `,
    );
    expect(sent.messages[resultOf(0)]?.content).toMatch(new RegExp(`"; to see it: headroom retrieve ${handle}\\]$`));
    expect(report.handles).toContain(handle);
  });

  it("comes back from the store", () => {
    const originals = createMemoryStore();
    const { body: out } = send(body, { maxTokens: 10_000 }, { originals });
    expect(out).toEqual(sent);
    expect(expandObject(out, { dialect: openaiChat, compressors: [], originals })).toEqual(body);
  });

  it("is reported part by part", () => {
    const outcomes = report.outcomes.filter(({ outcome }) => outcome === "evicted");
    expect(outcomes).toHaveLength(evictedIn(sent).length);
    for (const { tag } of outcomes) expect(tag).toBe(`window_cap:${outcomes.length}`);
    expect(report.transformsApplied).toEqual([`window_cap:${outcomes.length}`]);
    expect(report.tokensSaved).toBeGreaterThan(3000);
  });

  it("is the same from one request to the next, until the limit is passed again", () => {
    const long = run(45);
    let before: readonly string[] = [];
    const moved: number[] = [];
    for (const count of requestLengths(long)) {
      const { body: out, report: told } = send(upTo(long, count), { maxTokens: 20_000 });
      const texts = textsOf(out);
      if (before.some((text, at) => text !== texts[at])) moved.push(told.window?.steps as number);
      before = texts;
      expect(told.window?.tokensAfter ?? 0).toBeLessThanOrEqual(20_000);
    }
    expect(moved).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("where the model cannot fetch", () => {
  it("the marker says to run the tool again, and the original is stored all the same", () => {
    const originals = createMemoryStore();
    const body = run(10);
    for (const profile of ["lossless", "balanced", "aggressive"] as const) {
      const { body: sent, report } = send(body, { maxTokens: 10_000, retrieval: "off", profile }, { originals });
      const [first] = evictedIn(sent);
      expect(sent.messages[first as number]?.content).toMatch(/; run the tool again if you need it\]$/);
      expect(sent.messages[first as number]?.content).not.toContain("retrieve");
      expect(report.warnings).toEqual([]);
      expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals })).toEqual(body);
    }
  });

  it("the contents of files are to be read again in any case", () => {
    const rounds = Array.from({ length: 10 }, (_, at) => [
      { tool: "read_file", args: { path: `src/${at}.ts` }, output: outputOf(`line ${at}`) },
    ]);
    const { body: sent } = send({ model: "gpt-4o", messages: runMessages(rounds) }, { maxTokens: 10_000 });
    expect(sent.messages[resultOf(0)]?.content).toMatch(
      /read_file\(src\/0\.ts\), 150 lines; read it again if you need it\]$/,
    );
  });
});

describe("the options", () => {
  const body = run(10);
  const evicted = (options: Options): number => evictedIn(send(body, options).body).length;

  it("enabled: switches the window off", () => {
    expect(send(body, { maxTokens: 10_000, enabled: false }).body).toBe(body);
  });

  it("maxTokens: the lower, the more goes", () => {
    expect(evicted({ maxTokens: 12_000 })).toBeGreaterThan(0);
    expect(evicted({ maxTokens: 8000 })).toBeGreaterThan(0);
    expect(evicted({ maxTokens: 100_000 })).toBe(0);
  });

  it("modelContextLimits: by name, or by the longest name that the model's begins with", () => {
    const limitOf = (limits: Readonly<Record<string, number>>): number | undefined =>
      send(body, { modelContextLimits: limits }).report.window?.limit;
    expect(limitOf({ "gpt-4o": 13_000 })).toBe(9000);
    expect(limitOf({ "gpt-4": 90_000, gpt: 9000 })).toBeUndefined();
    expect(limitOf({ "gpt-4": 12_500, gpt: 100_000 })).toBe(8500);
    expect(limitOf({ "gpt-4o": 12_000, "gpt-4": 100_000 })).toBe(8000);
    expect(limitOf({ "gpt-4o-mini": 9000 })).toBeUndefined();
    expect(send(body, { modelContextLimits: { "gpt-4o": 13_000 }, maxTokens: 8000 }).report.window?.limit).toBe(8000);
  });

  it("outputBufferTokens: is left for the answer", () => {
    const options = { modelContextLimits: { "gpt-4o": 15_000 } };
    expect(send(body, { ...options, outputBufferTokens: 5000 }).report.window?.limit).toBe(10_000);
    expect(send(body, { ...options, outputBufferTokens: 0 }).report.window).toBeUndefined();
  });

  it.each(["keepLastTurns", "preserveRecentTurns"] as const)("%s: outputs of the last turns stay", (name) => {
    for (const turns of [0, 1, 4, 8]) {
      const { body: sent } = send(body, { maxTokens: 4000, [name]: turns });
      // The last output has not been seen by the model yet.
      const kept = Math.max(turns, 1);
      expect(evictedIn(sent).length).toBeGreaterThan(0);
      expect(Math.max(...evictedIn(sent))).toBeLessThan(resultOf(10 - kept));
    }
    expect(evictedIn(send(body, { maxTokens: 4000, [name]: 10 }).body)).toEqual([]);
    expect(() => rollingWindow({ keepLastTurns: 3, preserveRecentTurns: 4 })).toThrow("are one option and differ");
  });

  it("dropOldestFirst: otherwise the largest go first", () => {
    const rounds = Array.from({ length: 10 }, (_, at) => round(at, at === 1 ? 900 : 100));
    const uneven = { model: "gpt-4o", messages: runMessages(rounds) };
    const options = { maxTokens: 14_000 };
    expect(evictedIn(send(uneven, options).body)).toEqual([0, 1].map(resultOf));
    expect(evictedIn(send(uneven, { ...options, dropOldestFirst: false }).body)).toEqual([resultOf(1)]);
  });

  it("rules of tools: results that always stay are not evicted, those that are data can be fetched", () => {
    const kept = send(body, {}, { transforms: [rollingWindow({ maxTokens: 10_000 }, { verbatimTools: ["ba*"] })] });
    expect(kept.body).toBe(body);
    const rounds = Array.from({ length: 10 }, (_, at) => [
      { tool: "read_file", args: { path: `${at}.csv` }, output: outputOf(`row ${at}`) },
    ]);
    const rules = { dataTools: ["read_file"] };
    const sent = send(
      { model: "gpt-4o", messages: runMessages(rounds) },
      {},
      { transforms: [rollingWindow({ maxTokens: 10_000 }, rules)] },
    );
    expect(sent.body.messages[resultOf(0)]?.content).toContain("to see it: headroom retrieve");
  });

  it.each([
    [{ maxTokens: 0 }, "rollingWindow.maxTokens is 0; it must be a whole number of at least 1."],
    [{ maxTokens: 1.5 }, "rollingWindow.maxTokens is 1.5"],
    [{ outputBufferTokens: -1 }, "it must be a whole number of at least 0"],
    [{ keepLastTurns: "4" }, 'rollingWindow.keepLastTurns is "4"'],
    [{ enabled: "yes" }, "it must be true or false"],
    [{ keepSystem: 1 }, "rollingWindow.keepSystem is 1; it must be true or false."],
    [{ overflow: "drop" }, "it must be one of forward, error, drop-oldest-turns"],
    [{ priceCliffs: null }, "rollingWindow.priceCliffs is null"],
    [{ modelContextLimits: { "gpt-4o": "large" } }, "for each model"],
    [{ maxToken: 5 }, "rollingWindow.maxToken is not an option; known are enabled, maxTokens,"],
    [{ keepSystem: true, preserveSystem: false }, "keepSystem and rollingWindow.preserveSystem are one option"],
    [[], "it must be an object of options"],
    [null, "it must be an object of options"],
  ])("%j is refused", (options, message) => {
    expect(() => rollingWindow(options as RollingWindowOptions)).toThrow(message);
    expect(() => rollingWindow(options as RollingWindowOptions)).toThrow(HeadroomError);
  });
});

describe("the limit of a model", () => {
  it("is its window less what is left for the answer", () => {
    const long = { ...run(60, 400), model: "gpt-4o" };
    expect(send(long, {}).report.window).toMatchObject({ limit: 124_000, limitedBy: "model" });
    expect(send({ ...long, model: "gpt-4" }, {}).report.window).toMatchObject({ limit: 4192, limitedBy: "model" });
  });

  it("leaves more to models that think before they answer", () => {
    const model = openaiChat.models?.resolve("o3");
    const { contextWindow = 0, maxInput = contextWindow } = model?.facts ?? {};
    const limitOf = (options: Options) => windowLimits(resolveWindowOptions(options), "o3", model, false).most;
    expect(limitOf({})).toBe(Math.min(contextWindow - 8000, maxInput));
    expect(limitOf({ outputBufferTokens: 0 })).toBe(Math.min(contextWindow, maxInput));
  });

  it("is a cautious one where the model is not known, with a warning when it is passed", () => {
    const own = (rounds: number, options: Options) => send({ ...run(rounds, 400), model: "our-own-model" }, options);
    expect(own(3, {}).report.warnings).toEqual([]);
    expect(own(60, {}).report.warnings).toEqual([
      { code: "unknown-model", message: expect.stringContaining("our-own-model is not known; its window is taken") },
    ]);
    for (const options of [{ maxTokens: 50_000 }, { modelContextLimits: { our: 90_000 } }]) {
      expect(own(60, options).report.warnings).toEqual([]);
    }
  });

  it("is where its price rises, if what goes can be fetched and enough can go", () => {
    const long = { ...run(40, 400), model: "claude-haiku-5-5" };
    const sendTo = (options: Options) =>
      send(long, options, { dialect: { ...openaiChat, models: anthropicMessages.models as ModelCatalog } });
    expect(sendTo({}).report.window).toMatchObject({ limit: 100_000, limitedBy: "price", steps: 2 });
    expect(sendTo({ priceCliffs: false }).report.window).toBeUndefined();
    expect(sendTo({ retrieval: "off" }).report.window).toBeUndefined();
    expect(sendTo({ profile: "lossless" }).report.window).toBeUndefined();
    expect(sendTo({ keepLastTurns: 40 }).body).toBe(long);
  });
});

describe("what stays too long", () => {
  const talk = { role: "user", content: "Please. ".repeat(9000) };
  const body = { ...run(8), messages: [...run(8).messages, { role: "assistant", content: "Yes." }, talk] };

  it("is sent all the same, with a warning", () => {
    const { body: sent, report } = send(body, { maxTokens: 10_000, keepLastTurns: 1 });
    expect(evictedIn(sent).length).toBeGreaterThan(0);
    expect(report.warnings).toEqual([
      { code: "context-overflow", message: expect.stringContaining("what must stay is too long") },
    ]);
  });

  it("is refused where that is asked for, but only where it is sent", () => {
    const options = { maxTokens: 10_000, overflow: "error" } as const;
    expect(() => send(body, options)).toThrow("10000 is the most that maxTokens allows");
    expect(() => send(body, options, { strict: false })).toThrow(HeadroomError);
    expect(send(body, { ...options, mode: "audit" }).report.warnings).toMatchObject([{ code: "context-overflow" }]);
    expect(() => send(run(20), options)).not.toThrow();
  });

  it("says where the system prompt alone is longer than the limit", () => {
    const messages = [{ role: "system", content: "Be kind. ".repeat(4000) }, ...run(3).messages.slice(1)];
    const { body: sent, report } = send({ model: "gpt-4o", messages }, { maxTokens: 5000 });
    expect(sent.messages).toEqual(messages);
    expect(report.warnings[0]?.message).toMatch(/the system prompt and the tools alone have \d+/);
  });

  it("says where nothing may go", () => {
    const { report } = send(run(3), { maxTokens: 2000 });
    expect(report.warnings[0]?.message).toContain("what must stay is all that there is");
  });
});

describe("results of one turn", () => {
  it("go together, in whatever order they came", () => {
    const three = (at: number) =>
      ["a", "b", "c"].map((name) => ({ tool: "bash", args: { command: name }, output: outputOf(`${name} ${at}`, 60) }));
    const messages = Array.from({ length: 8 }, (_, at) => roundMessages(three(at), at)).flatMap(
      ([call, ...results]) => [call as never, ...results.reverse()],
    );
    const body = { model: "gpt-4o", messages: [...runMessages([]), ...messages] };
    for (const count of requestLengths(body)) {
      const evicted = new Set(evictedIn(send(upTo(body, count), { maxTokens: 10_000 }).body));
      for (let at = 0; at < 8; at++) {
        const own = [0, 1, 2].map((k) => evicted.has(3 + 4 * at + k));
        expect(new Set(own).size).toBe(1);
      }
    }
    expect(evictedIn(send(body, { maxTokens: 10_000 }).body).length).toBeGreaterThan(2);
  });

  it("may have no ids, or all the same, or none of a call", () => {
    for (const id of [undefined, "call"]) {
      const messages = run(10).messages.map((message) =>
        message.role === "tool" ? { ...message, tool_call_id: id } : message,
      );
      const body = { model: "gpt-4o", messages: messages as ChatBody["messages"] };
      const originals = createMemoryStore();
      const { body: sent } = send(body, { maxTokens: 10_000 }, { originals });
      expect(evictedIn(sent).length).toBeGreaterThan(2);
      expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals })).toEqual(body);
    }
  });
});

describe("results that others point to", () => {
  const again = (at: number) => [{ tool: "bash", args: { command: `again ${at}` }, output: outputOf("step 0", 300) }];
  const transforms = (window: RollingWindowOptions) => [repeats(), rollingWindow(window)];

  it("stay while that is shorter than saying them twice", () => {
    const rounds = [again(0), again(1), ...[2, 3, 4, 5, 6, 7, 8, 9].map((at) => round(at))];
    const body = { model: "gpt-4o", messages: runMessages(rounds) };
    const originals = createMemoryStore();
    const window = { maxTokens: 10_000, keepLastTurns: 6 };
    const { body: sent } = send(body, {}, { originals, transforms: transforms(window) });
    expect(evictedIn(sent)).toEqual([2].map(resultOf));
    expect(sent.messages[resultOf(1)]?.content).toContain("[same as tool result 1");
    expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals })).toEqual(body);
  });

  it("are said in full again in a later result when they are gone before it comes", () => {
    const rounds = [again(0), ...Array.from({ length: 9 }, (_, at) => round(at + 1)), again(10), round(11)];
    const body = { model: "gpt-4o", messages: runMessages(rounds) };
    const originals = createMemoryStore();
    const requests = requestLengths(body).map((count) =>
      send(upTo(body, count), {}, { originals, transforms: transforms({ maxTokens: 10_000 }) }),
    );
    expect(evictedIn(requests[10]?.body as ChatBody)).toContain(resultOf(0));
    for (const { body: sent, report } of requests) {
      expect(sent.messages[resultOf(10)]?.content ?? outputOf("step 0", 300)).toBe(outputOf("step 0", 300));
      expect(report.warnings).toEqual([]);
    }
  });
});

describe("histories that are not the window's", () => {
  it("are left alone where the provider holds or clears them, with a word where they are too long", () => {
    const held = { ...run(10), truncation: "auto" };
    const { body: sent, report } = send(held, { maxTokens: 10_000 });
    expect(sent).toBe(held);
    expect(report.warnings).toMatchObject([{ code: "window-held" }]);
    expect(send({ ...run(2), truncation: "auto" } as ChatBody, { maxTokens: 10_000 }).report.warnings).toEqual([]);
  });

  it("may be edited, branched or compacted by the client: what is left is a history like any other", () => {
    const body = run(20);
    const summary = { role: "user", content: "So far: ten steps were done." };
    const compacted = { ...body, messages: [...body.messages.slice(0, 2), summary, ...body.messages.slice(30)] };
    const edited = {
      ...body,
      messages: body.messages.map((message, at) => (at === 5 ? { ...message, content: "cut" } : message)),
    };
    const branched = { ...body, messages: [...body.messages.slice(0, 22), { role: "user", content: "Stop there." }] };
    for (const each of [compacted, edited, branched]) {
      const originals = createMemoryStore();
      const { body: sent, report } = send(each, { maxTokens: 10_000 }, { originals });
      expect(report.warnings).toEqual([]);
      expect(report.window?.tokensAfter ?? 0).toBeLessThanOrEqual(10_000);
      expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals })).toEqual(each);
    }
    expect(textsOf(send(branched, { maxTokens: 10_000 }).body).slice(0, 22)).toEqual(
      textsOf(send(upTo(body, 22), { maxTokens: 10_000 }).body),
    );
  });
});

describe("the default pipeline", () => {
  const long = run(60, 400);
  const optimize = (options: Partial<OptimizerOptions>) => {
    const optimizer = createOptimizer({ dialect: openaiChat, compressors: [], retrieval: "assume", ...options });
    return (optimizer.optimizeObject(long) as Optimized<ChatBody>).report.window;
  };

  it("ends at the model's own limit", () => {
    expect(optimize({})).toMatchObject({ limit: 124_000 });
    expect(optimize({ modelContextLimits: { "gpt-4o": 64_000 } })).toMatchObject({ limit: 60_000 });
    expect(optimize({ rollingWindow: { maxTokens: 50_000 } })).toMatchObject({ limit: 50_000 });
    expect(optimize({ rollingWindow: false })).toBeUndefined();
    expect(optimize({ rollingWindow: { enabled: false } })).toBeUndefined();
  });

  it("refuses options that would be without effect, and wrong ones even where the window is off", () => {
    expect(() => optimize({ transforms: [], rollingWindow: {} })).toThrow("have no effect on transforms of your own");
    expect(() => optimize({ rollingWindow: false, modelContextLimits: { a: 0 } })).toThrow("modelContextLimits");
    expect(() => optimize({ rollingWindow: "on" as never })).toThrow("it must be an object of options");
  });

  it("has a window of its own in no dialect that knows no models", () => {
    const unknown = { ...openaiChat, models: undefined } as never;
    expect(optimize({ dialect: unknown })).toBeUndefined();
    expect(optimize({ dialect: unknown, rollingWindow: {} })).toMatchObject({ limit: 100_000 });
  });
});
