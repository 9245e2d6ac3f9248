import { describe, expect, it } from "vitest";
import { modelInTarget } from "./model-in-target.js";

describe("modelInTarget", () => {
  it.each([
    ["/v1beta/models/gemini-3.5-flash:generateContent", "gemini-3.5-flash"],
    ["/google/v1/models/gemini-3.1-pro:streamGenerateContent?alt=sse", "gemini-3.1-pro"],
    ["/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:countTokens", "gemini-2.5-pro"],
    ["/v1beta/tunedModels/my%20own:generateContent", "my own"],
    ["/v1beta/models/%zz:generateContent", "%zz"],
    ["/v1beta/models/gemini-3.5-flash", undefined],
    ["/v1/chat/completions?next=/models/x:y", undefined],
  ])("finds the model of %s", (target, model) => {
    expect(modelInTarget(target)).toBe(model);
  });
});
