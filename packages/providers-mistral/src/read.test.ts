import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { readParts, summarise } from "../../core/test/read-fixtures.js";
import { request } from "../test/requests.js";
import { mistralChat } from "./dialect.js";

const call = (id: string | null, name: string, args: JsonValue): JsonValue => ({
  id,
  function: { name, arguments: args },
});
const calls = (...list: readonly JsonValue[]): JsonValue => ({ role: "assistant", tool_calls: list });
const result = (id: string | null, content: JsonValue, name?: string): JsonValue => ({
  role: "tool",
  tool_call_id: id,
  content,
  ...(name === undefined ? {} : { name }),
});
const results = (...messages: readonly JsonValue[]) =>
  readParts(mistralChat, JSON.stringify({ model: "mistral-large-latest", messages })).filter(
    (part) => part.kind === "tool-result",
  );

describe("reading a chat request", () => {
  it("gives the parts in prompt order, whatever the order of the body", () => {
    expect(summarise(readParts(mistralChat, request("agent.turn-2")))).toEqual([
      'tools.0: system tool-definition "{\\"type\\":\\"function\\",\\"function\\":{\\"',
      'tools.1: system tool-definition "{\\"type\\":\\"function\\",\\"function\\":{\\"',
      'messages.0.content: system system "You answer questions about payments."',
      'messages.1.content: user text "What is the status of T1001, and when w',
      'messages.2.content.0.thinking.0.text: assistant reasoning "Two look-ups."',
      "messages.2.content.0.thinking.1: assistant opaque [opaque]",
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"id\\": \\"T1001\\"}"',
      'messages.2.tool_calls.1.function.arguments: assistant tool-call "{\\"id\\":\\"T1001\\"}"',
      'messages.3.content: tool tool-result "{\\"status\\": \\"paid\\", \\"amount\\": 12.5',
      'messages.4.content.0.text: tool tool-result "2026-05-01"',
      "messages.4.content.1: tool opaque [opaque]",
      'messages.5.content: assistant text "It was paid on 1 May."',
      'messages.6.content.0.text: user text "And this invoice?"',
      "messages.6.content.1: user media [opaque]",
      "messages.7.content.0: assistant reasoning [signed]",
      'messages.7.content.1.text: assistant text "I look."',
      'messages.7.tool_calls.0.function.arguments: assistant tool-call "{\\"id\\":\\"T1002\\"}"',
      'messages.8.content: tool tool-result "unknown id"',
    ]);
  });

  it("keeps its hands off whatever it does not know, and reads on behind it", () => {
    expect(summarise(readParts(mistralChat, request("odd-formatting")))).toEqual([
      'tools.0: system tool-definition "{\\"function\\":{\\"parameters\\":{\\"10\\":0',
      'tools.1: system tool-definition "{\\"type\\":\\"web_search\\"}"',
      "tools.2: system opaque [opaque]",
      'messages.0.content.0.text: system system "System text"',
      'messages.1.content.0.text: user text "Look / at 😀"',
      "messages.1.content.1: user media [opaque]",
      "messages.1.content.2: user media [opaque]",
      "messages.1.content.3: user media [opaque]",
      "messages.1.content.4: user opaque [opaque]",
      "messages.1.content.5: user opaque [opaque]",
      "messages.1.content.6: user opaque [opaque]",
      "messages.1.content.7: user opaque [opaque]",
      "messages.1.fromTheFuture: user opaque [opaque]",
      'messages.2.content.0.thinking: assistant reasoning "café"',
      "messages.2.content.1: assistant reasoning [opaque]",
      "messages.2.content.2: assistant reasoning [signed]",
      "messages.2.content.3.thinking.0: assistant opaque [opaque]",
      'messages.2.content.3.thinking.1.text: assistant reasoning "hm"',
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"n\\": 1.0}"',
      'messages.2.tool_calls.1.function.arguments: assistant tool-call "{\\"q\\": 12345678901234567890}"',
      "messages.2.tool_calls.2.function: assistant tool-call [opaque]",
      "messages.2.tool_calls.3: assistant opaque [opaque]",
      "messages.2.tool_calls.4: assistant opaque [opaque]",
      'messages.2.tool_calls.5.function.arguments: assistant tool-call "{}"',
      'messages.3.content.0.text: tool tool-result "one"',
      "messages.3.content.1: tool media [opaque]",
      "messages.3.content.2: tool opaque [opaque]",
      'messages.3.content.3.text: tool tool-result "two"',
      'messages.4.content: tool tool-result "Done\\r\\n"',
      'messages.5.content: tool tool-result "by its name"',
      'messages.6.content: tool tool-result "one too many"',
      'messages.7.content: tool tool-result "an orphan"',
      "messages.9.tool_calls: assistant opaque [opaque]",
      "messages.9.refusal: assistant opaque [opaque]",
      "messages.10: unknown opaque [opaque]",
      "messages.11: unknown opaque [opaque]",
      "messages.12: unknown opaque [opaque]",
      "messages.14.content: user opaque [opaque]",
    ]);
  });

  it("takes agents, which bring their model", () => {
    expect(summarise(readParts(mistralChat, request("prefix")))).toEqual([
      'messages.0.content.0.text: user text "Write a haiku."',
      'messages.1.content: user text "About rain."',
      'messages.2.content: assistant text "Rain on"',
    ]);
  });
});

describe("reading tool results", () => {
  it("tells each the latest call before it with its id, in any order", () => {
    const read = results(
      calls(call("a", "x", "1"), call("b", "y", { n: 2 })),
      result("b", "of y", "wrong"),
      result("a", "of x"),
      calls(call("a", "z", "3")),
      result("a", "of z"),
      result("c", "an orphan", "f"),
    );
    expect(read.map((part) => [part.toolName, part.toolArguments, part.text])).toEqual([
      ["y", '{"n":2}', "of y"],
      ["x", "1", "of x"],
      ["z", "3", "of z"],
      ["f", undefined, "an orphan"],
    ]);
  });

  it("pairs those without an id by name and order, within a turn", () => {
    const read = results(
      calls(call(null, "x", "1"), call(null, "y", "2"), call(null, "x", "3")),
      result(null, "a", "x"),
      result(null, "b", "x"),
      calls(call(null, "x", "4")),
      result(null, "c", "y"),
      result(null, "d", "x"),
      result(null, "e", "x"),
    );
    expect(read.map((part) => part.toolArguments)).toEqual(["1", "3", undefined, "4", undefined]);
  });
});
