import { findRoute } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { DEFAULT_PROVIDERS } from "./default-providers.js";

function find(url: string, provider?: string) {
  const { hostname: host, pathname: path } = new URL(url);
  return findRoute({ host, path }, DEFAULT_PROVIDERS, provider);
}

describe("the known providers", () => {
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
    expect(find(url)?.route.dialect.name).toBe(name);
  });

  it("give the model of the path", () => {
    const path = "/v1beta1/projects/p/locations/l/publishers/google/models/gemini%2D3:streamGenerateContent?alt=sse";
    expect(find(`https://x${path}`)?.model).toBe("gemini-3");
    expect(find("https://x/models/%zz:generateContent")?.model).toBe("%zz");
    expect(find("https://x/v1/messages")?.model).toBeUndefined();
  });
});

describe("a path that providers share", () => {
  const name = (host: string, provider?: string) =>
    find(`https://${host}/v1/chat/completions`, provider)?.provider.name;

  it("is told apart by the host, and by the provider of the client", () => {
    expect(name("api.mistral.ai")).toBe("mistral");
    expect(name("api.mistral.ai", "openai")).toBe("mistral");
    expect(name("localhost", "mistral")).toBe("mistral");
    expect(name("localhost", "openai")).toBe("openai");
    expect(name("notmistral.ai")).toBe("openai");
  });
});
