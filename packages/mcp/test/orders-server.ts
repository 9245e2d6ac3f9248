import { createHash } from "node:crypto";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Orders that have little in common: what is left out of them can only be fetched. */
export const ORDERS = Array.from({ length: 600 }, (_, index) => ({
  order: 40_000 + index * 7,
  parcel: digest(`parcel ${index}`).slice(0, 20),
  depot: digest(`depot ${index}`).slice(0, 12),
  weight: 100 + (index % 37),
}));

/** What `list_orders` gives. */
export const ORDERS_TEXT = JSON.stringify(ORDERS);

/** A server of the protocol as others write them: it knows nothing of Headroom. */
export function createOrdersServer(): McpServer {
  const server = new McpServer({ name: "orders", version: "1.0.0" });
  server.registerTool(
    "list_orders",
    { description: "Lists all orders.", inputSchema: { state: z.string().optional() } },
    () => ({ content: [{ type: "text", text: ORDERS_TEXT }] }),
  );
  server.registerTool("count_orders", { description: "Counts orders.", outputSchema: { count: z.number() } }, () => ({
    content: [{ type: "text", text: '{"count":600}' }],
    structuredContent: { count: ORDERS.length },
  }));
  server.registerResource("orders", "orders://all", {}, () => ({
    contents: [{ uri: "orders://all", text: ORDERS_TEXT }],
  }));
  return server;
}
