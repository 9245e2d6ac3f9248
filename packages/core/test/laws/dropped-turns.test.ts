import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../../../providers-anthropic/src/index.js";
import { openaiChat, openaiResponses } from "../../../providers-openai/src/index.js";
import type { Dialect } from "../../src/conversation/dialect.js";
import type { Part } from "../../src/conversation/part.js";
import { toolPairs } from "../../src/conversation/tool-pairs.js";
import { sha256 } from "../../src/digest/sha256.js";
import { readTurns } from "../../src/form/turns-form.js";
import type { JsonValue } from "../../src/json/path.js";
import { valueAt } from "../../src/json/value-at.js";
import { expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { repeats } from "../../src/transforms/repeats/repeats.js";
import { rollingWindow } from "../../src/transforms/rolling-window/rolling-window.js";
import type { RollingWindowOptions } from "../../src/transforms/rolling-window/window-options.js";
import { type ChatBody, outputOf, requestLengths, round, runMessages, upTo } from "../agent-run.js";
import { failing } from "../stores.js";
import { expectNothingLost } from "./expect-laws.js";
import { FLIPS } from "./flips.js";
import { strictOptimizer } from "./law-options.js";
import { type Exchange, exchange, FORMATS } from "./requests.js";
import { writeOddly } from "./write-oddly.js";

type Body = { readonly messages: readonly JsonValue[] };

const DROP = { overflow: "drop-oldest-turns", maxTokens: 6000, keepLastTurns: 2 } as const;

function send<B>(
  body: B,
  options: RollingWindowOptions = DROP,
  more: Partial<OptimizerOptions> & { readonly dialect?: Dialect } = {},
): Optimized<B> {
  const optimizer = createOptimizer({
    ...{ dialect: openaiChat, retrieval: "assume", strict: true, transforms: [rollingWindow(options)] },
    ...more,
  });
  return optimizer.optimizeObject(body) as Optimized<B>;
}

const words = (name: string, count = 60): string => outputOf(name, count).replaceAll("\n", " ");
const isMarker = (content: unknown): boolean => typeof content === "string" && readTurns(content, sha256) !== undefined;

/** A chat in which only people and the model speak. */
function chat(turns: number): ChatBody {
  const talk = Array.from({ length: turns }, (_, at) => [
    { role: "user", content: `Question ${at}: what about this?` },
    { role: "assistant", content: words(`answer ${at}`) },
  ]);
  return { model: "gpt-4o", messages: [{ role: "system", content: "You talk." }, ...talk.flat().slice(0, -1)] };
}

describe("a chat that is longer than the window", () => {
  const body = chat(30);
  const originals = createMemoryStore();
  const { body: sent, report } = send(body, DROP, { originals });
  const [system, marker, ...rest] = sent.messages;

  it("loses its oldest turns, and keeps the system prompt and the last ones as they are", () => {
    expect(system).toBe(body.messages[0]);
    expect(isMarker(marker?.content)).toBe(true);
    expect(rest).toEqual(body.messages.slice(-rest.length));
    expect(report.window).toMatchObject({ limit: 6000, steps: report.window?.steps, evictedResults: 0 });
    expect(report.window?.tokensAfter).toBeLessThanOrEqual(6000);
    expect(report.window?.droppedTurns).toBeGreaterThan(10);
    expect(report.transformsApplied).toEqual([`window_drop:${report.window?.droppedTurns}`]);
    expect(report.warnings).toEqual([]);
    expect(report.tokensSaved).toBeGreaterThan(5000);
  });

  it("says what the user said, and how to see the rest, without two messages of the user in a row", () => {
    const dropped = report.window?.droppedTurns as number;
    const content = marker?.content as string;
    expect(content).toContain(`[Left out: ${dropped} turns of this conversation (`);
    expect(content).toContain(`headroom retrieve ${report.handles[0]}`);
    for (let at = 0; at < dropped; at++) expect(content).toContain(`> Question ${at}: what about this?`);
    expect(content).not.toContain(`Question ${dropped}:`);
    expect(sent.messages.slice(1).map(({ role }) => role)).toEqual(
      sent.messages.slice(1).map((_message, at) => (at % 2 === 0 ? "user" : "assistant")),
    );
  });

  it("comes back from the store", () => {
    expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals })).toEqual(body);
    expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals: createMemoryStore() })).toBe(sent);
  });

  it("goes on as it was sent, until the limit is passed again", () => {
    let before: readonly unknown[] = [];
    const moved: number[] = [];
    for (const count of requestLengths(chat(90))) {
      const { body: out, report: told } = send(upTo(chat(90), count));
      if (before.some((message, at) => JSON.stringify(message) !== JSON.stringify(out.messages[at])))
        moved.push(told.window?.steps as number);
      before = out.messages;
      expect(told.window?.tokensAfter ?? 0).toBeLessThanOrEqual(6000);
    }
    expect(moved.length).toBeGreaterThan(2);
    expect(moved.length).toBeLessThan(18);
    expect(moved).toEqual(moved.map((_step, at) => at + 1));
  });

  it("is sent whole where that is what overflow says, and only looked at in audits", () => {
    expect(send(body, { ...DROP, overflow: "forward" }).body).toBe(body);
    expect(send(body, DROP, { mode: "audit" }).body).toBe(body);
    expect(send(body, { ...DROP, maxTokens: 100_000 }).body).toBe(body);
  });

  it("keeps its last turn, however long", () => {
    const { body: out, report: told } = send(body, { ...DROP, maxTokens: 50, keepLastTurns: 0 });
    expect(out.messages.at(-1)).toBe(body.messages.at(-1));
    expect(told.warnings).toMatchObject([{ code: "context-overflow" }]);
  });

  it("tells long words in part, and says so", () => {
    const long = { ...body, messages: body.messages.map((message) => ({ ...message, content: words("long", 300) })) };
    const { body: out } = send(long, { ...DROP, maxTokens: 20_000 });
    expect(out.messages[1]?.content).toMatch(/> long 0: .*… \[the beginning of \d+ characters\]/);
  });

  it("is not cut where its originals cannot be stored, and is as soon as they can", () => {
    let isDown = true;
    const store = failing(createMemoryStore(), ["get", "compareAndSet"], () => isDown);
    const optimizer = createOptimizer({
      ...{ dialect: openaiChat, retrieval: "assume", transforms: [rollingWindow(DROP)], originals: store },
    });
    const failed = optimizer.optimizeObject(body) as Optimized<ChatBody>;
    expect(failed.body).toBe(body);
    expect(failed.report.warnings.map(({ code }) => code).sort()).toEqual(["context-overflow", "store-failed"]);
    expect(failed.report.window?.droppedTurns).toBe(0);
    isDown = false;
    const back = optimizer.optimizeObject(body) as Optimized<ChatBody>;
    expect(back.body).toEqual(sent);
  });
});

describe("a run whose calls and words are longer than the window", () => {
  const wordy = (count: number): ChatBody => ({
    model: "gpt-4o",
    messages: runMessages(Array.from({ length: count }, (_, at) => round(at, 40))).map((message) =>
      message.role === "assistant" ? { ...message, content: `${message.content} ${words("I think", 40)}` } : message,
    ),
  });
  const body = wordy(40);
  const originals = createMemoryStore();
  const { body: sent, report } = send(body, DROP, { originals });

  it("has its oldest outputs evicted, and its oldest rounds dropped with their calls", () => {
    expect(report.window?.droppedTurns).toBeGreaterThan(5);
    expect(sent.messages[0]).toBe(body.messages[0]);
    expect(isMarker(sent.messages[1]?.content)).toBe(true);
    expect(sent.messages[1]?.content).toContain("> Do all the steps.");
    expect(sent.messages[2]?.role).toBe("assistant");
    expect(sent.messages.slice(-4)).toEqual(body.messages.slice(-4));
    expect(openIn(openaiChat, sent)).toEqual([]);
    expect(expandObject(sent, { dialect: openaiChat, compressors: [], originals })).toEqual(body);
    expect(report.outcomes.filter(({ outcome }) => outcome === "dropped").length).toBeGreaterThan(5);
  });

  it("keeps its system messages in the middle, and turns that hold what is not understood", () => {
    const messages = [...body.messages];
    messages.splice(12, 0, { role: "developer", content: "Be quick." }, { role: "stranger", content: "Hm." });
    const { body: out } = send({ ...body, messages }, DROP, { originals });
    expect(out.messages.map(({ content }) => content)).toContain("Be quick.");
    expect(out.messages.map(({ content }) => content)).toContain("Hm.");
    expect(out.messages.filter(({ content }) => isMarker(content)).length).toBeGreaterThan(1);
    expect(expandObject(out, { dialect: openaiChat, compressors: [], originals })).toEqual({ ...body, messages });
  });

  it("keeps calls whose results come late, and their results", () => {
    const messages = [...body.messages];
    const [late] = messages.splice(3, 1);
    messages.splice(messages.length - 3, 0, late as ChatBody["messages"][number]);
    const { body: out } = send({ ...body, messages }, DROP, { originals });
    expect(openIn(openaiChat, out)).toEqual([]);
    expect(out.messages).toContain(late);
    expect(expandObject(out, { dialect: openaiChat, compressors: [], originals })).toEqual({ ...body, messages });
  });

  it.each([
    ["that are all the same", "call"],
    ["that say nothing", ""],
  ])("pairs calls and results with ids %s", (_what, id) => {
    const messages = body.messages.map((message) => ({
      ...message,
      ...(message.tool_call_id !== undefined && { tool_call_id: id }),
      ...(message.tool_calls !== undefined && { tool_calls: message.tool_calls.map((call) => ({ ...call, id })) }),
    }));
    const { body: out, report: told } = send({ ...body, messages }, DROP, { originals });
    expect(told.window?.droppedTurns).toBeGreaterThan(5);
    expect(out.messages.slice(2).map(({ role }) => role)).toEqual(
      out.messages.slice(2).map((_message, at) => (at % 2 === 0 ? "assistant" : "tool")),
    );
    expect(expandObject(out, { dialect: openaiChat, compressors: [], originals })).toEqual({ ...body, messages });
  });

  it("is read on where its history goes another way, or sums up what was before", () => {
    const other = [...body.messages.slice(0, 60), { role: "user", content: "Stop. What have you got?" }];
    const { body: out } = send({ ...body, messages: other }, DROP, { originals });
    expect(out.messages.at(-1)).toBe(other.at(-1));
    expect(openIn(openaiChat, out)).toEqual([]);
    const summary = [body.messages[0], { role: "user", content: `So far: ${words("summary", 20)}` }] as const;
    const short = { ...body, messages: [...summary, ...body.messages.slice(-5)] as ChatBody["messages"] };
    expect(send(short, DROP, { originals }).body).toBe(short);
  });

  it("says what was told by a reference in full again, and counts results on from those that are gone", () => {
    const [same, other] = [outputOf("the same", 60), outputOf("the other", 60)];
    const repeated = new Map([
      ...[2, 28].map((at) => [at, same] as const),
      ...[27, 29].map((at) => [at, other] as const),
    ]);
    const rounds = Array.from({ length: 30 }, (_, at) => {
      const output = repeated.get(at);
      return output === undefined ? round(at, 30) : [{ tool: "bash", args: { command: `run ${at}` }, output }];
    });
    const run = { model: "gpt-4o", messages: runMessages(rounds, words("task", 20)) };
    const transforms = [repeats(), rollingWindow({ ...DROP, maxTokens: 2600 })];
    const { body: out, report: told } = send(run, DROP, { originals, transforms });
    const results = out.messages.filter(({ role }) => role === "tool").map(({ content }) => content);
    expect(told.window?.droppedTurns).toBeGreaterThan(3);
    expect(out.messages[1]?.content).toMatch(
      /\[Tool results 1 to (\d+) are among them; later ones count on from \d+\]/,
    );
    expect(results.at(-2)).toBe(same);
    expect(results.at(-1)).toContain("[same as tool result 28");
    expect(expandObject(out, { dialect: openaiChat, compressors: [], originals })).toEqual(run);
  });
});

/** Messages of which the other half is missing. */
function openIn(dialect: Dialect, body: unknown): readonly string[] {
  const parts = dialect.read(body as JsonValue, (_path, value) => JSON.stringify(value))?.parts ?? [];
  const paired = new Set(
    toolPairs(parts, ({ path }) => valueAt(body as JsonValue, path)).flatMap(({ from, to }) => [from, to]),
  );
  const isHalf = ({ kind, messageIndex }: Part): boolean =>
    (kind === "tool-call" || kind === "tool-result") && !paired.has(messageIndex);
  return parts.filter(isHalf).map(({ path }) => path.join("."));
}

describe("responses", () => {
  it("go without reasoning that led to a call that is gone, and keep it with one that stays", () => {
    const rounds = Array.from({ length: 30 }, (_, at) => [
      { type: "reasoning", id: `rs_${at}`, summary: [], encrypted_content: words("thought", 10) },
      { type: "function_call", id: `fc_${at}`, call_id: `c${at}`, name: "bash", arguments: words("x", 40) },
      { type: "function_call_output", call_id: `c${at}`, output: words("out", 10) },
    ]);
    const body = { model: "gpt-5.5", input: [{ role: "user", content: "Go." }, ...rounds.flat()] };
    const originals = createMemoryStore();
    const { body: sent, report } = send(body, { ...DROP, maxTokens: 6000 }, { dialect: openaiResponses, originals });
    expect(report.window?.droppedTurns).toBeGreaterThan(3);
    const types = sent.input.slice(1).map((item) => (item as { readonly type?: string }).type);
    expect(types).toEqual(types.map((_type, at) => ["reasoning", "function_call", "function_call_output"][at % 3]));
    expect(expandObject(sent, { dialect: openaiResponses, compressors: [], originals })).toEqual(body);
  });
});

describe("notes about a prompt that changed", () => {
  it.each([openaiChat, anthropicMessages])("outlive the messages that they stood behind: $name", async (dialect) => {
    const [originals, decisions] = [createMemoryStore(), createMemoryStore()];
    const day = (at: number): string => `${"You talk to people in a shop. ".repeat(60)}\nToday is January ${at}, 2026.`;
    const talk = (count: number) =>
      Array.from({ length: count }, (_, at) => [
        {
          role: "user",
          content:
            at % 2
              ? `Question ${at}?`
              : [
                  { type: "text", text: `A ${at}` },
                  { type: "text", text: "B" },
                ],
        },
        { role: "assistant", content: words(`answer ${at}`) },
      ])
        .flat()
        .slice(0, -1);
    const bodyOf = (count: number, at: number) =>
      dialect === openaiChat
        ? { model: "gpt-4o", messages: [{ role: "system", content: day(at) }, ...talk(count)] }
        : { model: "claude-sonnet-4-5", max_tokens: 100, system: day(at), messages: talk(count) };
    const options = { dialect, originals, decisions, retrieval: "assume", compressors: [], strict: true } as const;
    const optimizer = createOptimizer({ ...options, minimumCacheableTokens: 0, rollingWindow: DROP });
    await optimizer.optimizeObject(bodyOf(1, 7));
    for (let count = 2; count < 30; count++) await optimizer.optimizeObject(bodyOf(count, 8));
    const whole = bodyOf(30, 8);
    const { body: sent, report } = await optimizer.optimizeObject(whole);
    expect(report.window?.droppedTurns).toBeGreaterThan(5);
    expect(JSON.stringify(sent)).toContain("January 7, 2026");
    expect(JSON.stringify(sent).match(/January 8, 2026/g)).toHaveLength(1);
    expect(await expandObject(sent, { dialect, compressors: [], originals, decisions })).toEqual(whole);
  });
});

/** What may differ of a part that is the same. */
const ANYWHERE = { path: [], messageIndex: 0, text: "" };

/** Conversations in which much is said. */
const wordyExchange: fc.Arbitrary<Exchange> = fc
  .array(exchange, { minLength: 2, maxLength: 4 })
  .map((exchanges) => ({
    ...(exchanges[0] as Exchange),
    steps: exchanges.flatMap(({ steps }, k) =>
      steps.map((each, at) =>
        each.type === "calls" ? each : { ...each, text: `${each.text} ${words(`${k} ${at}`, 80)}` },
      ),
    ),
  }))
  // Bodies that are objects are stored as JSON, which has no infinite numbers.
  .filter((each) => each.unknown !== "1e400" && !JSON.stringify(each).includes("rows of another tenant"));

describe.each(FORMATS)("dropped turns of $dialect.name requests", (format) => {
  const { dialect } = format;
  const write = (each: Exchange, how: number): Body => JSON.parse(writeOddly(format.write(each), how)) as Body;
  const window = fc.record({
    overflow: fc.constant("drop-oldest-turns" as const),
    maxTokens: fc.integer({ min: 2500, max: 5000 }),
    keepLastTurns: fc.integer({ min: 0, max: 2 }),
  });
  const chosenWith = (rollingWindow: RollingWindowOptions, retrieval: "assume" | "off") =>
    ({ profile: "balanced", retrieval, format: "text", minimumCacheableTokens: 0, rollingWindow }) as const;
  const partsOf = (body: unknown): readonly Part[] =>
    dialect.read(body as JsonValue, (_path, value) => JSON.stringify(value))?.parts ?? [];
  const others = (body: Body, name: "messages"): unknown => ({ ...body, [name]: [] });

  it("leave pairs whole, the system prompt where it is, and come back", () => {
    let dropped = 0;
    fc.assert(
      fc.property(
        wordyExchange,
        fc.nat(1000),
        window,
        fc.constantFrom("assume", "off"),
        (each, how, options, means) => {
          const body = write(each, how);
          const originals = createMemoryStore();
          const { optimizer } = strictOptimizer(format, chosenWith(options, means), originals);
          const { body: sent, report } = optimizer.optimizeObject(body) as Optimized<Body>;
          expect(openIn(dialect, sent)).toEqual(openIn(dialect, body));
          expect(others(sent, "messages")).toEqual(others(body, "messages"));
          const isPrompt = ({ kind }: Part): boolean => kind === "system" || kind === "tool-definition";
          expect(
            partsOf(sent)
              .filter(isPrompt)
              .map(({ text }) => text),
          ).toEqual(
            partsOf(body)
              .filter(isPrompt)
              .map(({ text }) => text),
          );
          expect({ ...partsOf(sent).at(-1), ...ANYWHERE }).toEqual({ ...partsOf(body).at(-1), ...ANYWHERE });
          expectNothingLost(dialect, body, sent, originals);
          dropped += report.window?.droppedTurns ?? 0;
        },
      ),
      { numRuns: 15 },
    );
    expect(dropped).toBeGreaterThan(10);
  });

  it("stay as they were told, by any process, however the client writes them, until the window moves", () => {
    let dropped = 0;
    fc.assert(
      fc.property(wordyExchange, window, fc.nat(FLIPS.length - 1), (each, options, pick) => {
        const body = write(each, 0);
        const originals = createMemoryStore();
        let before: Optimized<Body> | undefined;
        for (const count of body.messages.map((_message, at) => at + 1)) {
          const request = { ...body, messages: body.messages.slice(0, count) };
          const transforms = [rollingWindow(options)];
          const now = send(request, options, { dialect, originals, transforms });
          const flipped = FLIPS[pick]?.flip(request as unknown as JsonValue) as unknown as Body;
          const other = send(flipped, options, { dialect, originals, transforms });
          expect(textsOf(other.body)).toEqual(textsOf(now.body));
          if ((now.report.window?.steps ?? 0) === (before?.report.window?.steps ?? 0) && before !== undefined) {
            expect(now.body.messages.slice(0, before.body.messages.length)).toEqual(before.body.messages);
          }
          before = now;
        }
        dropped += before?.report.window?.droppedTurns ?? 0;
      }),
      { numRuns: 6 },
    );
    expect(dropped).toBeGreaterThan(5);

    function textsOf(sent: Body): readonly unknown[] {
      return partsOf(sent).map(({ kind, role, text }) => [kind, role, text]);
    }
  });
});
