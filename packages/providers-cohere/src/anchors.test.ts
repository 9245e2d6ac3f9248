import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { anchorsOf } from "./anchors.js";

const anchors = (...messages: readonly JsonValue[]) =>
  anchorsOf({ messages }).map((anchor) => `${anchor.adds} ${anchor.path.join(".")}`);
const says = (content: JsonValue): JsonValue => ({ role: "user", content });
const calls = (...ids: readonly (string | null)[]): JsonValue => ({
  role: "assistant",
  tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "run", arguments: "{}" } })),
});
const result = (id: string): JsonValue => ({ role: "tool", tool_call_id: id, content: "done" });

describe("anchors of a chat request", () => {
  it("stand behind user messages and behind the last result of a turn", () => {
    expect(anchors(says("go"), calls("a", "b"), result("b"), result("a"), { role: "assistant", content: "x" })).toEqual(
      ["message messages.0", "message messages.3"],
    );
  });

  it("wait until every call has its result", () => {
    expect(anchors(says("go"), calls("a", "b"), result("a"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), calls("a"), says("never mind"))).toEqual(["message messages.0"]);
    expect(anchors(says("go"), calls(null), result("a"))).toEqual(["message messages.0"]);
  });

  it("are blocks only in user messages that stay lists", () => {
    const text: JsonValue = { type: "text", text: "look" };
    expect(anchors(says([text, { type: "image_url", image_url: { url: "x" } }]), says([text]))).toEqual([
      "block messages.0.content.1",
      "message messages.1",
    ]);
  });
});
