import type { Dialect } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { litellmChat, litellmResponses } from "@headroom/providers-litellm";
import { openaiChat, openaiResponses } from "@headroom/providers-openai";

/** Dialects by the names that the command line accepts. */
export const DIALECTS: ReadonlyMap<string, Dialect> = new Map(
  [openaiChat, openaiResponses, anthropicMessages, litellmChat, litellmResponses].map((dialect) => [
    dialect.name,
    dialect,
  ]),
);

/** The dialect that a request body is written in, by its own members; OpenAI chat where nothing speaks against it. */
export function detectDialect(body: unknown): Dialect {
  if (isResponses(body)) return openaiResponses;
  return isAnthropic(body) ? anthropicMessages : openaiChat;
}

function isResponses(body: unknown): boolean {
  if (!isRecord(body) || Array.isArray(body.messages)) return false;
  return "input" in body || "previous_response_id" in body;
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
