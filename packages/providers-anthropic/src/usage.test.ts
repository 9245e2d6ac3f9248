import { describe, expect, it } from "vitest";
import { anthropicMessages } from "./dialect.js";
import { readUsage } from "./usage.js";

describe("usage of a messages answer", () => {
  it("counts cached tokens as input", () => {
    const usage = { input_tokens: 3, cache_read_input_tokens: 100, cache_creation_input_tokens: 20, output_tokens: 5 };
    expect(readUsage({ usage })).toEqual({
      inputTokens: 123,
      outputTokens: 5,
      cacheReadTokens: 100,
      cacheWriteTokens: 20,
    });
  });

  it("takes the breakdown of writes where there is no total", () => {
    const usage = { input_tokens: 1, cache_creation: { ephemeral_5m_input_tokens: 2, ephemeral_1h_input_tokens: 4 } };
    expect(readUsage({ usage })).toEqual({ inputTokens: 7, cacheWriteTokens: 2, cacheWriteLongTokens: 4 });
  });

  it("leaves out what was not sent, and what is no count", () => {
    expect(readUsage({ usage: { output_tokens: 5 } })).toEqual({ outputTokens: 5 });
    expect(
      readUsage({ usage: { input_tokens: "3", output_tokens: -1, cache_read_input_tokens: 0.5 } }),
    ).toBeUndefined();
    expect(readUsage({ usage: {} })).toBeUndefined();
    expect(readUsage(null)).toBeUndefined();
  });

  it("is what was said before an error ended the stream", () => {
    const reader = anthropicMessages.usageReader();
    const started = { type: "message_start", message: { usage: { input_tokens: 7, output_tokens: 1 } } };
    const error = { type: "error", error: { type: "overloaded_error", message: 'no "usage"' } };
    for (const event of [started, error]) {
      reader.push(new TextEncoder().encode(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`));
    }
    expect(reader.usage()).toEqual({ inputTokens: 7, outputTokens: 1 });
  });
});
