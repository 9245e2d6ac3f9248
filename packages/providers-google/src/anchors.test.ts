import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { anchorsOf, insertionAt } from "./anchors.js";

const anchors = (...contents: readonly JsonValue[]) =>
  anchorsOf({ contents }).map((anchor) => `${anchor.adds} ${anchor.path.join(".")}`);
const says = (...texts: readonly string[]): JsonValue => ({ role: "user", parts: texts.map((text) => ({ text })) });
const calls = (...names: readonly string[]): JsonValue => ({
  role: "model",
  parts: names.map((name) => ({ functionCall: { name, args: {} } })),
});
const answers = (...names: readonly string[]): JsonValue => ({
  role: "user",
  parts: names.map((name) => ({ functionResponse: { name, response: {} } })),
});

describe("anchors of a generateContent request", () => {
  it("are parts where the user speaks, and contents behind the last response", () => {
    expect(
      anchors(says("a", "b"), calls("f", "g"), answers("f", "g"), { role: "model", parts: [{ text: "c" }] }),
    ).toEqual(["block contents.0.parts.1", "message contents.2"]);
  });

  it("wait until every call has its response", () => {
    expect(anchors(says("a"), calls("f", "g"), answers("f"))).toEqual(["block contents.0.parts.0"]);
    expect(anchors(says("a"), calls("f", "g"), answers("f"), answers("g"))).toEqual([
      "block contents.0.parts.0",
      "message contents.3",
    ]);
    expect(anchors(says("a"), calls("f"), calls("g"), answers("f"), says("b"))).toEqual(["block contents.0.parts.0"]);
  });

  it("leave alone what has no list to add to", () => {
    expect(anchors({ role: "user", parts: { text: "a" } }, { role: "user", parts: [] }, { role: "user" })).toEqual([]);
    expect(anchors({ parts: [{ text: "a" }] }, { role: "narrator", parts: [{ text: "b" }] })).toEqual([
      "block contents.0.parts.0",
    ]);
  });

  it("take a text as a part or as a content", () => {
    const place = { path: ["contents", 0], messageIndex: 0 };
    expect(insertionAt({ ...place, adds: "block" }, "added")).toEqual({ text: "added" });
    expect(insertionAt({ ...place, adds: "message" }, "added")).toEqual({ role: "user", parts: [{ text: "added" }] });
  });
});
