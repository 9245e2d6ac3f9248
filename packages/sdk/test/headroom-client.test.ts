import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import { openaiProvider } from "@headroom/providers-openai";
import { Mistral } from "@mistralai/mistralai";
import { CohereClientV2 } from "cohere-ai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import {
  type CacheAlignerConfig,
  createMemoryStore,
  HeadroomClient,
  type HeadroomClientOptions,
  HeadroomError,
  type PerCallOptions,
  type Report,
  type RollingWindowConfig,
  retrieveTool,
  type SmartCrusherConfig,
  withHeadroom,
} from "../src/index.js";
import { answerMessages, MESSAGE, messagesRequest } from "./support/anthropic-answers.js";
import { answerChat, CHAT_ANSWER, call, chatRequest } from "./support/openai-answers.js";
import { json, startServer } from "./support/scripted-server.js";
import { expectOnlyShorter, toolOutput } from "./support/tool-output.js";

type Options = Omit<HeadroomClientOptions<OpenAI>, "originalClient">;

async function startOpenai(options: Options = {}) {
  const server = await startServer(answerChat);
  const originalClient = new OpenAI({ apiKey: "sk-test", baseURL: `${server.url}/v1`, maxRetries: 0 });
  return { server, originalClient, client: new HeadroomClient({ originalClient, ...options }) };
}

async function startAnthropic(options: Options = {}) {
  const server = await startServer(answerMessages);
  const originalClient = new Anthropic({ apiKey: "sk-ant-test", baseURL: server.url, maxRetries: 0 });
  return { server, client: new HeadroomClient({ originalClient, ...options }) };
}

describe("the mode of a call", () => {
  it("is audit unless something else is said", async () => {
    const reports: Report[] = [];
    const { server, client } = await startOpenai({ onReport: (report) => reports.push(report) });
    expect(await client.chat.completions.create(chatRequest())).toMatchObject(CHAT_ANSWER);
    expect(server.requests[0]!.body).toBe(JSON.stringify(chatRequest()));
    expect(reports.map(({ mode }) => mode)).toEqual(["audit"]);
  });

  it("is what the call says, and does not reach the provider", async () => {
    const { server, client } = await startOpenai();
    await client.chat.completions.create({ ...chatRequest(), headroomMode: "optimize" });
    await client.chat.completions.create({ ...chatRequest(), headroomMode: "off" });
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
    expect(server.requests[1]!.body).toBe(JSON.stringify(chatRequest()));
  });

  it("is the default where the call says nothing", async () => {
    const { server, client } = await startOpenai({ defaultMode: "optimize" });
    await client.chat.completions.create(chatRequest());
    await client.chat.completions.create({ ...chatRequest(), headroomMode: "audit" });
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
    expect(server.requests[1]!.body).toBe(JSON.stringify(chatRequest()));
  });

  it("holds for streams and helpers", async () => {
    const { server, client } = await startOpenai();
    const stream = await client.chat.completions.create({ ...chatRequest(), stream: true, headroomMode: "optimize" });
    let text = "";
    for await (const event of stream) text += event.choices[0]?.delta.content ?? "";
    expect(text).toBe("Order 42.");
    const helper = client.chat.completions.stream({ ...chatRequest(), headroomMode: "optimize" } as never);
    expect(await helper.finalContent()).toBe("Order 42.");
    expect(server.requests).toHaveLength(2);
    for (const { body } of server.requests) {
      expectOnlyShorter(body, JSON.stringify({ ...chatRequest(), stream: true }));
    }
  });

  it("holds for Anthropic's messages, whole, streamed and beta", async () => {
    const { server, client } = await startAnthropic();
    const request = { ...messagesRequest(), headroomMode: "optimize" as const };
    expect(await client.messages.create(request)).toMatchObject(MESSAGE);
    expect(await client.messages.stream(request).finalText()).toBe("Order 42.");
    await client.beta.messages.create(request);
    await client.messages.create(messagesRequest());
    const sizes = server.requests.map(({ body }) => body.length < 0.7 * JSON.stringify(messagesRequest()).length);
    expect(sizes).toEqual([true, true, true, false]);
    for (const { body } of server.requests) expect(body).not.toContain("headroomMode");
  });

  it("refuses what it does not know before anything is sent", async () => {
    const { server, client } = await startOpenai();
    const create = (extra: object) => () => client.chat.completions.create({ ...chatRequest(), ...extra });
    expect(create({ headroomMod: "audit" })).toThrow("headroomMod is not an option of a call; known are headroomMode,");
    expect(create({ headroomMode: "fast" })).toThrow("must be one of optimize, audit, simulate, off");
    expect(create({ headroomQuery: 1 })).toThrow("headroomQuery is 1; it must be a text.");
    for (const name of ["headroomCachePrefixTokens", "headroomKeepTurns", "headroomOutputBufferTokens"]) {
      expect(create({ [name]: -1 })).toThrow(`${name} is -1; it must be a whole number from 0 up.`);
    }
    expect(create({ headroomToolProfiles: { a: { keepFirst: -1 } } })).toThrow('tools["a"].keepFirst');
    const windowless = await startOpenai({ rollingWindowConfig: false as never });
    expect(() => windowless.client.chat.completions.create({ ...chatRequest(), headroomKeepTurns: 2 })).toThrow(
      "have no effect: the client has no window",
    );
    expect(server.requests).toEqual([]);
  });
});

describe("the other choices of a call", () => {
  const rows = Array.from({ length: 300 }, (_, row) => ({
    id: 5000 + row,
    note: createHash("sha256").update(`note ${row}`).digest("hex").slice(0, 24),
  }));
  const output = JSON.stringify(rows);
  const request = { ...chatRequest(output), tools: [] };
  const options = { defaultMode: "optimize", retrieval: "assume", minimumCacheableTokens: 0 } as const;
  const sentBy = async (choices: PerCallOptions, more: Options = {}, sent: object = request) => {
    const { server, client } = await startOpenai({ ...options, ...more });
    await client.chat.completions.create({ ...(sent as typeof request), ...choices });
    const { body } = server.requests[0]!;
    expect(body).not.toContain("headroomQ");
    expect(Object.keys(JSON.parse(body))).toEqual(Object.keys(sent));
    return body;
  };
  const rowOf = (row: number) => rows[row]!.note;

  it("keep the rows that a query asks for", async () => {
    expect(await sentBy({})).not.toContain(rowOf(152));
    expect(await sentBy({ headroomQuery: `Which one is ${rows[152]!.id}?` })).toContain(rowOf(152));
  });

  it("leave so many tokens at the beginning for the cache", async () => {
    expect(await sentBy({ headroomCachePrefixTokens: 100_000 })).toBe(JSON.stringify(request));
  });

  it("say of tools how their results are treated, before what the client says", async () => {
    const whole = await sentBy({ headroomToolProfiles: { list_orders: { profile: "lossless" } } });
    expect(rows.every(({ note }) => whole.includes(note))).toBe(true);
    const tools = { "*": { profile: "lossless" } } as const;
    const less = await sentBy({ headroomToolProfiles: { list_orders: { maxItemsAfterCrush: 10 } } }, { tools });
    expect(rows.filter(({ note }) => less.includes(note)).length).toBeLessThan(30);
  });

  it("move the window", async () => {
    const turns = [0, 1, 2, 3, 4, 5].flatMap((turn) => [
      { role: "user", content: `Question ${turn}` },
      { role: "assistant", content: null, tool_calls: [call(`call_${turn}`, "list_orders")] },
      { role: "tool", tool_call_id: `call_${turn}`, content: output.replaceAll("5", String(turn)) },
      { role: "assistant", content: `Answer ${turn}` },
    ]);
    const long = { model: "gpt-5.5", messages: [...turns, { role: "user", content: "And now?" }] };
    const limits = { profile: "lossless", modelContextLimits: { "gpt-5.5": 30_000 } } as const;
    const shown = async (choices: PerCallOptions) => {
      const messages = JSON.parse(await sentBy(choices, limits, long)).messages as { content: string | null }[];
      return messages.filter(({ content }) => (content?.length ?? 0) > 2000).length;
    };
    const [roomy, few, many] = [
      await shown({ headroomOutputBufferTokens: 100, headroomKeepTurns: 1 }),
      await shown({ headroomOutputBufferTokens: 20_000, headroomKeepTurns: 1 }),
      await shown({ headroomOutputBufferTokens: 20_000, headroomKeepTurns: 4 }),
    ];
    expect([roomy > few, many > few]).toEqual([true, true]);
  });

  it("give the same bytes in each call of a conversation", async () => {
    const { server, client } = await startOpenai(options);
    const headroomQuery = `Which one is ${rows[152]!.id}?`;
    const more = [...request.messages, { role: "user" as const, content: "And the next one?" }];
    await client.chat.completions.create({ ...request, headroomQuery });
    await client.chat.completions.create({ ...request, messages: more, headroomQuery });
    const [first, second] = server.requests.map(({ body }) => JSON.stringify(JSON.parse(body).messages).slice(0, -1));
    expect(second!.startsWith(first!)).toBe(true);
  });

  it("hold for simulate", async () => {
    const { client } = await startOpenai(options);
    const plan = await client.chat.completions.simulate({ ...request, headroomQuery: String(rows[152]!.id) });
    expect(JSON.stringify(plan.messagesOptimized)).toContain(rowOf(152));
  });
});

describe("simulate", () => {
  it("shows what would be sent, and sends nothing", async () => {
    const { server, client } = await startOpenai();
    const plan = await client.chat.completions.simulate({
      ...chatRequest(),
      headroomQuery: "x",
      headroomNew: 1,
    } as never);
    expect(server.requests).toEqual([]);
    expect(plan.tokensSaved).toBe(plan.tokensBefore - plan.tokensAfter);
    expect(plan.savingsPercent).toBeGreaterThan(30);
    expect(plan.transforms.length).toBeGreaterThan(0);
    expect(plan.transformsApplied).toEqual(plan.transforms);
    expect(plan.estimatedSavings).toMatch(/^\$0\.\d{4} per request$/);
    expect(plan.estimatedSavings).toBe(`$${((plan.tokensSaved * 5) / 1e6).toFixed(4)} per request`);
    expect(plan.cacheAlignmentScore).toBe(100);
    expect(plan.wasteSignals.jsonBloatTokens).toBeGreaterThan(0);
    expect(plan.stablePrefixHash).toMatch(/^[0-9a-f]{16}$/);
    const { tool_result, ...others } = plan.blockBreakdown;
    expect(tool_result).toBeGreaterThan(1000);
    expect(Object.keys(others).sort()).toEqual(["tool_call", "user"]);
    expect(Object.values(plan.blockBreakdown).reduce((sum, tokens) => sum + tokens, 0)).toBe(plan.tokensBefore);

    await client.chat.completions.create({ ...chatRequest(), headroomMode: "optimize" });
    expect(plan.messagesOptimized).toEqual(JSON.parse(server.requests[0]!.body).messages);
  });

  it("works for messages and responses", async () => {
    const anthropic = await startAnthropic();
    const plan = await anthropic.client.messages.simulate(messagesRequest());
    expect(plan.savingsPercent).toBeGreaterThan(30);
    expect(plan.blockBreakdown.system).toBeGreaterThan(0);
    expect(plan.messagesOptimized).toHaveLength(3);
    expect(anthropic.server.requests).toEqual([]);

    const openai = await startOpenai();
    const input = [
      { type: "function_call" as const, call_id: "call_1", name: "list_orders", arguments: "{}" },
      { type: "function_call_output" as const, call_id: "call_1", output: toolOutput() },
    ];
    expect((await openai.client.responses.simulate({ model: "gpt-5.5", input })).savingsPercent).toBeGreaterThan(30);
  });

  it("has a prefix hash that follows system text and tools, and nothing else", async () => {
    const { client } = await startAnthropic();
    const hash = async (changed: object) =>
      (await client.messages.simulate({ ...messagesRequest("short"), ...changed })).stablePrefixHash;
    expect(await hash({ messages: [{ role: "user", content: "Other" }] })).toBe(await hash({}));
    expect(await hash({ system: "Be long." })).not.toBe(await hash({}));
  });
});

describe("the client", () => {
  it("has every member of the one it wraps", async () => {
    const { server, originalClient, client } = await startOpenai();
    expect(client).toBeInstanceOf(HeadroomClient);
    expect(client.baseURL).toBe(originalClient.baseURL);
    expect("chat" in client && "responses" in client && "close" in client).toBe(true);
    expect(client.chat.completions).toBe(client.chat.completions);
    expect(client.chat.completions.create).toBe(client.chat.completions.create);
    const { response } = await client.chat.completions.create(chatRequest()).withResponse();
    expect(response.status).toBe(200);
    await client.post("/chat/completions", { body: chatRequest() });
    expect(server.requests.map(({ url }) => url)).toEqual(["/v1/chat/completions", "/v1/chat/completions"]);
    await originalClient.chat.completions.create(chatRequest());
    expect(server.requests[2]!.body).toBe(JSON.stringify(chatRequest()));
  });

  it("takes assignments in every mode, and leaves the one it wraps alone", async () => {
    const { server, originalClient, client } = await startOpenai();
    await client.chat.completions.create({ ...chatRequest(), headroomMode: "optimize" });
    client.apiKey = "sk-later";
    for (const headroomMode of ["audit", "optimize", "off"] as const) {
      await client.chat.completions.create({ ...chatRequest(), headroomMode });
    }
    const keys = server.requests.map(({ headers }) => headers.authorization);
    expect(keys).toEqual(["Bearer sk-test", ...Array(3).fill("Bearer sk-later")]);
    expect([client.apiKey, originalClient.apiKey]).toEqual(["sk-later", "sk-test"]);
    expect(client.withOptions({ timeout: 1000 }).apiKey).toBe("sk-later");
    expect(client.withOptions({ apiKey: "sk-other" }).apiKey).toBe("sk-other");
  });

  it("closes a store of its own, and no other", async () => {
    const originals = createMemoryStore();
    await (await startOpenai({ originals })).client.close();
    originals.set("a", "b");
    expect(originals.get("a")).toBe("b");

    const { server, client } = await startOpenai({ defaultMode: "optimize" });
    await client.close();
    await client.chat.completions.create(chatRequest());
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
    await expect(client.headroomRetrieve({ handle: "0123456789ab" })).rejects.toThrow("closed");
  });

  it("may be wrapped again", async () => {
    const { server, client } = await startOpenai({ defaultMode: "optimize" });
    await withHeadroom(client).chat.completions.create(chatRequest());
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
  });

  it("stays one with other options", async () => {
    const { server, client } = await startOpenai({ defaultMode: "optimize" });
    const other = client.withOptions({ apiKey: "sk-other" });
    await other.chat.completions.create({ ...chatRequest(), headroomMode: "audit" });
    await other.chat.completions.create(chatRequest());
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer sk-other", "Bearer sk-other"]);
    expect(server.requests[0]!.body).toBe(JSON.stringify(chatRequest()));
    expectOnlyShorter(server.requests[1]!.body, JSON.stringify(chatRequest()));
  });

  it("leaves parts out only where the model has the tool to fetch them, and answers that tool", async () => {
    const reports: Report[] = [];
    const { client } = await startOpenai({ defaultMode: "optimize", onReport: (report) => reports.push(report) });
    const output = variedOutput();
    const tools = [
      { type: "function" as const, function: { ...retrieveTool, parameters: { ...retrieveTool.parameters } } },
    ];
    await client.chat.completions.create(chatRequest(output));
    await client.chat.completions.create({ ...chatRequest(output), tools } as never);
    expect(reports[0]!.handles).toEqual([]);
    const [handle] = reports[1]!.handles as [string];
    expect(await client.headroomRetrieve({ handle })).toBe(output);
    expect(await client.headroomRetrieve({ handle, rows: "2" })).toBe(JSON.stringify(JSON.parse(output)[1]));
    const nothing = client.headroomRetrieve({ handle: "0123456789ab" });
    await expect(nothing).rejects.toThrow("Nothing is stored under 0123456789ab any more");
    await expect(client.headroomRetrieve({ handle: "x" })).rejects.toBeInstanceOf(HeadroomError);
  });

  it("keeps originals in the file of its store URL, for other processes too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-sdk-"));
    const storeUrl = `sqlite:///${join(folder, "headroom.db")}`;
    try {
      const handles: string[] = [];
      const onReport = (report: Report) => handles.push(...report.handles);
      const first = await startOpenai({ defaultMode: "optimize", storeUrl, onReport, retrieval: "assume" });
      await first.client.chat.completions.create(chatRequest(variedOutput()));
      await first.client.close();
      const second = await startOpenai({ storeUrl });
      expect(await second.client.headroomRetrieve({ handle: handles[0] as string })).toBe(variedOutput());
      await second.client.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("sends on, without handles, when its store cannot be opened", async () => {
    const reports: Report[] = [];
    const { server, client } = await startOpenai({
      defaultMode: "optimize",
      storeUrl: "/dev/null/no-folder/headroom.db",
      retrieval: "assume",
      onReport: (report) => reports.push(report),
    });
    expect(await client.chat.completions.create(chatRequest(variedOutput()))).toMatchObject(CHAT_ANSWER);
    expect(server.requests).toHaveLength(1);
    expect(reports[0]?.handles).toEqual([]);
    expect(new Set(reports[0]?.warnings.map(({ code }) => code))).toEqual(new Set(["store-failed"]));
  });

  it("wraps the clients of Google, Cohere and Mistral too", async () => {
    const server = await startServer((_request, response) => json(response, {}));
    const output = toolOutput(900);
    const google = new HeadroomClient({
      originalClient: new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl: server.url } }),
    });
    const contents = [
      { role: "model", parts: [{ functionCall: { name: "list_orders", args: {} } }] },
      { role: "user", parts: [{ functionResponse: { name: "list_orders", response: { output } } }] },
    ];
    await google.models.generateContent({ model: "gemini-3-pro", contents });
    await google.models.generateContent({ model: "gemini-3-pro", contents, headroomMode: "optimize" } as never);

    const mistral = new HeadroomClient({ originalClient: new Mistral({ apiKey: "key", serverURL: server.url }) });
    const messages = [
      {
        role: "assistant" as const,
        toolCalls: [{ id: "call_1abc", type: "function" as const, function: { name: "list_orders", arguments: "{}" } }],
      },
      { role: "tool" as const, toolCallId: "call_1abc", name: "list_orders", content: output },
    ];
    const asked = { model: "mistral-large-latest", messages };
    // The answer is empty, which this client does not accept; what was sent is what matters.
    await mistral.chat.complete(asked).catch(() => {});
    await mistral.chat.complete({ ...asked, headroomMode: "optimize" } as never).catch(() => {});

    const cohere = new HeadroomClient({
      originalClient: new CohereClientV2({ token: "key", environment: server.url }),
    });
    await cohere.chat({ ...asked, headroomMode: "optimize" } as never).catch(() => {});
    const whole = server.requests.map(({ body }) => body.includes(JSON.stringify(output)));
    expect(whole).toEqual([true, false, true, false, false]);
    for (const { body } of server.requests) expect(body).not.toContain("headroomMode");
  });

  it("knows the context limits that it was given, by name and by prefix", async () => {
    const { client } = await startOpenai({ modelContextLimits: { "gpt-5": 400_000, "gpt-5.5": 1_000_000 } });
    expect(client.getContextLimit("gpt-5.5-mini")).toBe(1_000_000);
    expect(client.getContextLimit("gpt-5")).toBe(400_000);
    expect(client.getContextLimit("gpt-4o")).toBe(128_000);
  });

  it("hands on options of the compressor", async () => {
    const { client } = await startOpenai({ smartCrusherConfig: { enabled: false } });
    expect((await client.chat.completions.simulate(chatRequest())).transforms).not.toContain("smart_crush");
    expect(() => new HeadroomClient({ originalClient: client, smartCrusherConfig: { maxItem: 1 } as never })).toThrow(
      "maxItemsAfterCrush",
    );
  });

  it("says what is wrong with its options", async () => {
    const { originalClient } = await startOpenai();
    const make = (options: object) => () => new HeadroomClient(options as never);
    expect(make({})).toThrow("originalClient is missing");
    expect(make({ client: originalClient })).toThrow(
      "client is not an option of HeadroomClient; known are originalClient",
    );
    expect(make({ originalClient, mode: "audit" })).toThrow("mode is not an option of HeadroomClient");
    expect(make({ originalClient: OpenAI })).toThrow("Pass an instance, such as new OpenAI()");
    expect(make({ originalClient, defaultMode: "fast" })).toThrow("must be one of optimize");
    expect(make({ originalClient, modelContextLimits: { "gpt-5": "400k" } })).toThrow("must be a number of tokens");
  });
});

/** A tool output that has little in common, so that only leaving parts out makes it shorter. */
function variedOutput(): string {
  const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
  return JSON.stringify(Array.from({ length: 400 }, (_, row) => ({ sha: sha1(`a${row}`), tree: sha1(`b${row}`) })));
}

describe("the examples of the first README", () => {
  it("work as they are written there, in the idiom of TypeScript", async () => {
    const server = await startServer(answerChat);
    const smartCrusherConfig: SmartCrusherConfig = {
      minTokensToCrush: 200,
      maxItemsAfterCrush: 50,
      keepFirst: 3,
      keepLast: 2,
      relevanceThreshold: 0.3,
    };
    const cacheAlignerConfig: CacheAlignerConfig = {
      extractDates: true,
      normalizeWhitespace: true,
      stablePrefixMinTokens: 100,
    };
    const rollingWindowConfig: RollingWindowConfig = {
      maxTokens: 100_000,
      preserveSystem: true,
      preserveRecentTurns: 5,
      dropOldestFirst: true,
    };
    const client = new HeadroomClient({
      originalClient: new OpenAI({ apiKey: "sk-test", baseURL: `${server.url}/v1` }),
      provider: openaiProvider,
      defaultMode: "optimize",
      ...{ smartCrusherConfig, cacheAlignerConfig, rollingWindowConfig },
      modelContextLimits: { "gpt-4o": 128_000 },
    });
    const { messages } = chatRequest();
    const response = await client.chat.completions.create({ model: "gpt-4o", messages });
    expect(response.choices[0]?.message.content).toBe("Order 42.");
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify({ model: "gpt-4o", messages }));

    const plan = await client.chat.completions.simulate({ model: "gpt-4o", messages });
    expect(`Would save ${plan.tokensSaved} tokens (${plan.savingsPercent}%)`).toMatch(
      /^Would save \d{3,} tokens \([\d.]+%\)$/,
    );
    expect(plan.estimatedSavings).toMatch(/^\$0\.0\d{3} per request$/);
    await client.chat.completions.create({ model: "gpt-4o", messages, headroomMode: "audit" });
    expect(await client.getSummary()).toMatchObject({ totalRequests: 2, auditCount: 1, optimizeCount: 1 });
    expect(client.getContextLimit("gpt-4o-mini")).toBe(128_000);
  });
});
