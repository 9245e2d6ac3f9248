import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Upstream {
  readonly url: string;
  close(): void;
}

/** A provider in this process that answers a request once its body has come, and keeps unused connections for a while. */
export async function startUpstream(
  answer: (response: ServerResponse, incoming: IncomingMessage) => void,
  keepAliveMs = 60_000,
): Promise<Upstream> {
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (incoming, response) => {
    incoming.resume();
    incoming.once("end", () => answer(response, incoming));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const ANSWER = JSON.stringify({
  choices: [{ index: 0, message: { role: "assistant", content: "x".repeat(500) } }],
  usage: { prompt_tokens: 100, completion_tokens: 100 },
});

/** A chat event with some text. */
export const EVENT = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "token " } }] })}\n\n`;
export const DONE = "data: [DONE]\n\n";
