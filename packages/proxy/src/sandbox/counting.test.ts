import { describe, expect, it } from "vitest";
import { createSandbox, type SandboxOptions } from "./create-sandbox.js";

function askWith(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  return async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const request = new Request(`http://sandbox${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const response = await sandbox.fetch(request);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
}

const messages = [{ role: "user", content: "Hello" }];

describe("Cohere's tokenizer in the sandbox", () => {
  it("gives tokens and as many strings that make up the text", async () => {
    const { body } = await askWith()("/v1/tokenize", { model: "command-a-03-2025", text: "tokenize me! :D" });
    const { tokens, token_strings } = body as { tokens: number[]; token_strings: string[] };
    expect(tokens).toHaveLength(token_strings.length);
    expect(token_strings.join("")).toBe("tokenize me! :D");
    expect(body).toMatchObject({ meta: { api_version: { version: "1" } } });
  });

  it.each([
    ["no text", { model: "m" }],
    ["an empty text", { model: "m", text: "" }],
    ["a text that is too long", { model: "m", text: "x".repeat(65_537) }],
    ["no model", { text: "x" }],
  ])("refuses %s", async (_name, body) => {
    const answer = await askWith()("/v1/tokenize", body);
    expect([answer.status, Object.keys(answer.body as object)]).toEqual([400, ["message"]]);
  });
});

describe("LiteLLM's token counter in the sandbox", () => {
  it("answers as the gateway does", async () => {
    const { body } = await askWith()("/utils/token_counter?call_endpoint=true", { model: "openai/gpt-5.5", messages });
    expect(body).toMatchObject({ request_model: "openai/gpt-5.5", model_used: "gpt-5.5", error: false });
    expect((body as { total_tokens: number }).total_tokens).toBeGreaterThan(0);
  });

  it("refuses what it cannot count in the words of its framework", async () => {
    const ask = askWith();
    expect(await ask("/utils/token_counter", { model: "gpt-5.5" })).toMatchObject({
      status: 400,
      body: { detail: "prompt or messages or contents must be provided" },
    });
    expect(await ask("/utils/token_counter", { messages })).toMatchObject({
      status: 422,
      body: { detail: [{ type: "missing", loc: ["body", "model"] }] },
    });
  });
});

describe("a limit of the sandbox", () => {
  it("is each key's own, and over when its time is", async () => {
    let at = 0;
    const ask = askWith({ rateLimit: { requests: 2, seconds: 30 }, now: () => at });
    const statuses = async (...keys: string[]) => {
      const answers = [];
      for (const key of keys) {
        const headers = { authorization: `Bearer ${key}` };
        answers.push((await ask("/v1/chat/completions", { model: "gpt-5.5", messages }, headers)).status);
      }
      return answers;
    };
    expect(await statuses("a", "a", "a", "b")).toEqual([200, 200, 429, 200]);
    at = 29_999;
    expect(await statuses("a")).toEqual([429]);
    at = 30_000;
    expect(await statuses("a", "a", "a")).toEqual([200, 200, 429]);
  });

  it.each([
    ["OpenAI", "/v1/responses/input_tokens", { model: "gpt-5.5", input: "Hello" }, "7", { "retry-after-ms": "7000" }],
    [
      "Anthropic",
      "/v1/messages/count_tokens",
      { model: "claude-sonnet-5", messages },
      "7",
      { "anthropic-ratelimit-requests-remaining": "0" },
    ],
    ["Cohere", "/v1/tokenize", { model: "m", text: "x" }, "7", {}],
    ["LiteLLM", "/utils/token_counter", { model: "gpt-5.5", messages }, "7", {}],
    ["Google", "/v1beta/models/gemini-3.5-flash:countTokens", { contents: [{ parts: [{ text: "x" }] }] }, null, {}],
  ])("is told in the way of %s", async (_name, path, body, retryAfter, headers) => {
    const ask = askWith({ rateLimit: { requests: 0, seconds: 7 }, now: () => 0 });
    const refused = await ask(path, body, { "anthropic-version": "2023-06-01" });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe(retryAfter);
    for (const [name, value] of Object.entries(headers)) expect(refused.headers.get(name)).toBe(value);
    if (retryAfter === null) {
      expect(refused.body).toMatchObject({ error: { status: "RESOURCE_EXHAUSTED", details: [{ retryDelay: "7s" }] } });
    }
  });
});
