import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How often connections that fell idle are closed meanwhile, in milliseconds. */
const SWEEP_MS = 50;

/** How long answers that are given up may take to say so, in milliseconds. */
const LAST_WORDS_MS = 500;

export interface GracefulEnd {
  /** How long running answers may go on, in milliseconds. */
  readonly graceMs: number;
  /** Is called after that, to end what still runs in a way that its client understands. */
  readonly giveUp: () => void;
}

/**
 * Prepares a server for a graceful end. The function that comes back takes no new connection, lets running answers end,
 * and after the grace ends them.
 */
export function closeGracefully(server: Server, { graceMs, giveUp }: GracefulEnd): () => Promise<void> {
  const unused = unusedConnections(server);
  return () =>
    new Promise((resolve) => {
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      let force: NodeJS.Timeout | undefined;
      const grace = setTimeout(() => {
        giveUp();
        force = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS);
      }, graceMs);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(grace);
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
