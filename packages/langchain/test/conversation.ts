import { AIMessage, type BaseMessage, HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { searchResults } from "../../core/test/generators/search-results.js";

export const ROWS = searchResults({ count: 300 });
export const OUTPUT = JSON.stringify(ROWS);

/** A conversation whose one tool result is long. */
export function conversation(content: ToolMessage["content"] = OUTPUT): BaseMessage[] {
  return [
    new SystemMessage("You help."),
    new HumanMessage("Search for users"),
    new AIMessage({ content: "", tool_calls: [{ id: "call_0", name: "search", args: { query: "users" } }] }),
    new ToolMessage({ content, tool_call_id: "call_0", name: "search", id: "t0", artifact: new Map([["kept", 1]]) }),
  ];
}

/** What an application can see of its messages. */
export function seen(messages: readonly BaseMessage[]): unknown {
  return messages.map((message) => [message.constructor.name, message.content, message.toDict(), Object.keys(message)]);
}

/** The messages of a request as they were sent. */
export function messagesIn(body: string | undefined): string {
  const { messages, input } = JSON.parse(body ?? "") as { messages?: unknown; input?: unknown };
  return JSON.stringify(messages ?? input);
}

/** A request with every text of a tool result replaced by a sign. */
export function allButOutput(body: string): string {
  const signed: unknown = JSON.parse(body, (_key, value: Record<string, unknown> | null) => {
    if (typeof value !== "object" || value === null) return value;
    if (value.type === "function_call_output") return { ...value, output: contentSign(value.output) };
    return "tool_call_id" in value || "tool_use_id" in value
      ? { ...value, content: contentSign(value.content) }
      : value;
  });
  return JSON.stringify(signed);
}

function contentSign(content: unknown): unknown {
  if (typeof content === "string") return "output";
  return (content as { text: string }[]).map((block) => ({ ...block, text: "output" }));
}
