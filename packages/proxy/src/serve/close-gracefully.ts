import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How often connections that fell idle are closed meanwhile, in milliseconds. */
const SWEEP_MS = 50;

/**
 * Prepares a server for a graceful end. The function that comes back takes no new connection, lets running answers end,
 * and after `graceMs` ends them.
 */
export function closeGracefully(server: Server, graceMs: number): () => Promise<void> {
  const unused = unusedConnections(server);
  return () =>
    new Promise((resolve) => {
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(force);
        resolve();
      });
      for (const socket of unused) socket.destroy();
    });
}

/** Connections on which nothing was asked yet; Node does not count them as idle. */
function unusedConnections(server: Server): ReadonlySet<Socket> {
  const unused = new Set<Socket>();
  server.on("connection", (socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("request", (incoming) => unused.delete(incoming.socket));
  return unused;
}
