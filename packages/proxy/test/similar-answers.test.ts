import { createMemoryResponses } from "@headroom/stores/memory";
import { describe, expect, it } from "vitest";
import { type AnswerSimilarityOptions, type AppOptions, createApp, type RequestEntry } from "../src/index.js";
import { deferred } from "./support/deferred.js";
import { DIFFERENT_QUESTIONS, EQUAL_QUESTIONS, FREELY_EQUAL_QUESTIONS } from "./support/question-pairs.js";
import { json, type Script, startUpstream } from "./support/scripted-upstream.js";
import { dataEvent, streamEvents } from "./support/sse.js";
import { closeAfterTest } from "./support/start-pair.js";

const KEY: Record<string, string> = { authorization: "Bearer sk-one", "content-type": "application/json" };
const [ONE, OTHER] = ["How do I reset my password?", "Please tell me how to reset my password."];

/** An embedder to which all texts are one, and what it was asked. */
function agreeing() {
  const asked: (readonly string[])[] = [];
  const embedder = {
    name: "agreeing",
    async embed(texts: readonly string[]) {
      asked.push(texts);
      return texts.map(() => [1, 0]);
    },
  };
  return { asked, embedder };
}

interface Given {
  readonly similarity?: Partial<AnswerSimilarityOptions>;
  readonly cache?: AppOptions["responseCache"];
  readonly options?: Partial<AppOptions>;
  readonly script?: Script;
}

/** The app that gives answers to similar questions, and a provider whose answers are all different. */
async function start({ similarity = {}, cache = {}, options = {}, script }: Given = {}) {
  let number = 0;
  const numbered: Script = (_request, response) => json(response, { number: ++number, choices: [] });
  const upstream = closeAfterTest(await startUpstream(script ?? numbered));
  const [failures, entries]: [string[], RequestEntry[]] = [[], []];
  const { asked, embedder } = agreeing();
  const names = ["openai", "anthropic", "google", "mistral", "cohere"];
  const app = createApp({
    optimize: false,
    upstreams: Object.fromEntries(names.map((name) => [name, upstream.url])),
    responseCache: { ...cache, similarity: { embedder, ...similarity } },
    onFailure: (code) => failures.push(code),
    onRequest: (entry) => entries.push(entry),
    ...options,
  });
  async function send(body: unknown, path = "/v1/chat/completions", headers = KEY) {
    const response = await app.request(path, { method: "POST", body: JSON.stringify(body), headers });
    return { headers: response.headers, cache: response.headers.get("x-headroom-cache"), text: await response.text() };
  }
  const ask = (question: string, more: Record<string, unknown> = {}, headers?: Record<string, string>) =>
    send(chat(question, more), undefined, headers);
  return { app, upstream, ask, send, asked, failures, entries };
}

function chat(question: string, more: Record<string, unknown> = {}) {
  return { model: "gpt-5.5", temperature: 0, messages: [{ role: "user", content: question }], ...more };
}

describe("a question in other words", () => {
  it("gets the answer that is kept, and its client is told", async () => {
    const { ask, upstream, asked, app, entries } = await start();
    const first = await ask(ONE);
    const second = await ask(OTHER);
    expect([first.cache, second.cache, upstream.requests.length]).toEqual(["miss", "similar; score=1.000", 1]);
    expect([second.text, second.headers.get("cache-control")]).toEqual([first.text, "private, no-store"]);
    expect([(await ask(ONE)).cache, (await ask(OTHER)).cache]).toEqual(["hit", "similar; score=1.000"]);
    // What was embedded once is remembered.
    expect(asked).toEqual([[OTHER, ONE], [OTHER]]);
    expect(entries.map(({ cacheHit, cacheSimilar }) => [cacheHit, cacheSimilar])).toEqual([
      [false, false],
      [true, true],
      [true, false],
      [true, true],
    ]);
    const stats = (await (await app.request("/stats")).json()) as Record<string, unknown>;
    expect(stats).toMatchObject({
      requests: { cached: 3, cached_similar: 2 },
      cache: { entries: 1, total_hits: 3, similar_hits: 2 },
    });
    expect(await (await app.request("/metrics")).text()).toContain("headroom_requests_cached_similar_total 2");
    expect(await (await app.request("/dashboard")).text()).toContain("to a similar question");
  });

  it("gets it, in every pair that means the same", async () => {
    for (const [a, b] of EQUAL_QUESTIONS) {
      const { ask } = await start();
      await ask(a);
      expect([b, (await ask(b)).cache]).toEqual([b, "similar; score=1.000"]);
    }
    for (const [wording, expected] of [
      [undefined, "miss"],
      ["free", "similar; score=1.000"],
    ] as const) {
      const { ask } = await start({ similarity: { wording } });
      for (const [at, [a, b]] of FREELY_EQUAL_QUESTIONS.entries()) {
        await ask(a, { seed: at });
        expect([b, (await ask(b, { seed: at })).cache]).toEqual([b, expected]);
      }
    }
  });

  it("gets a stream where it asks for one", async () => {
    const events = [dataEvent({ choices: [{ delta: { content: "So" } }] }), dataEvent("[DONE]")];
    const { ask } = await start({ script: (_request, response) => streamEvents(response, events) });
    await ask(ONE, { stream: true });
    const again = await ask(OTHER, { stream: true });
    expect([again.cache, again.text]).toEqual(["similar; score=1.000", events.join("")]);
    expect((await ask(OTHER)).cache).toBe("miss");
  });

  it.each<[what: string, path: string, body: (question: string) => unknown]>([
    ["OpenAI's responses", "/v1/responses", (input) => ({ model: "gpt-5.5", temperature: 0, input })],
    [
      "Anthropic's messages",
      "/v1/messages",
      (text) => ({
        model: "claude-sonnet-5",
        max_tokens: 9,
        temperature: 0.0,
        system: "Be kind.",
        messages: [{ role: "user", content: [{ type: "text", text }] }],
      }),
    ],
    [
      "Google's contents",
      "/v1beta/models/gemini-3-pro:generateContent",
      (text) => ({ contents: [{ role: "user", parts: [{ text }] }], generationConfig: { temperature: 0 } }),
    ],
    [
      "Cohere's chat",
      "/v2/chat",
      (content) => ({ model: "command-a-03-2025", temperature: 0, messages: [{ role: "user", content }] }),
    ],
  ])("gets it in %s", async (_what, path, body) => {
    const { send } = await start();
    const caches = [await send(body(ONE), path), await send(body(OTHER), path)].map(({ cache }) => cache);
    expect(caches).toEqual(["miss", "similar; score=1.000"]);
  });

  it("gets the most similar answer that is still kept", async () => {
    const near: Record<string, readonly number[]> = { [ONE]: [1, 0.2], [OTHER]: [1, 0.1] };
    const embed = async (texts: readonly string[]) => texts.map((text) => near[text] ?? [1, 0]);
    const store = createMemoryResponses({ maxAgeMs: 60_000, maxEntries: 10, maxBytes: 100_000 });
    const { ask } = await start({ cache: { store }, similarity: { embedder: { name: "n", embed }, threshold: 0 } });
    // Of the second one, the answer is asked for anew.
    const kept = [await ask(ONE), await ask(OTHER, {}, { ...KEY, "cache-control": "no-cache" })];
    const third = "how can I reset my password";
    expect((await ask(third)).text).toBe(kept[1]?.text);
    store.clear();
    expect((await ask(third)).cache).toBe("miss");
  });
});

describe("another question", () => {
  it.each(["same", "free"] as const)("gets its own answer, however close an embedder finds it: %s", async (wording) => {
    const { ask, upstream, asked } = await start({ similarity: { wording } });
    const pairs = Object.values(DIFFERENT_QUESTIONS).flat();
    let wrong = 0;
    for (const [at, pair] of pairs.entries()) {
      for (const question of pair) if ((await ask(question, { seed: at })).cache !== "miss") wrong += 1;
    }
    expect([wrong, upstream.requests.length, asked]).toEqual([0, 2 * pairs.length, []]);
  });

  it("gets its own answer below the threshold", async () => {
    const embed = async (texts: readonly string[]) => texts.map((text) => (text === ONE ? [1, 0] : [0.9, 0.4]));
    const cacheOf = async (threshold?: number) => {
      const { ask } = await start({ similarity: { embedder: { name: "n", embed }, threshold } });
      await ask(ONE);
      return (await ask(OTHER)).cache;
    };
    expect([await cacheOf(), await cacheOf(0.92), await cacheOf(0.9)]).toEqual([
      "miss",
      "miss",
      "similar; score=0.914",
    ]);
  });
});

describe("a request that differs in anything but its last question", () => {
  const earlier = [
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi" },
  ];
  const last = { role: "user", content: OTHER };
  it.each<[what: string, more: Record<string, unknown>, headers?: Record<string, string>]>([
    ["its model", { model: "gpt-5.5-mini" }],
    ["a system prompt", { messages: [{ role: "system", content: "Be kind." }, last] }],
    ["what was said before", { messages: [...earlier, last] }],
    ["who says it", { messages: [{ role: "assistant", content: OTHER }] }],
    ["how it is framed", { messages: [{ role: "user", content: [{ type: "text", text: OTHER }] }] }],
    ["a parameter", { top_p: 0.5 }],
    ["the form of the answer", { response_format: { type: "json_object" } }],
    ["its seed", { seed: 1 }],
    ["a member that nobody knows", { unheard_of: 1 }],
    ["being streamed", { stream: true }],
    ["its key", {}, { ...KEY, authorization: "Bearer sk-two" }],
    ["its organisation", {}, { ...KEY, "openai-organization": "org-2" }],
    ["its tenant", {}, { ...KEY, "x-tenant-name": "other" }],
  ])("is not answered: %s", async (_what, more, headers) => {
    const tenantOf = (given: Headers) => given.get("x-tenant-name") ?? "local";
    const { ask, asked } = await start({ options: { tenantOf } });
    await ask(ONE);
    expect([(await ask(OTHER, more, headers)).cache, asked]).toEqual(["miss", []]);
  });

  it("is answered where all that was said before is equal", async () => {
    const { ask } = await start();
    await ask(ONE, { messages: [...earlier, { role: "user", content: ONE }] });
    expect((await ask(OTHER, { messages: [...earlier, last] })).cache).toBe("similar; score=1.000");
    const changed = [earlier[0], { role: "assistant", content: "Hi!" }, last];
    expect((await ask(OTHER, { messages: changed })).cache).toBe("miss");
  });
});

describe("nothing is compared", () => {
  const call = { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
  it.each<[what: string, body: (question: string) => unknown]>([
    ["with tools", (question) => chat(question, { tools: [{ type: "function", function: { name: "f" } }] })],
    [
      "with a result of a tool",
      (question) =>
        chat(question, {
          messages: [
            { role: "assistant", tool_calls: [call] },
            { role: "tool", tool_call_id: "call_1", content: "1" },
            { role: "user", content: question },
          ],
        }),
    ],
    [
      "with a picture",
      (text) =>
        chat(text, {
          messages: [
            {
              role: "user",
              content: [
                { type: "text", text },
                { type: "image_url", image_url: { url: "x" } },
              ],
            },
          ],
        }),
    ],
    ["at another temperature", (question) => chat(question, { temperature: 0.2 })],
    ["where no temperature is said", (question) => chat(question, { temperature: undefined })],
    ["of long questions", (question) => chat(`${question} ${"again ".repeat(200)}`)],
    ["of questions without words", (question) => chat(question === ONE ? "?" : "??")],
  ])("%s", async (_what, body) => {
    const { send, asked } = await start();
    const caches = [await send(body(ONE)), await send(body(OTHER))].map(({ cache }) => cache);
    expect(caches.filter((cache) => cache !== null && cache !== "miss")).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("unless it is switched on, also where an embedder is there for something else", async () => {
    const { ask, asked } = await start({ options: { responseCache: {} } });
    for (const question of [ONE, OTHER]) expect((await ask(question)).cache).toBe("miss");
    expect(asked).toEqual([]);
  });

  it("but at any temperature, where one asks for it", async () => {
    const { ask } = await start({ similarity: { anyTemperature: true } });
    for (const temperature of [undefined, 0.7]) {
      await ask(ONE, { temperature });
      expect((await ask(OTHER, { temperature })).cache).toBe("similar; score=1.000");
    }
  });
});

describe("a client", () => {
  it("may go past the cache, and may have an answer replaced", async () => {
    const { ask, asked } = await start();
    await ask(ONE);
    for (const passing of [{ "x-headroom-cache": "bypass" }, { "x-headroom-bypass": "true" }]) {
      expect((await ask(OTHER, {}, { ...KEY, ...passing } as never)).cache).toBeNull();
    }
    expect(asked).toEqual([]);
    expect((await ask(OTHER, {}, { ...KEY, "cache-control": "no-cache" })).cache).toBe("miss");
    expect((await ask(OTHER)).cache).toBe("hit");
  });

  it("finds nothing when all is cleared, and when its time is over", async () => {
    let time = 1_000_000;
    const store = createMemoryResponses({ maxAgeMs: 60_000, maxEntries: 10, maxBytes: 100_000, now: () => time });
    const { ask, app } = await start({ cache: { store } });
    await ask(ONE);
    await app.request("/cache/clear", { method: "POST" });
    expect((await ask(OTHER)).cache).toBe("miss");
    time += 61_000;
    expect((await ask(ONE)).cache).toBe("miss");
  });

  it("waits with others for the first of equal ones", async () => {
    const gate = deferred<void>();
    const script: Script = async (_request, response) => {
      await gate.promise;
      json(response, { choices: [] });
    };
    const { ask, upstream } = await start({ script, similarity: { threshold: 1 } });
    const answers = Array.from({ length: 10 }, () => ask(ONE));
    await upstream.received();
    gate.resolve();
    expect((await Promise.all(answers)).map(({ cache }) => cache).sort()).toEqual([...Array(9).fill("hit"), "miss"]);
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("an embedder that fails", () => {
  const never = new Promise<never>(() => {});
  it.each<[how: string, embed: AnswerSimilarityOptions["embedder"]["embed"]]>([
    ["at once", () => Promise.reject(new Error("down"))],
    [
      "by throwing",
      () => {
        throw new Error("down");
      },
    ],
    ["by taking too long", () => never],
    ["by giving too little", async () => [[1, 0]]],
    ["by giving nothing", async () => undefined as never],
  ])("%s costs nothing but the answer, and is left alone for a while", async (_how, embed) => {
    const calls: unknown[] = [];
    const counted: typeof embed = (texts) => {
      calls.push(texts);
      return embed(texts);
    };
    const { ask, failures } = await start({ similarity: { embedder: { name: "n", embed: counted }, timeoutMs: 20 } });
    await ask(ONE);
    expect((await ask(OTHER)).cache).toBe("miss");
    expect((await ask("how could I reset my password")).cache).toBe("miss");
    expect([failures, calls.length]).toEqual([["similarity-failed"], 1]);
  });

  it.each([
    [
      "numbers that are none",
      [
        [Number.NaN, 1],
        [1, 0],
      ],
    ],
    [
      "vectors of zeros",
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      "vectors of different lengths",
      [
        [1, 0, 0],
        [1, 0],
      ],
    ],
  ])("by giving %s finds nothing similar", async (_what, vectors) => {
    const { ask } = await start({ similarity: { embedder: { name: "n", embed: async () => vectors } } });
    await ask(ONE);
    expect((await ask(OTHER)).cache).toBe("miss");
  });
});

describe("options of similarity", () => {
  it.each([
    ["threshold", 1.1],
    ["threshold", -0.1],
    ["threshold", Number.NaN],
    ["timeoutMs", 0],
    ["wording", "any"],
    ["embedder", {}],
  ])("refuse a wrong %s: %j", (name, value) => {
    const similarity = { embedder: agreeing().embedder, [name]: value };
    expect(() => createApp({ optimize: false, responseCache: { similarity } })).toThrow(
      `responseCache.similarity.${name} is`,
    );
  });
});
