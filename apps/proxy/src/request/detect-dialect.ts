import type { Dialect } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { cohereChat } from "@headroom/providers-cohere";
import { googleGenerateContent } from "@headroom/providers-google";
import { litellmChat, litellmResponses } from "@headroom/providers-litellm";
import { mistralChat } from "@headroom/providers-mistral";
import { openaiChat, openaiResponses } from "@headroom/providers-openai";

/** Dialects by the names that the command line accepts. */
export const DIALECTS: ReadonlyMap<string, Dialect> = new Map(
  [
    openaiChat,
    openaiResponses,
    anthropicMessages,
    googleGenerateContent,
    cohereChat,
    mistralChat,
    litellmChat,
    litellmResponses,
  ].map((dialect) => [dialect.name, dialect]),
);

/** The dialect that a request body is written in, by its own members; OpenAI chat where nothing speaks against it. */
export function detectDialect(body: unknown): Dialect {
  if (isRecord(body) && Array.isArray(body.contents)) return googleGenerateContent;
  if (isResponses(body)) return openaiResponses;
  if (isAnthropic(body)) return anthropicMessages;
  return byModel(body) ?? openaiChat;
}

function isResponses(body: unknown): boolean {
  if (!isRecord(body) || Array.isArray(body.messages)) return false;
  return "input" in body || "previous_response_id" in body;
}

/** Formats that look like OpenAI's, by the names that their makers give to their own models. */
function byModel(body: unknown): Dialect | undefined {
  if (!isRecord(body) || typeof body.model !== "string") return undefined;
  if (/^(?:command|c4ai)-/.test(body.model)) return cohereChat;
  return /^(?:(?:open-)?mi[sx]tral|ministral|codestral|devstral|magistral|pixtral)-/.test(body.model)
    ? mistralChat
    : undefined;
}

function isAnthropic(body: unknown): boolean {
  if (!isRecord(body) || !Array.isArray(body.messages)) return false;
  const messages = body.messages.filter(isRecord);
  if (messages.some((message) => message.role === "tool" || "tool_calls" in message)) return false;
  if ("system" in body || "anthropic_version" in body) return true;
  if (Array.isArray(body.tools) && body.tools.some((tool) => isRecord(tool) && "input_schema" in tool)) return true;
  if (messages.some((message) => hasBlock(message, ["tool_use", "tool_result", "thinking"]))) return true;
  return typeof body.model === "string" && /(^|[/.])claude/.test(body.model);
}

function hasBlock(message: Record<string, unknown>, types: readonly string[]): boolean {
  const { content } = message;
  return Array.isArray(content) && content.some((block) => isRecord(block) && types.includes(block.type as string));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
