import type { JsonObject } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { tokensOf } from "./prompt.ts";
import { createPromptReader } from "./prompt-reader.ts";

const reader = () => createPromptReader((text) => text.length);
const shown = (body: JsonObject, format: Parameters<ReturnType<typeof reader>["read"]>[1]) => {
  const { blocks, messageOf } = reader().read(body, format);
  return blocks.map(({ speaker, text }, index) => [messageOf[index], speaker, text]);
};

describe("a prompt", () => {
  it("of Anthropic's format is tools, system, messages, whatever their order in the body", () => {
    const body: JsonObject = {
      messages: [
        { role: "user", content: "look" },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "hm", signature: "s" },
            { type: "text", text: "I look." },
            { type: "tool_use", id: "1", name: "read", input: { path: "a" } },
          ],
        },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "1", content: [{ type: "text", text: "one" }] },
            { type: "text", text: "go on" },
          ],
        },
      ],
      system: [{ type: "text", text: "be brief" }],
      tools: [{ name: "read" }],
    };
    expect(shown(body, "anthropic-messages")).toEqual([
      [-1, "tools", '{"name":"read"}'],
      [-1, "system", "be brief"],
      [0, "user", "look"],
      [1, "assistant", "hm"],
      [1, "assistant", "I look."],
      [1, "assistant", 'read {"path":"a"}'],
      [2, "tool", "one"],
      [2, "user", "go on"],
    ]);
  });

  it("of chat completions has calls behind the text of their message", () => {
    const body: JsonObject = {
      messages: [
        { role: "developer", content: "be brief" },
        {
          role: "assistant",
          content: null,
          reasoning_content: "hm",
          tool_calls: [{ id: "1", type: "function", function: { name: "read", arguments: '{"path":"a"}' } }],
        },
        { role: "tool", tool_call_id: "1", content: "one" },
      ],
    };
    expect(shown(body, "openai-chat")).toEqual([
      [0, "system", "be brief"],
      [1, "assistant", "hm"],
      [1, "assistant", 'read {"path":"a"}'],
      [2, "tool", "one"],
    ]);
  });

  it("of responses is instructions and items", () => {
    const body: JsonObject = {
      model: "gpt-5.5",
      instructions: "be brief",
      input: [
        { role: "user", content: [{ type: "input_text", text: "look" }] },
        { type: "reasoning", summary: [{ type: "summary_text", text: "hm" }] },
        { type: "function_call", call_id: "1", name: "read", arguments: "{}" },
        { type: "function_call_output", call_id: "1", output: "one" },
      ],
    };
    expect(shown(body, "openai-responses")).toEqual([
      [-1, "system", "be brief"],
      [0, "user", "look"],
      [1, "assistant", "hm"],
      [2, "assistant", "read {}"],
      [3, "tool", "one"],
    ]);
    expect(shown({ model: "m", input: "look" }, "openai-responses")).toEqual([[0, "user", "look"]]);
  });

  it("has the same blocks for the same content in other clothes", () => {
    const read = reader();
    const [plain, dressed] = [
      { system: "s", messages: [{ role: "user", content: "x" }] },
      {
        system: [{ type: "text", text: "s", cache_control: { type: "ephemeral", ttl: "1h" } }],
        messages: [{ role: "user", content: [{ type: "text", text: "x", cache_control: { type: "ephemeral" } }] }],
      },
    ].map((body) => read.read(body, "anthropic-messages"));
    expect(dressed?.blocks).toEqual(plain?.blocks);
    expect(dressed?.marks).toEqual([
      { end: 1, life: "long" },
      { end: 2, life: "short" },
    ]);
    expect(plain?.marks).toEqual([]);
  });

  it("tells equal texts of different speakers apart", () => {
    const [user, tool] = reader().read(
      {
        messages: [
          { role: "user", content: "x" },
          { role: "tool", content: "x" },
        ],
      },
      "openai-chat",
    ).blocks;
    expect(user?.digest).not.toBe(tool?.digest);
  });

  it("counts each block with its frame, and media as a lump", () => {
    const image = { type: "image_url", image_url: { url: "data:..." } };
    const prompt = reader().read(
      { messages: [{ role: "user", content: [{ type: "text", text: "abc" }, image] }] },
      "openai-chat",
    );
    expect(prompt.blocks.map(({ tokens }) => tokens)).toEqual([7, 1504]);
    expect(tokensOf(prompt)).toBe(1511);
    expect(reader().answerTokens({ role: "assistant", content: "abc" })).toBe(7);
  });
});
