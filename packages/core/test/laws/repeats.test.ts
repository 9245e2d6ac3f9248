import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../../../providers-anthropic/src/index.js";
import { cohereChat } from "../../../providers-cohere/src/index.js";
import { googleGenerateContent } from "../../../providers-google/src/index.js";
import { litellmChat } from "../../../providers-litellm/src/index.js";
import { mistralChat } from "../../../providers-mistral/src/index.js";
import { openaiChat, openaiResponses } from "../../../providers-openai/src/index.js";
import { aiSdkPrompt } from "../../../vercel-ai/src/index.js";
import type { Dialect } from "../../src/conversation/dialect.js";
import { expandBody, expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { repeats } from "../../src/transforms/repeats/repeats.js";

const LISTING = Array.from({ length: 30 }, (_, at) => `file ${at}: checked, and found in order`).join("\n");
/** A first result, the same again, and its lines among others. */
const TEXTS = [LISTING, LISTING, `more\n${LISTING}\nend`];
const RECORD = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`member_${at}`, `value ${at}`]));

const each = <T>(write: (text: string, id: string, at: number) => T): T[] =>
  TEXTS.map((text, at) => write(text, `call_${at}`, at));

interface Format {
  readonly dialect: Dialect;
  readonly body: object;
  /** How many results point to earlier ones. */
  readonly references: number;
}

const chatMessages = [
  { role: "user", content: "Look." },
  {
    role: "assistant",
    content: null,
    tool_calls: each((_text, id) => ({ id, type: "function", function: { name: "list", arguments: "{}" } })),
  },
  ...each((content, tool_call_id) => ({ role: "tool", tool_call_id, content })),
];

const FORMATS: readonly Format[] = [
  { dialect: openaiChat, body: { model: "gpt-5.5", messages: chatMessages }, references: 2 },
  { dialect: litellmChat, body: { model: "openai/gpt-5.5", messages: chatMessages }, references: 2 },
  { dialect: mistralChat, body: { model: "mistral-large-latest", messages: chatMessages }, references: 2 },
  {
    dialect: openaiResponses,
    references: 3,
    body: {
      model: "gpt-5.5",
      input: [
        { role: "user", content: "Look." },
        ...each((_text, call_id) => ({ type: "function_call", call_id, name: "list", arguments: "{}" })),
        ...each((output, call_id) => ({ type: "function_call_output", call_id, output })),
        { type: "shell_call", call_id: "s", action: { commands: ["ls"] } },
        { type: "shell_call_output", call_id: "s", output: [{ stdout: "short", stderr: LISTING }] },
      ],
    },
  },
  {
    dialect: anthropicMessages,
    references: 2,
    body: {
      model: "claude-sonnet-5",
      max_tokens: 100,
      context_management: { edits: [{ type: "clear_thinking_20251015", keep: "all" }] },
      messages: [
        { role: "user", content: "Look." },
        { role: "assistant", content: each((_text, id) => ({ type: "tool_use", id, name: "list", input: {} })) },
        {
          role: "user",
          content: each((text, tool_use_id, at) => ({
            type: "tool_result",
            tool_use_id,
            content: at === 0 ? text : [{ type: "text", text }],
          })),
        },
      ],
    },
  },
  {
    dialect: googleGenerateContent,
    references: 3,
    body: {
      contents: [
        { role: "user", parts: [{ text: "Look." }] },
        { role: "model", parts: each((_text, id) => ({ functionCall: { id, name: "list", args: {} } })) },
        {
          role: "user",
          parts: [
            ...each((output, id) => ({ functionResponse: { id, name: "list", response: { output } } })),
            ...[1, 2].map(() => ({ functionResponse: { name: "get", response: RECORD } })),
          ],
        },
      ],
    },
  },
  {
    dialect: cohereChat,
    references: 3,
    body: {
      model: "command-a-03-2025",
      messages: [
        ...chatMessages,
        { role: "tool", tool_call_id: "d", content: [{ type: "document", document: { data: { out: LISTING } } }] },
      ],
    },
  },
  {
    dialect: aiSdkPrompt,
    references: 3,
    body: {
      prompt: [
        { role: "user", content: [{ type: "text", text: "Look." }] },
        {
          role: "assistant",
          content: ["call_0", "call_1", "call_2", "j", "k"].map((toolCallId) => ({
            type: "tool-call",
            toolCallId,
            toolName: "list",
            input: {},
          })),
        },
        {
          role: "tool",
          content: [
            ...each((value, toolCallId) => ({
              type: "tool-result",
              toolCallId,
              toolName: "list",
              output: { type: "text", value },
            })),
            ...["j", "k"].map((toolCallId) => ({
              type: "tool-result",
              toolCallId,
              toolName: "list",
              output: { type: "json", value: RECORD },
            })),
          ],
        },
      ],
    },
  },
];

describe.each(FORMATS)("what stands earlier in a $dialect.name request", ({ dialect, body, references }) => {
  const optimizer = createOptimizer({
    dialect,
    transforms: [repeats()],
    minimumCacheableTokens: 0,
    strict: true,
  });
  const count = (text: string): number => text.split("[same as ").length - 1;

  it("is pointed to and comes back, byte for byte and value for value", () => {
    const text = JSON.stringify(body, null, 1);
    const sent = (optimizer.optimize(new TextEncoder().encode(text)) as Optimized<Uint8Array>).body;
    expect(count(new TextDecoder().decode(sent))).toBe(references);
    const back = expandBody(sent, { dialect, compressors: [] }) as Uint8Array;
    expect(new TextDecoder().decode(back)).toBe(text);
    const { body: object } = optimizer.optimizeObject(body) as Optimized<object>;
    expect(count(JSON.stringify(object))).toBe(references);
    expect(expandObject(object, { dialect, compressors: [] })).toEqual(body);
  });
});
