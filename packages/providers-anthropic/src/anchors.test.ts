import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { request } from "../test/requests.js";
import { anchorsOf, insertionAt } from "./anchors.js";

const anchors = (...messages: readonly JsonValue[]) =>
  anchorsOf({ model: "claude-sonnet-5", messages }).map((anchor) => `${anchor.adds} ${anchor.path.join(".")}`);
const results = (...ids: readonly string[]): JsonValue => ({
  role: "user",
  content: ids.map((id) => ({ type: "tool_result", tool_use_id: id, content: "done" })),
});
const uses = (...ids: readonly string[]): JsonValue => ({
  role: "assistant",
  content: ids.map((id) => ({ type: "tool_use", id, name: "run", input: {} })),
});
const says = (text: string): JsonValue => ({ role: "user", content: text });

describe("anchors of a messages request", () => {
  it("stand behind user messages only, as blocks where the message stays a list", () => {
    const body = JSON.parse(request("claude-code-sonnet-5.turn-2")) as JsonValue;
    expect(anchorsOf(body)).toEqual([
      { path: ["messages", 0, "content", 3], messageIndex: 0, adds: "block" },
      { path: ["messages", 3, "content", 0], messageIndex: 3, adds: "block" },
      { path: ["messages", 6, "content", 0], messageIndex: 6, adds: "block" },
    ]);
  });

  it("are messages where the content may flip between a string and a list of one text", () => {
    expect(anchors(says("hello"))).toEqual(["message messages.0"]);
    expect(anchors({ role: "user", content: [{ type: "text", text: "hello" }] })).toEqual(["message messages.0"]);
  });

  it("wait until every call has its result", () => {
    expect(anchors(says("go"), uses("a", "b"), results("a"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), uses("a", "b"), results("a", "b"))).toEqual([
      "message messages.0",
      "block messages.2.content.1",
    ]);
    expect(anchors(says("go"), uses("a"), uses("b"), results("b"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), uses("a"), says("never mind"))).toEqual(["message messages.0"]);
  });

  it("take a text as a block or as a user message", () => {
    const [block] = anchorsOf({ messages: [results("a")] });
    const [message] = anchorsOf({ messages: [says("hello")] });
    expect(block && insertionAt(block, "added")).toEqual({ type: "text", text: "added" });
    expect(message && insertionAt(message, "added")).toEqual({ role: "user", content: "added" });
  });
});
