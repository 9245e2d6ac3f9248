import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const REGISTER = new URL("../support/register-sources.mjs", import.meta.url).href;
/** Arguments with which Node.js runs the sources. */
export const SOURCES = [
  "--experimental-transform-types",
  "--disable-warning=ExperimentalWarning",
  "--import",
  REGISTER,
];

/** The command line of `headroom mcp` in a process of its own. */
export function mcpProcess(...argv: readonly string[]): { readonly command: string; readonly args: string[] } {
  return { command: process.execPath, args: [...SOURCES, MAIN, "mcp", ...argv] };
}

/** The command of a server of others, to be wrapped. */
export const ORDERS_COMMAND: readonly string[] = [
  process.execPath,
  "--disable-warning=ExperimentalWarning",
  fileURLToPath(new URL("../../../../packages/mcp/test/orders-main.ts", import.meta.url)),
];

/** The same server as it is. */
export function ordersTransport(): StdioClientTransport {
  const [command, ...args] = ORDERS_COMMAND as [string, ...string[]];
  return new StdioClientTransport({ command, args, stderr: "pipe" });
}

/** What its tool gives. */
export async function readOrders(): Promise<string> {
  const client = await connect(ordersTransport());
  return textOf(client, "list_orders");
}

/** The official client, connected; it is closed with the test. */
export async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

/** The official client, connected to `headroom mcp` on standard input and output. */
export function connectStdio(...argv: readonly string[]): Promise<Client> {
  return connect(new StdioClientTransport({ ...mcpProcess(...argv), stderr: "pipe" }));
}

/** The text of a result. */
export async function textOf(client: Client, name: string, args: Record<string, unknown> = {}): Promise<string> {
  const { content } = (await client.callTool({ name, arguments: args })) as CallToolResult;
  return content.map((block) => (block.type === "text" ? block.text : "")).join("");
}
