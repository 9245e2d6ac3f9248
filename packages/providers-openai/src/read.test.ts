import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { readParts, summarise } from "../../core/test/read-fixtures.js";
import { request } from "../test/requests.js";
import { openaiChat } from "./dialect.js";

const call = (id: string, name: string, args: JsonValue): JsonValue => ({
  id,
  type: "function",
  function: { name, arguments: args },
});
const calls = (...list: readonly JsonValue[]): JsonValue => ({ role: "assistant", content: null, tool_calls: list });
const result = (id: string, content: JsonValue): JsonValue => ({ role: "tool", tool_call_id: id, content });
const parts = (...messages: readonly JsonValue[]) =>
  readParts(openaiChat, JSON.stringify({ model: "gpt-5.5", messages }));

describe("reading a chat request", () => {
  it("gives the parts in prompt order, whatever the order of the body", () => {
    expect(summarise(readParts(openaiChat, request("qwen-chat.turn-2")))).toEqual([
      'tools.0: system tool-definition "{\\"type\\":\\"function\\",\\"function\\":{\\"',
      'tools.1: system tool-definition "{\\"type\\":\\"function\\",\\"function\\":{\\"',
      'messages.0.content: system system "You are an interactive agent.\\n\\n# Git ',
      "messages.1.content.0.text: user text \"<system-reminder>Today's date is Sunday",
      'messages.2.content: assistant text "Understood."',
      'messages.3.content.0.text: user text "Which service is unhealthy?"',
      'messages.4.content: assistant text "I will look."',
      'messages.4.tool_calls.0.function.arguments: assistant tool-call "{\\"command\\":\\"cat services.json\\",\\"is',
      'messages.5.content.0.text: tool tool-result "Command: cat services.json\\nDirectory: ',
      'messages.6.reasoning_content: assistant reasoning "The list names the catalog."',
      'messages.6.tool_calls.0.function.arguments: assistant tool-call "{\\"absolute_path\\":\\"/repo/none.js\\"}"',
      'messages.7.content.0.text: tool tool-result "File not found: /repo/none.js"',
    ]);
  });

  it("keeps its hands off whatever it does not know, and reads on behind it", () => {
    expect(summarise(readParts(openaiChat, request("odd-formatting")))).toEqual([
      'tools.0: system tool-definition "{\\"function\\":{\\"parameters\\":{\\"10\\":0',
      'tools.1: system tool-definition "{\\"type\\":\\"custom\\",\\"custom\\":{\\"name',
      "tools.2: system opaque [opaque]",
      'functions.0: system tool-definition "{\\"name\\":\\"lookup\\",\\"parameters\\":{}}',
      'messages.0.content.0.text: system system "Developer text"',
      'messages.1.content.0.text: user text "Look / at 😀"',
      "messages.1.content.1: user media [opaque]",
      "messages.1.content.2: user media [opaque]",
      "messages.1.content.3: user media [opaque]",
      "messages.1.content.4: user opaque [opaque]",
      "messages.1.content.5: user opaque [opaque]",
      "messages.1.content.6: user opaque [opaque]",
      "messages.2.reasoning_details: assistant reasoning [signed]",
      'messages.2.content.0.text: assistant text "Searching."',
      'messages.2.content.1.refusal: assistant text "I will not do the rest."',
      'messages.2.refusal: assistant text "Not that."',
      "messages.2.audio: assistant media [opaque]",
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"q\\": \\"café\\", \\"n\\": 1.0}"',
      'messages.2.tool_calls.1.custom.input: assistant tool-call "*** Begin\\n+line"',
      'messages.2.tool_calls.2.function.arguments: assistant tool-call "{\\"q\\": 12345678901234567890}"',
      "messages.2.tool_calls.3.function: assistant tool-call [opaque]",
      "messages.2.tool_calls.4: assistant opaque [opaque]",
      "messages.2.annotations: assistant opaque [opaque]",
      "messages.2.weight: assistant opaque [opaque]",
      'messages.3.content: tool tool-result "out of order"',
      'messages.4.content.0.text: tool tool-result "first"',
      "messages.4.content.1: tool media [opaque]",
      'messages.4.content.2.text: tool tool-result "second"',
      'messages.5.content: tool tool-result "Done\\r\\n"',
      'messages.6.content: tool tool-result ""',
      'messages.7.content: tool tool-result "felt"',
      'messages.8.content: tool tool-result "answer without a call"',
      'messages.9.function_call.arguments: assistant tool-call "{\\"id\\":7}"',
      'messages.10.content: tool tool-result "{\\"id\\":7,\\"score\\":1.50}"',
      'messages.11.content: tool tool-result "orphan"',
      "messages.12: unknown opaque [opaque]",
      "messages.13: unknown opaque [opaque]",
      "messages.14: unknown opaque [opaque]",
      "messages.15.content: user opaque [opaque]",
      'messages.16.content: system system "Late system text."',
      'messages.17.tool_calls.0.function.arguments: assistant tool-call ""',
      'messages.18.content: tool tool-result "of the latest call of that id"',
    ]);
  });

  it("names tools of every form, and leaves cache markers out of their texts", () => {
    const definitions = readParts(openaiChat, request("odd-formatting")).filter(
      (part) => part.kind === "tool-definition",
    );
    expect(definitions.map((part) => part.toolName)).toEqual(["search", "patch", "lookup"]);
    expect(definitions[0]?.text).toBe(
      '{"function":{"parameters":{"10":0,"2":0,"b":1.0},"name":"search"},"type":"function"}',
    );
  });

  it("gives arguments that are no string as their source", () => {
    const odd = readParts(openaiChat, request("odd-formatting")).find(
      (part) => part.kind === "tool-call" && part.toolCallId === "call_3",
    );
    expect(odd).toMatchObject({ encoding: "json", text: '{"q": 12345678901234567890}', toolName: "search" });
  });
});

describe("reading what stands where it may not stand", () => {
  it("gives unknown members of messages as parts, unless they say nothing", () => {
    const [, ...others] = parts({ role: "user", content: "hello", refusal: "no", audio: null, model: "x" });
    expect(summarise(others)).toEqual([
      "messages.0.refusal: user opaque [opaque]",
      "messages.0.model: user opaque [opaque]",
    ]);
  });
});

describe("reading tool results", () => {
  it("tells each the latest call before it with its id", () => {
    const read = parts(
      calls(call("a", "first", "1")),
      result("a", "one"),
      calls(call("a", "second", "2")),
      result("a", "two"),
    ).filter((part) => part.kind === "tool-result");
    expect(read.map((part) => [part.toolName, part.toolArguments, part.text])).toEqual([
      ["first", "1", "one"],
      ["second", "2", "two"],
    ]);
  });

  it("knows no call that comes later, or never", () => {
    const [early, orphan] = parts(result("a", "early"), result("b", "orphan"), calls(call("a", "late", "{}")));
    expect(early).toMatchObject({ kind: "tool-result", text: "early", toolCallId: "a" });
    expect(early).not.toHaveProperty("toolName");
    expect(orphan).not.toHaveProperty("toolArguments");
  });

  it("takes results in another order than their calls", () => {
    const read = parts(calls(call("a", "x", ""), call("b", "y", "")), result("b", "of y"), result("a", "of x"));
    expect(read.slice(2).map((part) => part.toolName)).toEqual(["y", "x"]);
  });

  it("pairs the form without ids by name", () => {
    const read = parts(
      { role: "assistant", content: null, function_call: { name: "f", arguments: "1" } },
      { role: "function", name: "f", content: "one" },
      { role: "assistant", content: null, function_call: { name: "f", arguments: "2" } },
      { role: "function", name: "f", content: "two" },
    );
    expect(read.filter((part) => part.kind === "tool-result").map((part) => part.toolArguments)).toEqual(["1", "2"]);
  });

  it("pairs by id wherever there is one", () => {
    const read = parts(calls(call("a", "x", "1")), { role: "function", tool_call_id: "a", content: "one" });
    expect(read[1]).toMatchObject({ toolName: "x", toolArguments: "1" });
  });

  it("is not confused by ids that name members of objects", () => {
    const read = parts(result("__proto__", "a"), result("constructor", "b"));
    expect(read.map((part) => part.toolName)).toEqual([undefined, undefined]);
  });
});
