import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { anchorsOf, insertionAt } from "./anchors.js";

const anchors = (...messages: readonly JsonValue[]) =>
  anchorsOf({ model: "gpt-5.5", messages }).map((anchor) => `${anchor.adds} ${anchor.path.join(".")}`);
const result = (id: string): JsonValue => ({ role: "tool", tool_call_id: id, content: "done" });
const calls = (...ids: readonly (string | null)[]): JsonValue => ({
  role: "assistant",
  content: null,
  tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "run", arguments: "{}" } })),
});
const says = (text: string): JsonValue => ({ role: "user", content: text });

describe("anchors of a chat request", () => {
  it("stand behind user messages and behind the last result of a turn", () => {
    expect(
      anchors({ role: "system", content: "s" }, says("go"), calls("a", "b"), result("b"), result("a"), {
        role: "assistant",
        content: "done",
      }),
    ).toEqual(["message messages.1", "message messages.4"]);
  });

  it("wait until every call has its result", () => {
    expect(anchors(says("go"), calls("a", "b"), result("a"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), calls("a"), says("never mind"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), calls(null), result("a"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), calls("a"), result("a"), result("a"))).toEqual([
      "message messages.0",
      "message messages.3",
    ]);
  });

  it("follow the form without ids", () => {
    const called: JsonValue = { role: "assistant", content: null, function_call: { name: "f", arguments: "{}" } };
    expect(anchors(says("go"), called, { role: "function", name: "f", content: "1" })).toEqual([
      "message messages.0",
      "message messages.2",
    ]);
    expect(anchors(says("go"), called, { role: "function", name: "g", content: "1" })).toEqual(["message messages.0"]);
  });

  it("are blocks only in user messages that stay lists, never in results", () => {
    const image: JsonValue = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    const text: JsonValue = { type: "text", text: "look" };
    expect(anchors({ role: "user", content: [text, image] })).toEqual(["block messages.0.content.1"]);
    expect(anchors({ role: "user", content: [image] })).toEqual(["block messages.0.content.0"]);
    expect(anchors({ role: "user", content: [text] })).toEqual(["message messages.0"]);
    expect(anchors(calls("a"), { role: "tool", tool_call_id: "a", content: [text, text] })).toEqual([
      "message messages.1",
    ]);
  });

  it("take a text as a part or as a user message", () => {
    expect(insertionAt({ path: ["messages", 0, "content", 1], messageIndex: 0, adds: "block" }, "added")).toEqual({
      type: "text",
      text: "added",
    });
    expect(insertionAt({ path: ["messages", 0], messageIndex: 0, adds: "message" }, "added")).toEqual({
      role: "user",
      content: "added",
    });
  });
});
