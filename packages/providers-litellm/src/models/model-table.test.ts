import { describe, expect, it } from "vitest";
import { minimumCacheableTokens } from "./model-table.js";

describe("the smallest cacheable prefix", () => {
  it.each([
    ["gpt-5.5", 1024],
    ["openai/gpt-5.5", 1024],
    ["azure/gpt-4o-eu", 1024],
    ["azure/gpt-4", 0],
    ["anthropic/claude-opus-5", 512],
    ["anthropic/claude-haiku-4-5-20251001", 4096],
    ["bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0", 1024],
    ["bedrock/converse/anthropic.claude-opus-4-8-v1:0", 1024],
    ["vertex_ai/claude-sonnet-4-6@20260205", 2048],
    ["databricks/databricks-claude-opus-5", 512],
    ["openrouter/anthropic/claude-sonnet-4.5", 1024],
    ["anthropic/claude-next", 4096],
    ["gemini/gemini-3.5-flash", 4096],
    ["vertex_ai/gemini-3.1-pro", 4096],
    ["deepseek/deepseek-chat", 64],
    ["litellm_proxy/anthropic/claude-opus-5", 512],
    ["litellm_proxy/ollama/qwen3", 0],
    ["ollama_chat/qwen3", 0],
    ["Hosted_vLLM/Qwen/Qwen3-Coder", 0],
    ["lm_studio/deepseek-r1", 0],
    ["our-best-model", 1024],
    ["ollama", 1024],
    ["", 1024],
  ])("of %s is %i", (model, tokens) => {
    expect(minimumCacheableTokens(model)).toBe(tokens);
  });
});
