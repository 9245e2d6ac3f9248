import { openaiResponses } from "@headroom/providers-openai";
import { describe, expect, it } from "vitest";
import { litellmResponses } from "./litellm-responses.js";

const BODY = {
  model: "bedrock/us.anthropic.claude-opus-4-8-v1:0",
  input: [
    { role: "user", content: "Which order failed?" },
    { type: "function_call", call_id: "c1", name: "list_orders", arguments: "{}" },
    { type: "function_call_output", call_id: "c1", output: "[]" },
  ],
};

describe("a responses request to a gateway", () => {
  it("is read as OpenAI's is, under the gateway's name", () => {
    const raw = (_path: unknown, value: unknown) => JSON.stringify(value);
    const conversation = litellmResponses.read(BODY, raw);
    expect(conversation).toEqual({ ...openaiResponses.read(BODY, raw), dialect: "litellm-responses" });
    expect(litellmResponses.name).toBe("litellm-responses");
    expect(litellmResponses.read({ model: "x", messages: [] }, raw)).toBeUndefined();
    expect(litellmResponses.anchors(BODY)).toEqual(openaiResponses.anchors(BODY));
  });

  it("goes by the model behind the prefix", () => {
    expect(litellmResponses.minimumCacheableTokens(BODY.model)).toBe(1024);
    expect(openaiResponses.minimumCacheableTokens(BODY.model)).toBe(4096);
  });
});
