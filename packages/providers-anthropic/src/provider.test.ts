import { detectProvider, trafficClassOf } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { anthropicProvider } from "./provider.js";

describe("the traffic of Anthropic", () => {
  it.each([
    ["a key", { "x-api-key": "sk-ant-api03-x" }, "key"],
    ["a key as a bearer", { authorization: "Bearer sk-ant-api03-x" }, "key"],
    ["the key of a gateway", { authorization: "Bearer sk-gateway" }, "key"],
    ["the login of a plan", { authorization: "Bearer sk-ant-oat01-x" }, "subscription"],
    ["the login of a plan in the place of a key", { "x-api-key": "sk-ant-oat01-x" }, "subscription"],
    [
      "the beta of logins",
      { authorization: "Bearer x", "anthropic-beta": "claude-code-20250219, oauth-2025-04-20" },
      "subscription",
    ],
    ["no beta of logins", { "x-api-key": "sk-ant-x", "anthropic-beta": "no-oauth-x" }, "key"],
    ["nothing", {}, "none"],
  ])("with %s", (_what, headers, expected) => {
    const header = (name: string) => (headers as Record<string, string>)[name];
    expect(trafficClassOf(header, "/v1/messages", anthropicProvider)).toBe(expected);
  });
});

describe("detecting Anthropic", () => {
  it("goes by what only its clients send", () => {
    const detect = (signs: Parameters<typeof detectProvider>[0]) =>
      detectProvider(signs, [anthropicProvider])?.provider.name;
    expect(detect({ headers: (name) => (name === "anthropic-version" ? "2023-06-01" : undefined) })).toBe("anthropic");
    expect(detect({ body: { system: "Be brief.", messages: [] } })).toBe("anthropic");
    expect(detect({ body: { model: "gpt-5.5", messages: [{ role: "user", content: "Hi" }] } })).toBeUndefined();
    expect(detect({ client: { withOptions() {}, messages: { create() {} } } })).toBe("anthropic");
  });

  it("answers for it in the form that its clients read", () => {
    expect(anthropicProvider.errorBody({ status: 413, code: "x", message: "Too long." })).toEqual({
      type: "error",
      error: { type: "request_too_large", message: "Too long." },
    });
  });
});
