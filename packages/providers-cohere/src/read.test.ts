import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { readParts, summarise } from "../../core/test/read-fixtures.js";
import { request } from "../test/requests.js";
import { cohereChat } from "./dialect.js";

const call = (id: string, name: string, args: JsonValue): JsonValue => ({ id, function: { name, arguments: args } });
const calls = (...list: readonly JsonValue[]): JsonValue => ({ role: "assistant", tool_calls: list });
const result = (id: string, content: JsonValue): JsonValue => ({ role: "tool", tool_call_id: id, content });
const results = (...messages: readonly JsonValue[]) =>
  readParts(cohereChat, JSON.stringify({ model: "command-a-03-2025", messages })).filter(
    (part) => part.kind === "tool-result",
  );

describe("reading a chat request", () => {
  it("gives the parts in prompt order, whatever the order of the body", () => {
    expect(summarise(readParts(cohereChat, request("agent.turn-2")))).toEqual([
      'tools.0: system tool-definition "{\\"type\\":\\"function\\",\\"function\\":{\\"',
      'tools.1: system tool-definition "{\\"type\\":\\"function\\",\\"function\\":{\\"',
      'messages.0.content: system system "You answer questions of a shop."',
      'messages.1.content: user text "How were sales on 1 May, and what do we',
      'messages.2.tool_plan: assistant reasoning "I will look up the sales and the catalo',
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"day\\": \\"2026-05-01\\"}"',
      'messages.2.tool_calls.1.function.arguments: assistant tool-call "{\\"category\\":\\"toys\\"}"',
      'messages.3.content.0.document.data: tool tool-result "{\\"rows\\":[{\\"sku\\":\\"a\\",\\"sold\\":1.0}',
      'messages.3.content.1.document.data.title: tool tool-result "Note"',
      'messages.3.content.1.document.data.snippet: tool tool-result "Closed at noon."',
      'messages.4.content.0.document.data: tool tool-result "[{\\"sku\\": \\"a\\"}]"',
      'messages.5.content.0.thinking: assistant reasoning "13 in all."',
      'messages.5.content.1.text: assistant text "We sold 13 toys."',
      "messages.5.citations: assistant opaque [opaque]",
      'messages.6.content.0.text: user text "And this one?"',
      "messages.6.content.1: user media [opaque]",
      'messages.7.tool_calls.0.function.arguments: assistant tool-call "{}"',
      'messages.8.content: tool tool-result "{\\"error\\": \\"no category\\"}"',
    ]);
  });

  it("keeps its hands off whatever it does not know, and reads on behind it", () => {
    expect(summarise(readParts(cohereChat, request("odd-formatting")))).toEqual([
      'tools.0: system tool-definition "{\\"function\\":{\\"parameters\\":{\\"10\\":0',
      'tools.1: system tool-definition "{\\"type\\":\\"other\\"}"',
      "tools.2: system opaque [opaque]",
      'documents.0: system system "{\\"data\\":{\\"n\\":1.0}}"',
      'documents.1: system system "5"',
      'messages.0.content.0.text: system system "System text"',
      'messages.1.content.0.text: user text "Look / at 😀"',
      "messages.1.content.1: user media [opaque]",
      "messages.1.content.2: user opaque [opaque]",
      "messages.1.content.3: user opaque [opaque]",
      "messages.1.content.4: user opaque [opaque]",
      "messages.1.fromTheFuture: user opaque [opaque]",
      'messages.2.tool_plan: assistant reasoning "café"',
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"n\\": 1.0}"',
      'messages.2.tool_calls.1.function.arguments: assistant tool-call "{\\"q\\": 12345678901234567890}"',
      "messages.2.tool_calls.2.function: assistant tool-call [opaque]",
      "messages.2.tool_calls.3: assistant opaque [opaque]",
      "messages.2.tool_calls.4: assistant opaque [opaque]",
      "messages.2.citations: assistant opaque [opaque]",
      'messages.3.content.0.document.data: tool tool-result "{\\"a\\":{\\"x\\":1.0},\\"b\\":\\"te\\\\u0078t\\"',
      'messages.3.content.1.document.data.text: tool tool-result "one"',
      'messages.3.content.1.document.data.note: tool tool-result "two"',
      'messages.3.content.2.document.data: tool tool-result "{}"',
      'messages.3.content.3.document.data: tool tool-result "{\\"n\\": 2.50}"',
      'messages.3.content.4.document.data: tool tool-result "[ 1.0 ]"',
      "messages.3.content.5: tool opaque [opaque]",
      "messages.3.content.6: tool opaque [opaque]",
      'messages.3.content.7.text: tool tool-result "a text"',
      "messages.3.content.8: tool media [opaque]",
      "messages.3.content.9: tool opaque [opaque]",
      'messages.4.content: tool tool-result "Done\\r\\n"',
      'messages.5.content: tool tool-result "an orphan"',
      'messages.6.content: tool tool-result "without an id"',
      "messages.7.tool_plan: assistant reasoning [opaque]",
      'messages.7.content.0.thinking: assistant reasoning "hm"',
      "messages.7.content.1: assistant opaque [opaque]",
      'messages.7.content.2.text: assistant text "said"',
      "messages.7.tool_calls: assistant opaque [opaque]",
      "messages.8: unknown opaque [opaque]",
      "messages.9: unknown opaque [opaque]",
      "messages.10: unknown opaque [opaque]",
      "messages.12.content: user opaque [opaque]",
    ]);
  });

  it("takes documents for what the application says, between the tools and the messages", () => {
    expect(summarise(readParts(cohereChat, request("documents"))).slice(0, 3)).toEqual([
      'documents.0: system system "Emperor penguins are the tallest."',
      'documents.1: system system "{\\"id\\": \\"doc1\\", \\"data\\": {\\"title\\"',
      'messages.0.content.0.text: system system "Cite your sources."',
    ]);
  });
});

describe("reading tool results", () => {
  it("tells each the latest call before it with its id, in any order", () => {
    const read = results(
      calls(call("a", "x", "1"), call("b", "y", "2")),
      result("b", "of y"),
      result("a", "of x"),
      calls(call("a", "z", "3")),
      result("a", "of z"),
      result("c", "an orphan"),
    );
    expect(read.map((part) => [part.toolName, part.toolArguments, part.text])).toEqual([
      ["y", "2", "of y"],
      ["x", "1", "of x"],
      ["z", "3", "of z"],
      [undefined, undefined, "an orphan"],
    ]);
  });

  it("gives the texts of flat data as parts, and other data as one", () => {
    const placesOf = (data: JsonValue) =>
      results(result("a", [{ type: "document", document: { data } }])).map(
        (part) => `${part.encoding} ${part.path.slice(4).join(".")}`,
      );
    expect(placesOf("text")).toEqual(["text document.data"]);
    expect(placesOf({ title: "a", n: 1, snippet: "b", more: null })).toEqual([
      "text document.data.title",
      "text document.data.snippet",
    ]);
    expect(placesOf({ title: "a", rows: [] })).toEqual(["json document.data"]);
    expect(placesOf({ n: 1 })).toEqual(["json document.data"]);
  });
});
