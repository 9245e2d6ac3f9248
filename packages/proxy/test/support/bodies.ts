import { createHash } from "node:crypto";

/** An OpenAI chat request with a tool output of `rows` rows that compresses without loss. */
export function compressibleChat(rows = 300): Buffer {
  return Buffer.from(
    JSON.stringify({
      model: "gpt-5.5",
      messages: [
        { role: "user", content: "Which order failed?" },
        { role: "assistant", content: null, tool_calls: [toolCall("list_orders")] },
        { role: "tool", tool_call_id: "call_1", content: toolOutput(rows) },
      ],
    }),
  );
}

/** An OpenAI chat request with a tool output too varied to become much shorter without leaving rows out. */
export function variedChat(): Buffer {
  return Buffer.from(
    JSON.stringify({
      model: "gpt-5.5",
      messages: [
        { role: "user", content: "Which commits are there?" },
        { role: "assistant", content: null, tool_calls: [toolCall("list_commits")] },
        { role: "tool", tool_call_id: "call_1", content: variedOutput() },
      ],
    }),
  );
}

/** An Anthropic messages request with a tool output that compresses without loss. */
export function compressibleMessages(rows = 300): Buffer {
  return Buffer.from(
    JSON.stringify({
      model: "claude-sonnet-5",
      max_tokens: 100,
      messages: [
        { role: "user", content: "Which order failed?" },
        { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "list_orders", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: toolOutput(rows) }] },
      ],
    }),
  );
}

/** An OpenAI chat request in which there is nothing to compress. */
export function plainChat(): Buffer {
  return Buffer.from('{"model": "gpt-5.5", "messages": [{"role": "user", "content": "Hello"}], "seed": 1.0}');
}

/** A tool output: an indented JSON array of like objects. */
export function toolOutput(rows: number): string {
  const orders = Array.from({ length: rows }, (_, row) => ({
    order_id: 536_172_000 + row * 7,
    customer: `customer-${(row * 37) % 101}`,
    status: row === 41 ? "failed" : "delivered",
    amount_cents: 1000 + ((row * 7919) % 5000),
  }));
  return JSON.stringify(orders, null, 2);
}

/** A tool output: an array of objects that have little in common. */
export function variedOutput(): string {
  const commits = Array.from({ length: 400 }, (_, row) => ({
    sha: createHash("sha1").update(`commit ${row}`).digest("hex"),
    tree: createHash("sha1").update(`tree ${row}`).digest("hex"),
  }));
  return JSON.stringify(commits);
}

function toolCall(name: string) {
  return { id: "call_1", type: "function", function: { name, arguments: "{}" } };
}
