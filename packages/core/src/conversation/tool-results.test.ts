import { describe, expect, it } from "vitest";
import { sealedPart, textPart } from "./make-part.js";
import type { Part } from "./part.js";
import { ToolResults } from "./tool-results.js";

const result = (messageIndex: number, toolCallId?: string, at = 0): Part =>
  textPart(
    { messageIndex, role: "tool", ...(toolCallId !== undefined && { toolCallId }) },
    "tool-result",
    ["messages", messageIndex, at],
    "text",
  );

describe("tool results by number", () => {
  const image = sealedPart({ messageIndex: 3, role: "tool", toolCallId: "c" }, "media", ["messages", 3, 0]);
  const user = textPart({ messageIndex: 0, role: "user" }, "text", ["messages", 0], "hello");
  const parts = [
    user,
    result(1, "a"),
    result(1, "a", 1),
    result(1, "b"),
    image,
    result(4, "a"),
    result(5),
    result(5, undefined, 1),
  ];
  const results = new ToolResults(parts);

  it("counts what answers one call once, whatever it holds", () => {
    expect(parts.map((part) => results.placeOf(part))).toEqual([
      undefined,
      { result: 1, text: 1 },
      { result: 1, text: 2 },
      { result: 2, text: 1 },
      undefined,
      { result: 4, text: 1 },
      { result: 5, text: 1 },
      { result: 6, text: 1 },
    ]);
  });

  it("finds what stands before a part, and nothing else", () => {
    const [, first, second, third] = parts as [Part, Part, Part, Part];
    expect(results.before(third, { result: 1, text: 2 })).toBe(second);
    expect(results.before(second, { result: 1, text: 1 })).toBe(first);
    expect(results.before(second, { result: 1, text: 2 })).toBeUndefined();
    expect(results.before(first, { result: 2, text: 1 })).toBeUndefined();
    expect(results.before(third, { result: 3, text: 1 })).toBeUndefined();
    expect(results.before(user, { result: 1, text: 1 })).toBeUndefined();
  });
});
