import { describe, expect, it } from "vitest";
import { knownDialects } from "../src/request/known-dialects.js";

const { byName, detect } = knownDialects();

const user = { role: "user", content: "Hello" };

describe("the dialect of a body", () => {
  it.each([
    ["openai-chat", { model: "gpt-5.5", messages: [user] }],
    ["openai-chat", { messages: [user, { role: "tool", tool_call_id: "c1", content: "1" }], input: "x" }],
    ["openai-responses", { model: "gpt-5.5", input: "Hello" }],
    ["openai-responses", { model: "gpt-5.5", input: [user] }],
    ["openai-responses", { model: "gpt-5.5", previous_response_id: "resp_1" }],
    ["anthropic-messages", { model: "claude-sonnet-5", messages: [user] }],
    ["google", { contents: [{ role: "user", parts: [{ text: "Hello" }] }] }],
    ["cohere", { model: "command-a-03-2025", messages: [user] }],
    ["mistral", { model: "mistral-large-latest", messages: [user] }],
    ["mistral", { model: "open-mixtral-8x22b", messages: [user] }],
    // Served by others in OpenAI's format.
    ["openai-chat", { model: "mistralai/Mistral-7B-Instruct-v0.3", messages: [user] }],
    ["anthropic-messages", { system: "Be brief.", messages: [user] }],
  ])("finds %s in %j", (name, body) => {
    expect(detect(body).name).toBe(name);
    expect(byName.get(name)).toBe(detect(body));
  });

  it("takes what it does not know for OpenAI chat", () => {
    for (const body of [null, 5, "input", [], {}, { messages: "none" }]) {
      expect(detect(body).name).toBe("openai-chat");
    }
  });
});
