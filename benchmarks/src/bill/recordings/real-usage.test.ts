import { describe, expect, it } from "vitest";
import { readRealUsage } from "./real-usage.ts";

describe("the usage of a recording", () => {
  it.each([
    [
      "Anthropic's",
      { input_tokens: 3, cache_read_input_tokens: 100, cache_creation_input_tokens: 20, output_tokens: 5 },
      { prompt: 123, read: 100, written: 20, long: false, output: 5 },
    ],
    [
      "Anthropic's with an hour's life",
      {
        input_tokens: 3,
        cache_read_input_tokens: 100,
        cache_creation_input_tokens: 20,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 20 },
        output_tokens: 5,
      },
      { prompt: 123, read: 100, written: 20, long: true, output: 5 },
    ],
    [
      "of chat completions",
      {
        prompt_tokens: 2000,
        completion_tokens: 9,
        prompt_tokens_details: { cached_tokens: 1920, cache_write_tokens: 40 },
      },
      { prompt: 2000, read: 1920, written: 40, long: false, output: 9 },
    ],
    [
      "of a gateway to Anthropic",
      { prompt_tokens: 2000, completion_tokens: 9, cache_read_input_tokens: 1500, cache_creation_input_tokens: 400 },
      { prompt: 2000, read: 1500, written: 400, long: false, output: 9 },
    ],
    [
      "DeepSeek's",
      { prompt_tokens: 2000, completion_tokens: 9, prompt_cache_hit_tokens: 1984, prompt_cache_miss_tokens: 16 },
      { prompt: 2000, read: 1984, written: 0, long: false, output: 9 },
    ],
    [
      "of responses",
      { input_tokens: 2000, input_tokens_details: { cached_tokens: 1024 }, output_tokens: 9 },
      { prompt: 2000, read: 1024, written: 0, long: false, output: 9 },
    ],
    [
      "Codex's",
      { input_tokens: 2000, cached_input_tokens: 1024, output_tokens: 9, total_tokens: 2009 },
      { prompt: 2000, read: 1024, written: 0, long: false, output: 9 },
    ],
    [
      "Google's",
      { promptTokenCount: 5000, cachedContentTokenCount: 4096, candidatesTokenCount: 7, thoughtsTokenCount: 2 },
      { prompt: 5000, read: 4096, written: 0, long: false, output: 9 },
    ],
    [
      "pi's",
      { input: 3, output: 9, cacheRead: 100, cacheWrite: 20, totalTokens: 132 },
      { prompt: 123, read: 100, written: 20, long: false, output: 9 },
    ],
  ])("is read: %s", (_name, usage, expected) => {
    expect(readRealUsage(usage)).toEqual(expected);
  });

  it.each([[undefined], [null], [7], [{}], [{ total_tokens: 5 }], [{ input_tokens: 0, output_tokens: 3 }]])(
    "is none in %j",
    (value) => expect(readRealUsage(value)).toBeUndefined(),
  );
});
