import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { anchorsOf, insertionAt } from "./anchors.js";

const anchors = (...input: readonly JsonValue[]) =>
  anchorsOf({ model: "gpt-5.5", previous_response_id: "resp_1", input }).map(
    (anchor) => `${anchor.adds} ${anchor.path.join(".")}`,
  );
const call = (id: string | null, type = "function_call"): JsonValue => ({
  type,
  call_id: id,
  name: "run",
  arguments: "",
});
const output = (id: string, type = "function_call_output"): JsonValue => ({ type, call_id: id, output: "done" });
const says = (text: string): JsonValue => ({ role: "user", content: text });
const reasoning: JsonValue = { type: "reasoning", id: "rs_1", summary: [] };

describe("anchors of a responses request", () => {
  it("stand behind user messages and behind the last output of a turn", () => {
    expect(
      anchors(
        { role: "developer", content: "d" },
        says("go"),
        reasoning,
        call("a"),
        call("b"),
        output("b"),
        output("a"),
        {
          role: "assistant",
          content: "done",
        },
      ),
    ).toEqual(["message input.1", "message input.6"]);
  });

  it("wait until every call has its output", () => {
    expect(anchors(says("go"), call("a"), call("b"), output("a"))).toEqual(["message input.0"]);
    expect(anchors(says("go"), call("a"), says("never mind"))).toEqual(["message input.0"]);
    expect(anchors(says("go"), call(null), output("a"))).toEqual(["message input.0"]);
    expect(anchors(call("a"), output("a"), call("b"), output("b"))).toEqual(["message input.1", "message input.3"]);
  });

  it("follow calls of types that are not known yet, and not those that the provider runs", () => {
    expect(anchors(call("a", "dream_call"), says("go"))).toEqual([]);
    expect(anchors(call("a", "dream_call"), output("a", "dream_call_output"))).toEqual(["message input.1"]);
    expect(anchors({ type: "web_search_call", id: "ws_1" }, says("go"))).toEqual(["message input.1"]);
  });

  it("take the call of a local shell's output from its id", () => {
    const shell = { type: "local_shell_call_output", id: "a", output: "" };
    expect(anchors(call("a", "local_shell_call"), shell)).toEqual(["message input.1"]);
  });

  it("stand behind outputs whose calls the provider holds", () => {
    expect(anchors(output("x"), output("y"), says("go"))).toEqual(["message input.1", "message input.2"]);
  });

  it("are blocks only in user messages that stay lists", () => {
    const image: JsonValue = { type: "input_image", image_url: "https://example.com/a.png" };
    const text: JsonValue = { type: "input_text", text: "look" };
    expect(anchors({ role: "user", content: [text, image] })).toEqual(["block input.0.content.1"]);
    expect(anchors({ role: "user", content: [image] })).toEqual(["block input.0.content.0"]);
    expect(anchors({ role: "user", content: [text] })).toEqual(["message input.0"]);
  });

  it("are none where the input is one text", () => {
    expect(anchorsOf({ model: "gpt-5.5", input: "go" })).toEqual([]);
  });

  it("take a text as a part or as a message", () => {
    const block = { type: "input_text", text: "added" };
    expect(insertionAt({ path: ["input", 0, "content", 1], messageIndex: 0, adds: "block" }, "added")).toEqual(block);
    expect(insertionAt({ path: ["input", 0], messageIndex: 0, adds: "message" }, "added")).toEqual({
      type: "message",
      role: "user",
      content: [block],
    });
  });
});
