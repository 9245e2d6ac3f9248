import { describe, expect, it } from "vitest";
import { destinationOf } from "./destination.js";
import { PROVIDERS } from "./providers.js";

function to(target: string, { method = "POST", headers = {} as Record<string, string> } = {}) {
  const { provider, match, ...rest } = destinationOf({ method, target, header: (name) => headers[name] }, PROVIDERS);
  return [provider.name, rest.target, match?.route.dialect.name];
}

describe("the destination of a request", () => {
  it.each([
    ["/v1/chat/completions", "openai", "/v1/chat/completions", "openai-chat"],
    ["/chat/completions?a=%20b", "openai", "/v1/chat/completions?a=%20b", "openai-chat"],
    ["/responses", "openai", "/v1/responses", "openai-responses"],
    ["/v1/responses/input_tokens", "openai", "/v1/responses/input_tokens", "openai-responses"],
    ["/v1/responses/resp_1/cancel", "openai", "/v1/responses/resp_1/cancel", undefined],
    ["/openai/deployments/d/chat/completions", "openai", "/openai/deployments/d/chat/completions", "openai-chat"],
    ["/v1/messages?beta=true", "anthropic", "/v1/messages?beta=true", "anthropic-messages"],
    ["/v1/messages/batches", "anthropic", "/v1/messages/batches", undefined],
    [
      "/v1beta/models/gemini-3.5-flash:generateContent",
      "google",
      "/v1beta/models/gemini-3.5-flash:generateContent",
      "google",
    ],
    ["/v1beta/files", "google", "/v1beta/files", undefined],
    ["/v2/chat", "cohere", "/v2/chat", "cohere"],
    ["/v2/embed", "cohere", "/v2/embed", undefined],
    ["/mistral/v1/chat/completions", "mistral", "/v1/chat/completions", "mistral"],
    ["/mistral/v1/agents/completions?x", "mistral", "/v1/agents/completions?x", "mistral"],
    ["/litellm/chat/completions", "litellm", "/chat/completions", "litellm-chat"],
    ["/litellm/v1/messages", "litellm", "/v1/messages", "anthropic-messages"],
    ["/litellm/litellm/x", "litellm", "/litellm/x", undefined],
    ["/litellm", "openai", "/litellm", undefined],
    ["/%6citellm/v1/models", "openai", "/%6citellm/v1/models", undefined],
    [
      "/google/v1/models/gemini-3.1-pro:streamGenerateContent",
      "google",
      "/v1/models/gemini-3.1-pro:streamGenerateContent",
      "google",
    ],
    ["/cohere/v1/rerank", "cohere", "/v1/rerank", undefined],
    ["/v1/embeddings", "openai", "/v1/embeddings", undefined],
  ])("of POST %s is %s%s, read as %s", (target, ...expected) => {
    expect(to(target)).toEqual(expected);
  });

  it("has no body to read for other methods", () => {
    expect(to("/v1/chat/completions", { method: "GET" })).toEqual(["openai", "/v1/chat/completions", undefined]);
    expect(to("/v1/messages/batches", { method: "GET" })).toEqual(["anthropic", "/v1/messages/batches", undefined]);
  });

  it("is told by headers where no path tells it", () => {
    const by = (...names: string[]) =>
      to("/v1/models", { method: "GET", headers: Object.fromEntries(names.map((name) => [name, "x"])) })[0];
    expect(by("x-goog-api-key", "authorization")).toBe("google");
    expect([by("anthropic-version"), by("x-api-key"), by("authorization"), by()]).toEqual([
      "anthropic",
      "anthropic",
      "openai",
      "openai",
    ]);
  });
});
