import { describe, expect, it } from "vitest";
import type { Edit } from "../conversation/edit.js";
import { textPart } from "../conversation/make-part.js";
import type { Part } from "../conversation/part.js";
import { inPromptOrder } from "./in-prompt-order.js";

const result = (text: string): Part =>
  textPart({ messageIndex: 0, role: "tool" }, "tool-result", ["messages", 0, "text"], text);

describe("inPromptOrder", () => {
  it("sorts by the parts' places, insertions last, and keeps the order of equals", () => {
    const parts = [result("a"), result("b"), result("c")];
    const edit = (at: number, text: string): Edit => ({ type: "replace", part: parts[at] as Part, text });
    const insert = (text: string): Edit => ({
      type: "insert",
      anchor: { path: ["messages", 0], messageIndex: 0, adds: "message" },
      text,
    });
    const edits = [insert("1"), edit(2, "2"), edit(0, "3"), insert("4"), edit(0, "5"), edit(1, "6")];
    const texts = inPromptOrder(edits, parts).map((each) => (each.type === "replace-json" ? each.json : each.text));
    expect(texts).toEqual(["3", "5", "6", "2", "1", "4"]);
  });
});
