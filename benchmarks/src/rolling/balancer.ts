import { createServer, request, type Server } from "node:http";

interface Backend {
  readonly port: number;
  isReady: boolean;
  running: number;
}

const CHECK_MS = 500;

/**
 * A balancer with nothing but what each has: it asks replicas whether they are ready, sends a request to the one with the fewest
 * running, and passes bytes on. It never sends anything twice.
 */
export class Balancer {
  readonly server: Server;
  readonly #backends = new Map<number, Backend>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      const [backend] = [...this.#backends.values()]
        .filter(({ isReady }) => isReady)
        .sort((a, b) => a.running - b.running);
      if (backend === undefined) return void outgoing.writeHead(503).end();
      backend.running += 1;
      outgoing.once("close", () => {
        backend.running -= 1;
      });
      const { method, url, headers } = incoming;
      const sent = request({ port: backend.port, host: "127.0.0.1", method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing).once("error", () => {});
        answer.once("error", () => outgoing.destroy());
      });
      sent.once("error", () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
      incoming.pipe(sent);
    });
    this.#timer = setInterval(() => this.#check(), CHECK_MS);
  }

  add(port: number): void {
    this.#backends.set(port, { port, isReady: true, running: 0 });
  }

  close(): void {
    clearInterval(this.#timer);
    this.server.close();
    this.server.closeAllConnections();
  }

  #check(): void {
    for (const backend of this.#backends.values()) {
      const asked = request({ port: backend.port, host: "127.0.0.1", path: "/health/ready" }, (answer) => {
        backend.isReady = answer.resume().statusCode === 200;
      });
      asked.once("error", () => this.#backends.delete(backend.port)).end();
    }
  }
}
