import { createSandbox, type Script } from "@headroom/proxy/sandbox";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import OpenAI from "openai";
import type { ChatCompletionMessageParam, ChatCompletionTool } from "openai/resources/chat/completions";
import { textOf } from "./start-mcp.js";

/** How an agent solved its task, and what it cost. */
export interface Solved {
  readonly answer: string;
  /** Names of the tools in the order in which they were called. */
  readonly calls: readonly string[];
  /** Input tokens of all requests, as the provider counted them. */
  readonly inputTokens: number;
  readonly requests: number;
}

/** A model that looks for an order in what it is shown, and fetches what was left out when it is not there. */
function searching(order: number): Script {
  const row = new RegExp(`"order\\\\?":${order},\\\\?"parcel\\\\?":\\\\?"([0-9a-f]+)`);
  return ({ turn, blocks }) => {
    if (turn.kind !== "results") return { text: "", calls: [{ name: "list_orders", input: {} }] };
    const shown = blocks.at(-1)?.text ?? "";
    const parcel = row.exec(shown)?.[1];
    if (parcel !== undefined) return { text: parcel, calls: [] };
    const handle = /headroom_retrieve with handle ([0-9a-f]{12})/.exec(shown)?.[1];
    if (handle === undefined) return { text: "It is not there.", calls: [] };
    return { text: "", calls: [{ name: "headroom_retrieve", input: { handle, grep: String(order) } }] };
  };
}

/** An agent with the tools of an MCP server, in front of the sandbox. */
export async function solve(client: Client, order: number): Promise<Solved> {
  const sandbox = createSandbox({ script: searching(order), now: () => 0 });
  const fetch: typeof globalThis.fetch = (input, init) => sandbox.fetch(new Request(input, init));
  const openai = new OpenAI({ apiKey: "none", baseURL: "http://sandbox/v1", fetch });
  const { tools } = await client.listTools();
  const offered = tools.map(({ name, description, inputSchema }): ChatCompletionTool => {
    return { type: "function", function: { name, description: description ?? "", parameters: inputSchema } };
  });
  const messages: ChatCompletionMessageParam[] = [{ role: "user", content: `Which parcel is order ${order} in?` }];
  const calls: string[] = [];
  let inputTokens = 0;
  for (let requests = 1; ; requests++) {
    const { choices, usage } = await openai.chat.completions.create({ model: "gpt-5.5", messages, tools: offered });
    inputTokens += usage?.prompt_tokens ?? 0;
    const message = choices[0]?.message;
    if (message?.tool_calls === undefined) return { answer: message?.content ?? "", calls, inputTokens, requests };
    messages.push(message);
    for (const call of message.tool_calls) {
      if (call.type !== "function") continue;
      calls.push(call.function.name);
      const content = await textOf(client, call.function.name, JSON.parse(call.function.arguments));
      messages.push({ role: "tool", tool_call_id: call.id, content });
    }
  }
}
