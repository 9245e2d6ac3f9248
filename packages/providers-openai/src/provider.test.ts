import { trafficClassOf } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { openaiProvider } from "./provider.js";

const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

describe("the traffic of OpenAI", () => {
  it.each([
    ["a key", "/v1/responses", { authorization: "Bearer sk-proj-x" }, "key"],
    [
      "the login of a ChatGPT plan",
      "/v1/responses",
      { authorization: `Bearer ${TOKEN}`, "chatgpt-account-id": "a" },
      "subscription",
    ],
    ["a path of ChatGPT", "/backend-api/codex/responses", { authorization: `Bearer ${TOKEN}` }, "subscription"],
    [
      "the login of GitHub Copilot",
      "/chat/completions",
      { authorization: "Bearer tid=1", "copilot-integration-id": "x" },
      "subscription",
    ],
    ["a login of Azure", "/openai/deployments/d/chat/completions", { authorization: `Bearer ${TOKEN}` }, "key"],
    ["a login of which nothing is known", "/v1/responses", { authorization: `Bearer ${TOKEN}` }, "oauth"],
    ["nothing", "/v1/responses", {}, "none"],
  ])("with %s", (_what, path, headers, expected) => {
    const header = (name: string) => (headers as Record<string, string>)[name];
    expect(trafficClassOf(header, path, openaiProvider)).toBe(expected);
  });
});

describe("OpenAI", () => {
  it("has room for what its models think", () => {
    expect([openaiProvider.getOutputBuffer("gpt-4o"), openaiProvider.getOutputBuffer("o3-mini")]).toEqual([4000, 8000]);
  });

  it("prices the small model as the small one, and the whole request above the cliff", () => {
    const million = { inputTokens: 100_000, outputTokens: 0 };
    expect(openaiProvider.estimateCost({ model: "gpt-4o-mini-2024-07-18", ...million })).toBeCloseTo(0.015, 12);
    expect(openaiProvider.estimateCost({ model: "gpt-4o", ...million })).toBeCloseTo(0.25, 12);
    expect(openaiProvider.estimateCost({ model: "gpt-6.1-sol", inputTokens: 272_001, outputTokens: 0 })).toBeCloseTo(
      1.088004,
      9,
    );
    expect(openaiProvider.getContextLimit("gpt-4.1")).toBe(1_047_576);
  });
});
