import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { checkOptions, type McpServerOptions } from "../options/mcp-options.js";
import { serverWith } from "../server/create-mcp-server.js";
import { createTools } from "../server/create-tools.js";
import { hostCheck } from "./allowed-host.js";

export interface McpHandlerOptions extends McpServerOptions {
  /** Names by which others than this machine may call, without ports. @default none */
  readonly allowedHosts?: readonly string[];
  /** Longest request that is read, in bytes. @default 64 MiB */
  readonly maxBytes?: number;
}

/**
 * Answers requests of the protocol's streamable HTTP transport, for any server that speaks in `Request` and `Response`. There
 * are no sessions: every request stands for itself, so any replica answers it. Requests that name another host in their Host
 * or Origin header are refused, and no answer allows web pages to read it.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * const handle = createMcpHandler({ originals });
 * app.all("/mcp", ({ req }) => handle(req.raw)); // Hono
 */
export function createMcpHandler(options: McpHandlerOptions = {}): (request: Request) => Promise<Response> {
  checkOptions(options, "createMcpHandler", ["proxyUrl", "allowedHosts", "maxBytes"]);
  const { allowedHosts = [], maxBytes = 64 * 1024 * 1024, ...own } = options;
  const tools = createTools(own);
  const isAllowed = hostCheck(allowedHosts);
  return async (request) => {
    if (!isAllowed(request))
      return problem(403, "The Host or Origin header names a host that may not call this server.");
    // Without sessions there is nothing to listen to and nothing to end.
    if (request.method !== "POST") return problem(405, "This server takes POST only.", { allow: "POST" });
    const transport = new WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: true,
      maxRequestBodySize: maxBytes,
    });
    const server = serverWith(tools);
    try {
      await server.connect(transport);
      return await transport.handleRequest(request);
    } finally {
      await server.close();
    }
  };
}

function problem(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ jsonrpc: "2.0", error: { code: -32000, message }, id: null }, { status, headers });
}
