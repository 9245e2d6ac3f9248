import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/index.js";
import { closeAfterTest } from "./start-pair.js";

/** One request as the providers of the sandbox got it. */
export interface ServedRequest {
  readonly path: string;
  readonly body: unknown;
}

export interface SandboxServer {
  /** Address without a path. */
  readonly url: string;
  readonly requests: readonly ServedRequest[];
}

/** A sandbox behind a real HTTP server, which ends with the test. */
export async function startSandbox(options: SandboxOptions = {}): Promise<SandboxServer> {
  const sandbox = createSandbox(options);
  const requests: ServedRequest[] = [];
  const server = createServer(
    getRequestListener(async (request) => {
      const { pathname, search } = new URL(request.url);
      requests.push({ path: pathname + search, body: await request.clone().json() });
      return sandbox.fetch(request);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closeAfterTest({ close: () => closeServer(server) });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
