import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { onTestFinished } from "vitest";

/** The official client, connected; it is closed with the test. */
export async function connectClient(transport: Transport): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

/** The official client, connected to a server in this process. */
export async function connectTo(server: McpServer): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await server.connect(far);
  return connectClient(near);
}

/** The one text of a result. */
export async function callForText(
  client: Pick<Client, "callTool">,
  name: string,
  args: Record<string, unknown> = {},
): Promise<{ readonly text: string; readonly isError: boolean; readonly meta: CallToolResult["_meta"] }> {
  const { content, isError, _meta } = (await client.callTool({ name, arguments: args })) as CallToolResult;
  const [block] = content;
  if (content.length !== 1 || block?.type !== "text") throw new Error(`Not one text: ${JSON.stringify(content)}`);
  return { text: block.text, isError: isError === true, meta: _meta };
}

/** The handle that a text tells the model to fetch. */
export function handleIn(text: string): string {
  const [, handle] = /headroom_retrieve with handle ([0-9a-f]{12})/.exec(text) ?? [];
  if (handle === undefined) throw new Error(`No handle in: ${text.slice(0, 200)}`);
  return handle;
}
