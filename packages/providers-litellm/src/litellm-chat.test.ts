import { describe, expect, it } from "vitest";
import { describeDialect } from "../../core/test/describe-dialect.js";
import { readParts, summarise } from "../../core/test/read-fixtures.js";
import { ANSWERS } from "../test/answers.js";
import { FLIPS } from "../test/flips.js";
import { REQUESTS } from "../test/requests.js";
import { objectionOf } from "../test/wire-rules.js";
import { litellmChat } from "./litellm-chat.js";

describeDialect(litellmChat, {
  requests: Array.from(REQUESTS, ([name, text]) => ({ name, text, accepted: name !== "odd-formatting" })),
  turns: [["agent.turn-1", "agent.turn-2"]],
  flips: FLIPS,
  objection: objectionOf,
  answers: ANSWERS,
  refused: [null, [], {}, { messages: [] }, { model: "openai/gpt-5.5", input: "hello" }],
  recorded: { format: "openai-chat", body: (messages) => ({ model: "openai/gpt-5.5", messages }) },
});

describe("a request to a gateway", () => {
  it("keeps its prefixed model", () => {
    const body = JSON.parse(REQUESTS.get("bedrock") as string);
    const conversation = litellmChat.read(body, (_path, value) => JSON.stringify(value));
    expect(conversation?.model).toBe("bedrock/us.anthropic.claude-opus-4-8-v1:0");
    expect(litellmChat.minimumCacheableTokens(conversation?.model as string)).toBe(1024);
  });

  it("is read as the gateway understands it", () => {
    expect(summarise(readParts(litellmChat, REQUESTS.get("agent.turn-2") as string))).toEqual([
      'tools.0: system tool-definition "{\\"type\\": \\"function\\", \\"function\\": ',
      'tools.1: system tool-definition "{\\"type\\": \\"function\\", \\"function\\": ',
      'messages.0.content.0.text: system system "You answer questions about orders."',
      'messages.1.content: user text "Which order failed?"',
      'messages.2.reasoning_content: assistant reasoning "Two pages."',
      "messages.2.thinking_blocks: assistant reasoning [signed]",
      'messages.2.content: assistant text "I will look."',
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"page\\": 1}"',
      'messages.2.tool_calls.1.function.arguments: assistant tool-call "{\\"page\\": 2}"',
      "messages.2.provider_specific_fields: assistant opaque [opaque]",
      'messages.3.content: tool tool-result "[{\\"order_id\\": 7000, \\"status\\": \\"del',
      'messages.4.content: tool tool-result "[]"',
      'messages.5.content: assistant text "Order 7002 failed."',
      'messages.6.content.0.text: user text "And this receipt?"',
      "messages.6.content.1: user media [opaque]",
      "messages.6.content.2: user media [opaque]",
    ]);
    expect(summarise(readParts(litellmChat, REQUESTS.get("odd-formatting") as string))).toEqual([
      'tools.0: system tool-definition "{\\"function\\":{\\"name\\":\\"search\\",\\"pa',
      'tools.1: system tool-definition "{\\"type\\":\\"web_search_20250305\\",\\"nam',
      'tools.2: system tool-definition "{\\"type\\":\\"mcp\\",\\"server_url\\":\\"lite',
      'messages.0.content: system system "System"',
      'messages.1.content.0.text: user text "Look / 😀"',
      "messages.1.content.1: user opaque [opaque]",
      "messages.1.content.2: user opaque [opaque]",
      "messages.2.thinking_blocks: assistant reasoning [signed]",
      'messages.2.content: assistant text ""',
      'messages.2.tool_calls.0.function.arguments: assistant tool-call "{\\"n\\": 1.0}"',
      "messages.2.images: assistant opaque [opaque]",
      "messages.2.provider_specific_fields: assistant opaque [opaque]",
      'messages.3.content.0.text: tool tool-result "first"',
      "messages.3.content.1: tool media [opaque]",
      'messages.3.content.2.text: tool tool-result "second\\r\\n"',
      'messages.4.content: tool tool-result "answer without a call"',
      'messages.5.content: tool tool-result "orphan"',
      "messages.6: unknown opaque [opaque]",
      "messages.7: unknown opaque [opaque]",
    ]);
  });
});
