/**
 * Shorter tool results from an MCP server, in a client of the official SDK.
 *
 * The server's tool results become shorter, and `headroom_retrieve` is added to the list of its tools: offer both to your
 * model. Here the server runs in the same process; for another server, connect with a `StdioClientTransport` or over HTTP.
 *
 * Run it: npx -y pnpm@12 example mcp-results
 */
import { withHeadroom } from "@headroom/mcp";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const code = (row: number): string => (Math.imul(row + 1, 2_654_435_761) >>> 0).toString(36);
const orders = Array.from({ length: 400 }, (_, row) => ({
  id: 70_001 + row,
  customer: `customer-${code(row)}`,
  state: row === 116 ? "failed" : "shipped",
}));

const server = new McpServer({ name: "shop", version: "1.0.0" });
server.registerTool("list_orders", { description: "Lists all orders" }, () => ({
  content: [{ type: "text", text: JSON.stringify(orders) }],
}));

const client = withHeadroom(new Client({ name: "app", version: "1.0.0" }), {
  onReport: ({ tokensBefore, tokensAfter }) => console.log(`${tokensBefore} tokens became ${tokensAfter}`),
});
const [near, far] = InMemoryTransport.createLinkedPair();
await server.connect(far);
await client.connect(near);

const { tools } = await client.listTools();
console.log("tools:", tools.map(({ name }) => name).join(", "));

const shorter = await callTool("list_orders", {});
console.log(shorter.split("\n").slice(0, 7).join("\n"));

const [, handle] = /handle ([0-9a-f]{12})/.exec(shorter) ?? [];
console.log("fetched:", await callTool("headroom_retrieve", { handle, grep: "70300" }));
await client.close();

/** The text that you would give to the model. */
async function callTool(name: string, given: Record<string, unknown>): Promise<string> {
  const { content } = await client.callTool({ name, arguments: given });
  const [first] = content as { type: string; text: string }[];
  return first?.text ?? "";
}
