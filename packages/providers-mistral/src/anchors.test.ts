import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { anchorsOf } from "./anchors.js";

const anchors = (...messages: readonly JsonValue[]) =>
  anchorsOf({ messages }).map((anchor) => `${anchor.adds} ${anchor.path.join(".")}`);
const says = (content: JsonValue): JsonValue => ({ role: "user", content });

describe("anchors of a chat request", () => {
  it("stand behind user messages, and never behind results", () => {
    const calls = { role: "assistant", tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" } }] };
    expect(
      anchors({ role: "system", content: "s" }, says("go"), calls, { role: "tool", tool_call_id: "a", content: "x" }),
    ).toEqual(["message messages.1"]);
    expect(anchors(says("go"), { role: "assistant", content: "I", prefix: true })).toEqual(["message messages.0"]);
  });

  it("are chunks only in user messages that stay lists", () => {
    const text: JsonValue = { type: "text", text: "look" };
    expect(anchors(says([text, { type: "document_url", document_url: "x" }]), says([text]), says(null))).toEqual([
      "block messages.0.content.1",
      "message messages.1",
      "message messages.2",
    ]);
  });
});
