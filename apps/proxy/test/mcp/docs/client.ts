import { withHeadroom } from "@headroom/mcp";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";

/** The tools for a model: list_orders returns a shorter result, headroom_retrieve what was left out of it. */
export async function connect(transport: Transport) {
  const client = withHeadroom(new Client({ name: "app", version: "1.0.0" }));
  await client.connect(transport);
  const { tools } = await client.listTools();
  const result = await client.callTool({ name: "list_orders", arguments: {} });
  return { client, tools, result };
}
