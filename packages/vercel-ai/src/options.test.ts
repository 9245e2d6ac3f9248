import { describe, expect, it } from "vitest";
import { headroomMiddleware } from "./middleware.js";
import type { HeadroomOptions } from "./options.js";

describe("headroomMiddleware", () => {
  it.each([
    [{ tokenizer: [] }, "tokenizer is not an option of headroomMiddleware; known are mode, profile,"],
    [{ mode: "fast" }, 'mode is "fast"; it must be one of optimize, audit, simulate, off.'],
    [{ retrieveCommand: "cat" }, 'retrieveCommand must contain "{handle}"'],
    [
      { specificationVersion: "v4", doGenerate: () => undefined },
      "takes options, not a model: write wrapLanguageModel(",
    ],
    ["gpt-5.5", "takes options, not a model"],
    [null, "takes options, not a model"],
  ])("refuses %o", (options, message) => {
    expect(() => headroomMiddleware(options as HeadroomOptions)).toThrow(message);
  });

  it("asks a function for the smallest cached prefix of a model", async () => {
    const asked: string[] = [];
    const { transformParams } = headroomMiddleware({
      minimumCacheableTokens: (model) => {
        asked.push(model);
        return 0;
      },
      onReport: () => {
        throw new Error("listener");
      },
    });
    const value = Array.from({ length: 60 }, (_, id) => ({ id, name: `name ${id}`, active: true }));
    const params = {
      prompt: [
        { role: "user", content: [{ type: "text", text: "List" }] },
        { role: "assistant", content: [{ type: "tool-call", toolCallId: "c", toolName: "list", input: {} }] },
        {
          role: "tool",
          content: [{ type: "tool-result", toolCallId: "c", toolName: "list", output: { type: "json", value } }],
        },
      ],
    };
    const call = { type: "generate", params, model: { modelId: "claude-sonnet-5" } };
    const changed = await transformParams?.(call as never);
    expect(asked).toContain("claude-sonnet-5");
    expect(JSON.stringify(changed).length).toBeLessThan(JSON.stringify(params).length);
  });
});
