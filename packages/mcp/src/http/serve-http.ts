import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createMcpHandler, type McpHandlerOptions } from "./create-mcp-handler.js";

export interface HttpServerOptions extends McpHandlerOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** 0 takes a free one. @default 8788 */
  readonly port?: number;
}

export interface RunningServer {
  /** Address for clients on this machine, such as `http://127.0.0.1:8788/mcp`. */
  readonly url: string;
  /** Takes no new request, and lets running answers end. */
  close(): Promise<void>;
}

/** How long running answers may go on when the server is closed, in milliseconds. */
const GRACE_MS = 5_000;
const PATH = "/mcp";

/**
 * Serves Headroom's tools over streamable HTTP at `/mcp`, for this machine unless `host` says otherwise.
 *
 * @throws HeadroomError `invalid-option`; the system's error when the address cannot be used.
 * @example
 * const server = await serveHttp({ port: 0 });
 * await server.close();
 */
export async function serveHttp(options: HttpServerOptions = {}): Promise<RunningServer> {
  const { host = "127.0.0.1", port = 8788, allowedHosts = [], ...own } = options;
  const handle = createMcpHandler({ ...own, allowedHosts: [host, ...allowedHosts] });
  const answer = (request: Request): Response | Promise<Response> =>
    new URL(request.url).pathname === PATH
      ? handle(request)
      : new Response(`This server serves ${PATH}.\n`, { status: 404 });
  const server = createServer(getRequestListener(answer, { hostname: host, overrideGlobalObjects: false }));
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${reachable(host)}:${taken}${PATH}`, close: () => close(server) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** How clients on this machine reach an address that is listened on. */
function reachable(host: string): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return name.includes(":") ? `[${name}]` : name;
}
