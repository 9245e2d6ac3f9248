import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Sandbox } from "./create-sandbox.js";

/** Where a sandbox listens, and how it answers. */
export interface ServeSandboxOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
  /**
   * Closes a connection so many milliseconds after an answer, without announcing it, as load balancers do.
   * @default kept open
   */
  readonly closeIdleAfterMs?: number;
}

/** A sandbox that listens. */
export interface ServedSandbox {
  /** Address without a path. */
  readonly url: string;
  /** Stops listening and ends what is open. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox on loopback, for programs that need an address.
 *
 * @example
 * const sandbox = await serveSandbox(createSandbox());
 * await sandbox.close();
 */
export async function serveSandbox(sandbox: Sandbox, options: ServeSandboxOptions = {}): Promise<ServedSandbox> {
  const { port = 0, closeIdleAfterMs } = options;
  // A server that says how long it keeps connections would warn its clients.
  const server = createServer({ keepAliveTimeout: closeIdleAfterMs === undefined ? 60_000 : 0 });
  if (closeIdleAfterMs !== undefined) closeIdle(server, closeIdleAfterMs);
  server.on("request", getRequestListener(sandbox.fetch, { overrideGlobalObjects: false }));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function closeIdle(server: Server, afterMs: number): void {
  const waiting = new WeakMap<Socket, NodeJS.Timeout>();
  server.on("request", ({ socket }, response) => {
    clearTimeout(waiting.get(socket));
    response.once("finish", () =>
      waiting.set(
        socket,
        setTimeout(() => socket.destroy(), afterMs),
      ),
    );
  });
}
