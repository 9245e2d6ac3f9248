import {
  createOptimizer,
  expandObject,
  type JsonValue,
  type Part,
  type RawSource,
  type Transform,
} from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import {
  AIMessage,
  ChatMessage,
  FunctionMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { conversation, OUTPUT, seen } from "../test/conversation.js";
import { langchainMessages } from "./dialect.js";
import type { ModelCall } from "./recognise.js";

const raw: RawSource = (_path, value) => JSON.stringify(value);

function read(call: ModelCall): readonly Part[] {
  return langchainMessages.read(call as unknown as JsonValue, raw)?.parts ?? [];
}

function results(...messages: object[]): readonly Part[] {
  return read({ messages: [new HumanMessage("x"), ...messages] }).filter(({ kind }) => kind === "tool-result");
}

const search = tool(async () => OUTPUT, { name: "search", description: "Searches", schema: z.object({}) });

describe("langchainMessages reads", () => {
  it("tools, an agent's system message and messages in prompt order", () => {
    const parts = read({ messages: conversation(), tools: [search], system: new SystemMessage("You search.") });
    expect(parts.map(({ kind, path, text }) => [kind, path.join("."), text])).toEqual([
      ["tool-definition", "tools.0", '{"name":"search","description":"Searches"}'],
      ["system", "system.content", "You search."],
      ["system", "messages.0.content", "You help."],
      ["text", "messages.1.content", "Search for users"],
      ["text", "messages.2.content", ""],
      ["tool-call", "messages.2.tool_calls.0.args", '{"query":"users"}'],
      ["tool-result", "messages.3.content", OUTPUT],
    ]);
  });

  it("definitions in the formats of providers by their names", () => {
    const tools = [
      { type: "function", function: { name: "a" } },
      { name: "b", input_schema: {} },
      "c",
      { functionDeclarations: [{ name: "d" }, { name: "e" }] },
      { toolSpec: { name: "f", inputSchema: {} } },
      { type: "web_search" },
    ];
    const parts = read({ messages: [new HumanMessage("x")], tools }).filter(({ kind }) => kind !== "text");
    expect(parts.map(({ toolName, path, locks }) => [toolName, path.join("."), locks])).toEqual([
      ["a", "tools.0", []],
      ["b", "tools.1", []],
      [undefined, "tools.2", ["opaque"]],
      ["d", "tools.3.functionDeclarations.0", []],
      ["e", "tools.3.functionDeclarations.1", []],
      ["f", "tools.4", []],
      [undefined, "tools.5", []],
    ]);
  });

  it("results with what is known of their call", () => {
    const [result] = results(
      new AIMessage({ content: "", tool_calls: [{ id: "c", name: "search", args: { n: 1 } }] }),
      new ToolMessage({ content: "found", tool_call_id: "c", status: "error" }),
    );
    expect(result).toMatchObject({ toolName: "search", toolArguments: '{"n":1}', toolCallId: "c", isError: true });
    expect(results(new FunctionMessage({ content: "found", name: "old" }))).toMatchObject([{ toolName: "old" }]);
  });

  it("blocks each for itself", () => {
    const content = [
      { type: "text", text: "a" },
      { type: "input_text", text: "b" },
      { type: "image_url", image_url: { url: "data:x" } },
      { type: "later" },
    ];
    const parts = read({ messages: [new HumanMessage("x"), new ToolMessage({ content, tool_call_id: "c" })] }).slice(1);
    expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
      ["tool-result", "a"],
      ["tool-result", "b"],
      ["media", undefined],
      ["opaque", undefined],
    ]);
  });

  it("results that a provider reads in a form of its own as locked", () => {
    const screenshot = { content: "data:image/png;base64,AAAA", tool_call_id: "c" };
    const parts = results(new ToolMessage({ ...screenshot, additional_kwargs: { type: "computer_call_output" } }));
    expect(parts).toMatchObject([{ locks: ["opaque"] }]);
  });

  it("messages that it does not know as opaque, and what is no call not at all", () => {
    expect(read({ messages: [new HumanMessage("x"), new ChatMessage("y", "critic"), { role: "user" }] })).toMatchObject(
      [{ kind: "text" }, { kind: "opaque" }, { kind: "opaque" }],
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(langchainMessages.read(value as JsonValue, raw)).toBeUndefined();
        expect(langchainMessages.read({ messages: [value as JsonValue] }, raw)).toBeUndefined();
        expect(langchainMessages.anchors({ messages: [value as JsonValue] })).toEqual([]);
      }),
    );
  });

  it("a message without looking at the messages behind it", () => {
    const messages = conversation();
    const whole = read({ messages });
    for (let count = 1; count <= messages.length; count++) {
      const beginning = read({ messages: messages.slice(0, count) });
      expect(beginning).toEqual(whole.filter(({ messageIndex }) => messageIndex < count));
    }
  });
});

describe("langchainMessages edits", () => {
  const compressors = defaultCompressors();
  const options = { dialect: langchainMessages, compressors, minimumCacheableTokens: 0, strict: true };

  it("copies of messages, and puts back what they said", async () => {
    const before = { messages: conversation() };
    const whole = seen(before.messages);
    const { body } = await createOptimizer(options).optimizeObject(before);
    expect(body.messages[3]).toBeInstanceOf(ToolMessage);
    expect(body.messages[3]).toMatchObject({ tool_call_id: "call_0", id: "t0", name: "search" });
    expect((body.messages[3] as ToolMessage).artifact).toBe((before.messages[3] as ToolMessage).artifact);
    expect(body.messages[3]?.content.length).toBeLessThan(0.7 * OUTPUT.length);
    expect(seen(before.messages)).toEqual(whole);
    expect(seen((await expandObject(body, { dialect: langchainMessages, compressors })).messages)).toEqual(whole);
  });

  it("by adding human messages where calls have their results", async () => {
    const note: Transform = {
      name: "note",
      plan: () =>
        langchainMessages
          .anchors(call as unknown as JsonValue)
          .map((anchor) => ({ type: "insert", anchor, text: "note" })),
    };
    const call = { messages: [...conversation("short"), new AIMessage("done")] };
    const { body } = await createOptimizer({ ...options, transforms: [note] }).optimizeObject(call);
    expect(body.messages.map((message) => message.getType())).toEqual([
      ...["system", "human", "human", "ai", "tool", "human", "ai"],
    ]);
    expect(body.messages[2]).toBeInstanceOf(HumanMessage);
    expect(body.messages[2]).toMatchObject({ content: "note", id: undefined, additional_kwargs: {} });
    expect(body.messages[2]?.toDict().data.content).toBe("note");
  });
});
