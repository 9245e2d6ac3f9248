import type { Server } from "node:http";

/** How often connections that fell idle are closed meanwhile, in milliseconds. */
const SWEEP_MS = 50;

/** Takes no new connection, lets running answers end, and after `graceMs` ends them. */
export function closeGracefully(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
  });
}
