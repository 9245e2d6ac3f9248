/** A provider for measurements: JSON of 600 characters, or with `?sse` 20 events 5 ms apart. Tells its port its parent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const ANSWER = Buffer.from(JSON.stringify({ id: "x", object: "chat.completion", text: "x".repeat(540) }));
const EVENT = `data: ${JSON.stringify({ delta: { content: "token" } })}\n\n`;

const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
  incoming.resume();
  incoming.once("end", () => {
    if (!incoming.url?.endsWith("?sse")) {
      response.writeHead(200, { "content-type": "application/json", "content-length": ANSWER.length }).end(ANSWER);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(EVENT);
      if (++sent < 20) return;
      clearInterval(timer);
      response.end();
    }, 5);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
