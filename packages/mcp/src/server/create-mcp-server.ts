import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from "@modelcontextprotocol/sdk/types.js";
import { checkOptions, type McpServerOptions } from "../options/mcp-options.js";
import { VERSION } from "../version.js";
import { createTools } from "./create-tools.js";
import type { HeadroomTool } from "./tools/headroom-tool.js";

const INSTRUCTIONS =
  "Tool outputs may name a handle of 12 hex digits behind which the whole of them is kept. headroom_retrieve fetches it, in " +
  "whole or in part: ask for the rows, the lines or the matches that you need.";

/**
 * Creates a server of the Model Context Protocol with the tools `headroom_retrieve`, `headroom_compress` and
 * `headroom_stats`. Connect it to a transport.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * const server = createMcpServer({ originals });
 * await server.connect(new StdioServerTransport());
 */
export function createMcpServer(options: McpServerOptions = {}): McpServer {
  checkOptions(options, "createMcpServer", ["proxyUrl"]);
  return serverWith(createTools(options));
}

/** A server for one connection. Its tools may serve others as well. */
export function serverWith(tools: readonly HeadroomTool[]): McpServer {
  const server = new McpServer(
    { name: "headroom", title: "Headroom", version: VERSION },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  // The schemas are those that other ways in offer their models, too; as JSON Schema they stay what they are.
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ description }) => description),
  }));
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools.find(({ description }) => description.name === params.name);
    if (tool === undefined) {
      const known = tools.map(({ description }) => description.name).join(", ");
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool ${JSON.stringify(params.name)}; known are ${known}.`,
      );
    }
    return tool.call(params.arguments ?? {});
  });
  return server;
}
