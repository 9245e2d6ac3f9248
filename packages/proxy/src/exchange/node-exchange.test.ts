import { EventEmitter, once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { ClientGoneError } from "./exchange.js";
import { NodeExchange } from "./node-exchange.js";

const closers: Array<() => void> = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that hands each request to `answer` as an exchange. */
async function serve(answer: (exchange: NodeExchange) => Promise<void>): Promise<{ url: string; done: Promise<void> }> {
  let settle: (outcome: Promise<void>) => void = () => {};
  const done = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const server = createServer((incoming, outgoing) => settle(answer(new NodeExchange(incoming, outgoing)))).listen(0);
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, done };
}

function ok(exchange: NodeExchange, text = ""): void {
  exchange.start({ status: 200, reason: "OK", headers: ["content-length", String(text.length)] });
  if (text !== "") exchange.write(Buffer.from(text));
  exchange.end();
}

describe("NodeExchange", () => {
  it("can still answer when the reading of a body is broken off", async () => {
    const { url } = await serve(async (exchange) => {
      for await (const _chunk of exchange.streamBody()) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
      ok(exchange);
    });
    const outgoing = request(url, { method: "POST" });
    outgoing.write("first");
    const [answer] = await once(outgoing, "response");
    expect(answer.statusCode).toBe(200);
    outgoing.on("error", () => {}).destroy();
  });

  it("gives a body up to the limit whole, a longer one as a stream with nothing missing", async () => {
    for (const [size, limit] of [
      [0, 0],
      [10, 10],
      [11, 10],
      [300_000, 10],
      [300_000, 300_000],
    ] as const) {
      for (const framing of ["content-length", "transfer-encoding"] as const) {
        const { url, done } = await serve(async (exchange) => {
          expect(exchange.hasBody).toBe(true);
          const body = await exchange.readBody(limit);
          expect(body instanceof Uint8Array).toBe(size <= limit);
          const bytes = body instanceof Uint8Array ? body : await buffer(body);
          ok(exchange, String(bytes.length));
        });
        const headers = { [framing]: framing === "content-length" ? String(size) : "chunked" };
        const outgoing = request(url, { method: "POST", headers });
        outgoing.end(Buffer.alloc(size, "x"));
        const [answer] = await once(outgoing, "response");
        expect([size, limit, framing, String(await buffer(answer))]).toEqual([size, limit, framing, String(size)]);
        await done;
      }
    }
  });

  it("says when the client leaves inside its body", async () => {
    const arrivals = new EventEmitter();
    const { url, done } = await serve(async (exchange) => {
      arrivals.emit("one");
      await expect(exchange.readBody(1000)).rejects.toBeInstanceOf(ClientGoneError);
      await new Promise<void>((resolve) => exchange.onAbort(resolve));
      expect(exchange.closed).toBe(true);
    });
    const arrived = once(arrivals, "one");
    const outgoing = request(url, { method: "POST" }).on("error", () => {});
    outgoing.write("some");
    await arrived;
    outgoing.destroy();
    await done;
  });

  it("does not take an answer that ended well for a client that left", async () => {
    let left = false;
    const { url, done } = await serve(async (exchange) => {
      exchange.onAbort(() => {
        left = true;
      });
      ok(exchange, "all");
    });
    const outgoing = request(url, { agent: false }).end();
    const [answer] = await once(outgoing, "response");
    expect(String(await buffer(answer))).toBe("all");
    await done;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(left).toBe(false);
  });
});
