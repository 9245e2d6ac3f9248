import { describe, expect, it } from "vitest";
import { jsonPart, textPart } from "../../conversation/make-part.js";
import type { Conversation } from "../../conversation/part.js";
import { isCallUnseen, mayHoldFiles } from "./unseen-calls.js";

const tool = { messageIndex: 0, role: "tool" } as const;
const result = (named: { toolCallId?: string; toolName?: string }) =>
  textPart({ ...tool, ...named }, "tool-result", ["input", 0, "output"], "text");

function withTools(...names: readonly (string | undefined)[]): Conversation {
  const parts = names.map((toolName, index) =>
    jsonPart(
      { messageIndex: -1, role: "system", ...(toolName !== undefined && { toolName }) },
      "tool-definition",
      ["tools", index],
      "{}",
    ),
  );
  return { dialect: "any", model: "", parts: [...parts, result({ toolCallId: "c1", toolName: "bash" })] };
}

describe("isCallUnseen", () => {
  it("is so for results that name a call and know no tool", () => {
    expect(isCallUnseen(result({ toolCallId: "c1" }))).toBe(true);
    expect(isCallUnseen(result({ toolCallId: "c1", toolName: "list" }))).toBe(false);
    expect(isCallUnseen(result({}))).toBe(false);
    expect(isCallUnseen({ ...result({ toolCallId: "c1" }), kind: "tool-call" })).toBe(false);
  });
});

describe("mayHoldFiles", () => {
  it.each([
    [["list_orders"], false],
    [["list_orders", undefined], false],
    [["list_orders", "Read"], true],
    [["exec_command"], true],
    [["mcp__files__read_file"], true],
    [[undefined], true],
    [[], true],
  ])("with the tools %j: %s", (names, expected) => {
    expect(mayHoldFiles(withTools(...names))).toBe(expected);
  });
});
