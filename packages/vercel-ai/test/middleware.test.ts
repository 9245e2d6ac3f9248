import type { Report } from "@headroom/core";
import type { LanguageModel, ModelMessage } from "ai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { searchResults } from "../../core/test/generators/search-results.js";
import { type ScriptedProvider, startScriptedProvider } from "../../core/test/scripted-provider.js";
import { headroomMiddleware } from "../src/index.js";
import { VERSIONS, type Version } from "./versions.js";

const ROWS = searchResults({ count: 300 });
const OUTPUT = JSON.stringify(ROWS);
const CACHED = { anthropic: { cacheControl: { type: "ephemeral" as const } } };
type Output = Extract<Extract<ModelMessage, { role: "tool" }>["content"][number], { type: "tool-result" }>["output"];

/** A conversation whose one tool result is `output`. */
function conversation(output: Output): ModelMessage[] {
  return [
    { role: "user", content: [{ type: "text", text: "Search for users" }] },
    {
      role: "assistant",
      content: [
        { type: "text", text: "I search." },
        { type: "tool-call", toolCallId: "call_0", toolName: "search", input: { query: "users" } },
      ],
    },
    {
      role: "tool",
      content: [{ type: "tool-result", toolCallId: "call_0", toolName: "search", output, providerOptions: CACHED }],
    },
  ];
}

let provider: ScriptedProvider;
beforeAll(async () => {
  provider = await startScriptedProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.received.length = 0;
  provider.script();
});

/** One middleware for all versions and providers: nothing in it belongs to any of them. */
const reports: Report[] = [];
const middleware = headroomMiddleware({ strict: true, onReport: (report) => reports.push(report) });

describe.each(VERSIONS)("with $name", ({ ai, openai, anthropic }: Version) => {
  const models = (): readonly [string, LanguageModel & object][] => [
    ["openai chat", openai.createOpenAI({ apiKey: "k", baseURL: `${provider.url}/v1` }).chat("gpt-5.5")],
    ["openai responses", openai.createOpenAI({ apiKey: "k", baseURL: `${provider.url}/v1` }).responses("gpt-5.5")],
    ["anthropic", anthropic.createAnthropic({ apiKey: "k", baseURL: `${provider.url}/v1` })("claude-sonnet-5")],
  ];
  const modelOf = (name: string) => models().find(([known]) => known === name)?.[1] as never;
  const wrapped = (name: string) => ai.wrapLanguageModel({ model: modelOf(name), middleware });

  type Call = (model: LanguageModel, messages: ModelMessage[]) => Promise<string>;
  const calls: readonly [string, Call][] = [
    ["generateText", async (model, messages) => (await ai.generateText({ model, messages })).text],
    ["streamText", async (model, messages) => await ai.streamText({ model, messages }).text],
  ];

  describe.each(["openai chat", "openai responses", "anthropic"])("and %s", (name) => {
    it.each(calls)("%s sends the tool output smaller and everything else as it was", async (_call, call) => {
      const messages = conversation({ type: "text", value: OUTPUT });
      const before = structuredClone(messages);
      expect(await call(modelOf(name), messages)).toBe("done");
      expect(await call(wrapped(name), messages)).toBe("done");
      const [plain, optimized] = provider.received as [string, string];
      expect(optimized.length).toBeLessThan(0.7 * plain.length);
      expect(allButOutput(optimized)).toBe(allButOutput(plain));
      expect(messages).toEqual(before);
      if (name === "anthropic") expect(optimized).toContain('"cache_control":{"type":"ephemeral"}');
    });

    it.each(calls)("%s begins the next turn with the same bytes", async (_call, call) => {
      const messages = conversation({ type: "text", value: OUTPUT });
      await call(wrapped(name), messages);
      await call(wrapped(name), [
        ...messages,
        { role: "assistant", content: "done" },
        { role: "user", content: "And what else is there about tides?" },
      ]);
      const [first, second] = provider.received.map(messagesIn);
      expect(second?.startsWith(first?.slice(0, -1) ?? "none")).toBe(true);
      expect(first?.length).toBeLessThan(0.7 * OUTPUT.length);
    });

    it("shortens the output of a tool in the second step, and leaves the application's steps whole", async () => {
      provider.script({ tool: "search", input: { query: "users" } }, { text: "found" });
      const result = await ai.generateText({
        model: wrapped(name),
        prompt: "Search for users",
        tools: { search: { inputSchema: z.object({ query: z.string() }), execute: async () => ROWS } },
        stopWhen: ai.stepCountIs(3),
      });
      expect(result.text).toBe("found");
      expect(result.steps[0]?.toolResults[0]?.output).toEqual(ROWS);
      expect(provider.received[1]?.length).toBeLessThan(0.7 * OUTPUT.length);
    });

    it("streams the steps of tools in the same way", async () => {
      provider.script({ tool: "search", input: { query: "users" } }, { text: "found" });
      const result = ai.streamText({
        model: wrapped(name),
        prompt: "Search for users",
        tools: { search: { inputSchema: z.object({ query: z.string() }), execute: async () => ROWS } },
        stopWhen: ai.stepCountIs(3),
      });
      expect(await result.text).toBe("found");
      expect((await result.steps)[0]?.toolResults[0]?.output).toEqual(ROWS);
      expect(provider.received[1]?.length).toBeLessThan(0.7 * OUTPUT.length);
    });

    it.each([
      ["json", { type: "json", value: ROWS }],
      ["error-text", { type: "error-text", value: OUTPUT }],
      ["error-json", { type: "error-json", value: ROWS }],
      ["content", { type: "content", value: [{ type: "text", text: OUTPUT }] }],
    ] as const)("writes a result of type %s shorter", async (_type, output) => {
      const messages = conversation(output as Output);
      const before = structuredClone(messages);
      await ai.generateText({ model: wrapped(name), messages });
      expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
      expect(messages).toEqual(before);
    });

    it("passes an error of the provider on", async () => {
      provider.script({ status: 400 });
      const messages = conversation({ type: "text", value: OUTPUT });
      await expect(ai.generateText({ model: wrapped(name), messages })).rejects.toThrow("refused by the script");
    });

    it("lets a reader leave a stream early, and calls again", async () => {
      const messages = conversation({ type: "text", value: OUTPUT });
      for await (const _text of ai.streamText({ model: wrapped(name), messages }).textStream) break;
      expect(await ai.streamText({ model: wrapped(name), messages }).text).toBe("done");
      expect(provider.received[1]).toBe(provider.received[0]);
    });
  });

  it("produces objects from a schema", async () => {
    provider.script({ text: '{"count":2}' });
    const schema = z.object({ count: z.number() });
    const { object } = await ai.generateObject({
      model: wrapped("openai chat"),
      messages: conversation({ type: "text", value: OUTPUT }),
      schema,
    });
    expect(object).toEqual({ count: 2 });
    expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
  });

  it("reports what it saved under the model's name", async () => {
    reports.length = 0;
    await ai.generateText({ model: wrapped("openai chat"), messages: conversation({ type: "text", value: OUTPUT }) });
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ dialect: "ai-sdk", model: "gpt-5.5", warnings: [] });
    expect(reports[0]?.tokensSaved).toBeGreaterThan(1000);
  });
});

function messagesIn(body: string): string {
  const { messages, input } = JSON.parse(body) as { messages?: unknown; input?: unknown };
  return JSON.stringify(messages ?? input);
}

/** A body with every text of a tool result replaced by a sign. */
function allButOutput(body: string): string {
  const signed: unknown = JSON.parse(body, (_key, value: Record<string, unknown> | null) => {
    if (typeof value !== "object" || value === null) return value;
    if (value.type === "function_call_output") return { ...value, output: contentSign(value.output) };
    return "tool_call_id" in value || "tool_use_id" in value
      ? { ...value, content: contentSign(value.content) }
      : value;
  });
  return JSON.stringify(signed);
}

function contentSign(content: unknown): unknown {
  if (typeof content === "string") return "output";
  return (content as { text: string }[]).map((block) => ({ ...block, text: "output" }));
}
