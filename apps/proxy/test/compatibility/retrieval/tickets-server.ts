import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { FUNCTION, TICKETS } from "../../retrieval/tickets.js";

/** A server of the Model Context Protocol with the list of tickets, which knows nothing of Headroom. */
export function createTicketsServer(): McpServer {
  const server = new McpServer({ name: "tickets", version: "1.0.0" });
  const { name, description } = FUNCTION;
  server.registerTool(name, { description, inputSchema: { state: z.string() } }, () => ({
    content: [{ type: "text", text: TICKETS }],
  }));
  return server;
}
