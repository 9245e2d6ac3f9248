import { describe, expect, it } from "vitest";
import { DEFAULT_ROUTES, findRoute } from "./routes.js";

function dialectOf(url: string): string | undefined {
  return findRoute(new URL(url), DEFAULT_ROUTES)?.route.dialect.name;
}

describe("the known routes", () => {
  it.each([
    ["https://api.openai.com/v1/chat/completions", "openai-chat"],
    ["https://openrouter.ai/api/v1/chat/completions", "openai-chat"],
    ["https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=1", "openai-chat"],
    ["https://api.mistral.ai/v1/chat/completions", "mistral"],
    ["https://api.mistral.ai/v1/agents/completions", "mistral"],
    ["https://api.cohere.com/v2/chat", "cohere"],
    ["https://api.cohere.com/v1/chat", undefined],
    ["https://api.cohere.com/compatibility/v1/chat/completions", "openai-chat"],
    ["https://api.openai.com/v1/responses", "openai-responses"],
    ["https://api.openai.com/v1/responses/input_tokens", "openai-responses"],
    ["https://api.anthropic.com/v1/messages?beta=true", "anthropic-messages"],
    ["https://api.anthropic.com/v1/messages/count_tokens", "anthropic-messages"],
    ["https://api.anthropic.com/v1/messages/batches", undefined],
    ["https://api.openai.com/v1/embeddings", undefined],
    ["https://api.openai.com/v1/responses/resp_1/cancel", undefined],
    ["https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:embedContent", undefined],
  ])("name %s %s", (url, name) => {
    expect(dialectOf(url)).toBe(name);
  });

  it("give the model of the path", () => {
    const path = "/v1beta1/projects/p/locations/l/publishers/google/models/gemini%2D3:streamGenerateContent?alt=sse";
    expect(findRoute(new URL(path, "https://x"), DEFAULT_ROUTES)?.model).toBe("gemini-3");
    expect(findRoute(new URL("https://x/models/%zz:generateContent"), DEFAULT_ROUTES)?.model).toBe("%zz");
    expect(findRoute(new URL("https://x/v1/messages"), DEFAULT_ROUTES)?.model).toBeUndefined();
  });
});

describe("a path that providers share", () => {
  const find = (host: string, provider?: "openai" | "mistral") =>
    findRoute(new URL(`https://${host}/v1/chat/completions`), DEFAULT_ROUTES, provider)?.route.provider;

  it("is told apart by the host, and by the provider of the client", () => {
    expect(find("api.mistral.ai")).toBe("mistral");
    expect(find("api.mistral.ai", "openai")).toBe("mistral");
    expect(find("localhost", "mistral")).toBe("mistral");
    expect(find("localhost", "openai")).toBe("openai");
    expect(find("notmistral.ai")).toBe("openai");
  });
});
