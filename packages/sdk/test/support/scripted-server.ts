import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach } from "vitest";

/** A request as a provider would have got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Resolves when the connection goes before the answer is complete. */
  readonly brokenOff: Promise<void>;
}

export type Script = (request: Received, response: ServerResponse) => void;

export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly Received[];
  /** Resolves with request number `index` once its body has arrived. */
  received(index?: number): Promise<Received>;
}

const closing: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A real HTTP server that answers by a script and ends with the test. */
export async function startServer(script: Script): Promise<ScriptedServer> {
  const requests: Received[] = [];
  const arrivals = new EventEmitter();
  const server = createServer(async (incoming, response) => {
    const brokenOff = new Promise<void>((resolve) => {
      response.once("close", () => response.writableFinished || resolve());
    });
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: (await buffer(incoming)).toString(), brokenOff };
    requests.push(request);
    arrivals.emit("request");
    script(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async received(index = 0) {
      while (requests.length <= index) await once(arrivals, "request");
      return requests[index] as Received;
    },
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Answers with server-sent events; those of Anthropic are named after their type. */
export function events(response: ServerResponse, values: readonly unknown[], named = false): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const value of values) {
    if (named) response.write(`event: ${(value as { type: string }).type}\n`);
    response.write(`data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`);
  }
  response.end();
}
