import { asArray, asObject, createOptimizer, expandObject, type JsonObject, type JsonValue } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { describe, expect, it } from "vitest";
import { inEach, inMember, withMembers, withoutMembers } from "../../core/test/content-flips.js";
import { describeDialect } from "../../core/test/describe-dialect.js";
import { searchResults } from "../../core/test/generators/search-results.js";
import { readFixtures } from "../../core/test/read-fixtures.js";
import { aiSdkPrompt } from "./dialect.js";

const REQUESTS = readFixtures(new URL("./__fixtures__/", import.meta.url));
const MARKS = { providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } };

/** What the framework would say against a prompt: every call has its result before anyone else speaks. */
function objectionOf(body: JsonValue): string | undefined {
  const open = new Set<string>();
  for (const value of asArray(asObject(body)?.prompt) ?? []) {
    const message = asObject(value);
    const blocks = (asArray(message?.content) ?? []).map(asObject);
    if (open.size > 0 && message?.role !== "tool") return `calls without results: ${[...open].join()}`;
    for (const block of blocks) if (block?.type === "tool-call") open.add(String(block.toolCallId));
    for (const block of blocks) if (block?.type === "tool-result") open.delete(String(block.toolCallId));
  }
  return open.size > 0 ? "calls without results" : undefined;
}

const inMessages = (body: JsonValue, rewrite: (value: JsonValue) => JsonValue): JsonValue =>
  inMember(body, "prompt", (messages) => inEach(messages, rewrite));

describeDialect(aiSdkPrompt, {
  messagesIn: "prompt",
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [["turn-1", "turn-2"]],
  flips: [
    {
      name: "all cache markers off",
      flip: (body) => inMessages(body, (it) => withoutMembers(it, ["providerOptions"])),
    },
    { name: "cache markers everywhere", flip: (body) => inMessages(body, (it) => withMembers(it, MARKS)) },
    {
      name: "cache markers on blocks",
      flip: (body) =>
        inMessages(body, (it) => inMember(it, "content", (all) => inEach(all, (b) => withMembers(b, MARKS)))),
    },
  ],
  objection: objectionOf,
  answers: [],
  refused: [null, "prompt", [], {}, { prompt: "text" }, { prompt: [] }, { messages: [{ role: "user", content: "x" }] }],
  recorded: { format: "ai-sdk", body: (messages) => ({ prompt: messages }) },
});

describe("aiSdkPrompt locks", () => {
  const { parts } = aiSdkPrompt.read(JSON.parse(REQUESTS.get("turn-2") ?? ""), (_path, value) =>
    JSON.stringify(value),
  ) as NonNullable<ReturnType<typeof aiSdkPrompt.read>>;
  const lockOf = (toolCallId: string) =>
    parts.filter((part) => part.kind === "tool-result" && part.toolCallId === toolCallId).map(({ locks }) => locks);

  it("what a provider's tools gave and will be checked, and nothing else", () => {
    expect(lockOf("c4")).toEqual([["opaque"]]);
    expect(lockOf("c3")).toEqual([["opaque"]]);
    for (const id of ["c1", "c2", "d1", "d2", "d4"]) expect(lockOf(id)).toEqual([[]]);
  });

  it("results that are no text and no JSON", () => {
    const denied = parts.filter(({ toolCallId, kind }) => toolCallId === "d3" && kind !== "tool-call");
    expect(denied).toMatchObject([{ kind: "opaque", path: ["prompt", 8, "content", 2, "output"] }]);
  });
});

describe("aiSdkPrompt edits", () => {
  const rows = searchResults({ count: 80 }) as unknown as JsonValue;
  const compressors = defaultCompressors();
  const optimizer = createOptimizer({ dialect: aiSdkPrompt, compressors, minimumCacheableTokens: 0, strict: true });
  const call = (output: JsonObject) => ({
    prompt: [
      { role: "user", content: [{ type: "text", text: "Search" }] },
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "c", toolName: "search", input: {} }] },
      { role: "tool", content: [{ type: "tool-result", toolCallId: "c", toolName: "search", output, kept: 1 }] },
    ],
    abortSignal: new AbortController().signal,
  });

  it.each([
    ["json", rows, "text"],
    ["error-json", rows, "error-text"],
    ["text", JSON.stringify(rows), "text"],
    ["error-text", JSON.stringify(rows), "error-text"],
    ["content", [{ type: "text", text: JSON.stringify(rows), providerOptions: {} }], "content"],
  ])("a result of type %s and puts it back", async (type, value, becomes) => {
    const before = call({ type, value, providerOptions: { any: 1 } });
    const whole = structuredClone(before.prompt);
    const { body } = await optimizer.optimizeObject(before);
    expect(before.prompt).toEqual(whole);
    expect(body.prompt.slice(0, 2)).toEqual(whole.slice(0, 2));
    expect(body.prompt[1]).toBe(before.prompt[1]);
    expect(body.abortSignal).toBe(before.abortSignal);
    expect(body.prompt[2]?.content[0]).toMatchObject({
      kept: 1,
      output: { type: becomes, providerOptions: { any: 1 } },
    });
    expect(JSON.stringify(body).length).toBeLessThan(0.7 * JSON.stringify(before).length);
    expect((await expandObject(body, { dialect: aiSdkPrompt, compressors })).prompt).toEqual(whole);
  });

  it("what it can where another part holds what JSON cannot say", async () => {
    const before = call({ type: "json", value: rows });
    const input = { id: 5n } as unknown as JsonValue;
    before.prompt[1] = {
      role: "assistant",
      content: [{ type: "tool-call", toolCallId: "c", toolName: "search", input }],
    } as never;
    const { body, report } = await optimizer.optimizeObject(before);
    expect(report.warnings).toEqual([]);
    expect(body).not.toBe(before);
  });
});

it("tells from the options of any provider that it holds the history", () => {
  const prompt = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
  const held = (providerOptions: JsonObject) =>
    aiSdkPrompt.read({ prompt, providerOptions }, (_path, value) => JSON.stringify(value))?.historyHeld;
  expect(held({})).toBeUndefined();
  expect(held({ openai: { store: true }, anthropic: { cacheControl: { type: "ephemeral" } } })).toBeUndefined();
  expect(held({ openai: { previousResponseId: "resp_1" } })).toBe(true);
  expect(held({ anthropic: { contextManagement: { edits: [{ type: "clear_tool_uses_20250919" }] } } })).toBe(true);
});
