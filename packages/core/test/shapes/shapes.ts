import { readFileSync } from "node:fs";
import { anthropicMessages } from "../../../providers-anthropic/src/index.js";
import { openaiChat } from "../../../providers-openai/src/index.js";
import type { Dialect } from "../../src/conversation/dialect.js";
import { aiSdk } from "./ai-sdk.js";
import { cohere } from "./cohere.js";
import { gemini } from "./gemini.js";
import { AIMessage, HumanMessage, langchain, SystemMessage, ToolMessage } from "./langchain.js";
import { openaiResponses } from "./openai-responses.js";

/** One way in which requests come, with a request. */
export interface Shape {
  readonly dialect: Dialect;
  /** The exact characters of the request, where it travels as bytes. */
  readonly text?: string;
  readonly body: unknown;
  /** Where its editable results stand, and how: texts, and JSON values. */
  readonly texts: readonly string[];
  readonly values: readonly string[];
}

/** A tool output that is long enough to be left out in part. */
export const LONG = `Wei\u00df, 1.0, "quoted" \\ and \ud83d\ude00:\n${"a long output\tof a tool\n".repeat(30)}`;

function travelling(dialect: Dialect, texts: readonly string[], values: readonly string[] = []): Shape {
  const file = readFileSync(new URL(`./__fixtures__/${dialect.name}.json`, import.meta.url), "utf8");
  const text = file.replaceAll("@LONG@", JSON.stringify(LONG).slice(1, -1));
  return { dialect, text, body: JSON.parse(text), texts, values };
}

const AI_SDK_OPTIONS = {
  prompt: [
    { role: "system", content: "You help.", providerOptions: { any: { cacheControl: { type: "ephemeral" } } } },
    {
      role: "user",
      content: [
        { type: "text", text: "Liste \u00fcber" },
        { type: "file", mediaType: "image/png", data: new Uint8Array([1, 2, 3]) },
      ],
    },
    {
      role: "assistant",
      content: [
        { type: "reasoning", text: "hm", providerOptions: { any: { signature: "EqQB" } } },
        { type: "tool-call", toolCallId: "c1", toolName: "list", input: { n: 1 } },
        { type: "tool-call", toolCallId: "c2", toolName: "list", input: {} },
        { type: "tool-call", toolCallId: "c3", toolName: "list", input: {} },
        { type: "tool-call", toolCallId: "c4", toolName: "list", input: {} },
      ],
    },
    {
      role: "tool",
      content: [
        { type: "tool-result", toolCallId: "c1", toolName: "list", output: { type: "text", value: LONG }, unknown: 1 },
        {
          type: "tool-result",
          toolCallId: "c2",
          toolName: "list",
          output: {
            type: "json",
            value: { total: 1, text: LONG, rows: [{ a: "\u00e9" }] },
            providerOptions: { any: {} },
          },
        },
        { type: "tool-result", toolCallId: "c3", toolName: "list", output: { type: "error-text", value: `${LONG}3` } },
        {
          type: "tool-result",
          toolCallId: "c4",
          toolName: "list",
          output: {
            type: "content",
            value: [
              { type: "text", text: `${LONG}4` },
              { type: "media", mediaType: "image/png", data: "AAAA" },
            ],
          },
        },
      ],
    },
  ],
  tools: [{ type: "function", name: "list", inputSchema: { type: "object" } }],
  abortSignal: new AbortController().signal,
  headers: { "x-any": undefined },
};

const LANGCHAIN_MESSAGES = [
  new SystemMessage("You help."),
  new HumanMessage([
    { type: "text", text: "Liste \u00fcber" },
    { type: "image_url", image_url: { url: "data:x" } },
  ]),
  new AIMessage("", [
    { id: "c1", name: "list", args: { n: 1 } },
    { id: "c2", name: "list", args: {} },
  ]),
  new ToolMessage(LONG, "c1"),
  new ToolMessage([{ type: "text", text: `${LONG}2`, unknown: new Date(0) }], "c2", "error"),
  { foreign: true },
];

export const SHAPES: readonly Shape[] = [
  travelling(openaiChat, ["messages.3.content"]),
  travelling(openaiResponses, ["input.3.output", "input.5.output.0.text"]),
  travelling(anthropicMessages, ["messages.2.content.0.content", "messages.2.content.1.content.0.text"]),
  travelling(
    gemini,
    ["contents.4.parts.0.functionResponse.response.output"],
    ["contents.2.parts.0.functionResponse.response"],
  ),
  travelling(
    cohere,
    ["messages.3.content.1.document.data", "messages.3.content.2.text"],
    ["messages.3.content.0.document.data"],
  ),
  {
    dialect: aiSdk,
    body: AI_SDK_OPTIONS,
    texts: [
      "prompt.3.content.0.output.value",
      "prompt.3.content.2.output.value",
      "prompt.3.content.3.output.value.0.text",
    ],
    values: ["prompt.3.content.1.output.value"],
  },
  { dialect: langchain, body: LANGCHAIN_MESSAGES, texts: ["3.content", "4.content.0.text"], values: [] },
];
