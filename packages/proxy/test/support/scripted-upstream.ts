import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as a provider would have got it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** The connection it came on, numbered from 0. */
  readonly connection: number;
  /** Resolves when the connection goes before the answer is complete. */
  readonly brokenOff: Promise<void>;
}

export type Script = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

export interface ScriptedUpstream {
  readonly url: string;
  /** Requests whose body has arrived, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  /** Resolves with request number `index` once its body has arrived. */
  received(index?: number): Promise<ReceivedRequest>;
  close(): Promise<void>;
}

/** What happens at the head of a request, before its body has arrived. */
export type HeadScript = (incoming: IncomingMessage, response: ServerResponse) => void;

/** Starts a real HTTP server that answers by a script. With `onHead` the script is not asked. */
export async function startUpstream(script: Script, onHead?: HeadScript): Promise<ScriptedUpstream> {
  const requests: ReceivedRequest[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  const connections: Socket[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, response) => {
    if (onHead !== undefined) {
      onHead(incoming, response);
      return;
    }
    const brokenOff = new Promise<void>((resolve) => {
      response.once("close", () => response.writableFinished || resolve());
    });
    const body = await buffer(incoming).catch(() => undefined);
    if (body === undefined) return;
    const { method = "", url = "", headers, rawHeaders } = incoming;
    const connection = connections.indexOf(incoming.socket);
    const request = { method, url, headers, rawHeaders, body, connection, brokenOff };
    requests.push(request);
    arrivals.emit("request");
    await script(request, response);
  });
  server.on("connection", (socket) => connections.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async received(index = 0) {
      while (requests.length <= index) await once(arrivals, "request");
      return requests[index] as ReceivedRequest;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Waits a little, so that what was written before leaves as a packet of its own. */
export function pause(milliseconds = 5): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
