/**
 * A provider for measurements: JSON of 600 characters, or 20 events 5 ms apart to a body that asks for a stream. Tells its port its
 * parent.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const ANSWER = Buffer.from(JSON.stringify({ id: "x", object: "chat.completion", text: "x".repeat(540) }));
const CHUNK = { id: "x", object: "chat.completion.chunk", created: 1, model: "m" };
const EVENT = `data: ${JSON.stringify({ ...CHUNK, choices: [{ index: 0, delta: { content: "token" } }] })}\n\n`;

const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
  let streams = false;
  incoming.once("data", (chunk: Buffer) => {
    streams = /"stream":\s*true/.test(chunk.toString("latin1"));
  });
  incoming.once("end", () => {
    if (!streams) {
      response.writeHead(200, { "content-type": "application/json", "content-length": ANSWER.length }).end(ANSWER);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(EVENT);
      if (++sent < 20) return;
      clearInterval(timer);
      response.end("data: [DONE]\n\n");
    }, 5);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
