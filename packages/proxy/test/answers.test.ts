import { type IncomingMessage, request } from "node:http";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deferred } from "./support/deferred.js";
import { json, pause } from "./support/scripted-upstream.js";
import { lines, send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

describe("answers", () => {
  it("keep status, reason, headers and bytes", async () => {
    const body = Buffer.from('{"error" : {"type":"overloaded_error","n":1.0}}\n');
    const { proxy } = await startPair((_request, response) => {
      const head = ["Content-Type", "application/json", "Request-Id", "r1", "Set-Cookie", "a=1", "Set-Cookie", "b=2"];
      head.push(
        "anthropic-ratelimit-tokens-remaining",
        "0",
        "Retry-After",
        "7",
        "X-Latin",
        "\u00e9",
        "Keep-Alive",
        "timeout=3",
      );
      head.push("Connection", "X-Hop", "X-Hop", "1", "Content-Length", String(body.length), "Server", "");
      response.writeHead(529, "Site is overloaded", head).end(body);
    });
    const answer = await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect([answer.statusCode, answer.statusMessage]).toEqual([529, "Site is overloaded"]);
    expect(answer.bytes.equals(body)).toBe(true);
    const passed = lines(answer.rawHeaders).filter(
      (line) => !/^(date|connection|keep-alive|x-headroom-request-id):/i.test(line),
    );
    expect(passed).toEqual([
      "Content-Type: application/json",
      "Request-Id: r1",
      "Set-Cookie: a=1",
      "Set-Cookie: b=2",
      "anthropic-ratelimit-tokens-remaining: 0",
      "Retry-After: 7",
      "X-Latin: \u00e9",
      `Content-Length: ${body.length}`,
      "Server: ",
    ]);
  });

  it("get no header from the proxy but its own and those of the connection", async () => {
    const { proxy } = await startPair((_received, response) => {
      response.sendDate = false;
      response.writeHead(200, { "content-length": 2 }).end("{}");
    });
    const answer = await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect(Object.keys(answer.headers).sort()).toEqual([
      ...["connection", "content-length", "keep-alive", "x-headroom-request-id"],
    ]);
  });

  it("of every status pass, empty where they must be", async () => {
    const { proxy } = await startPair((received, response) => {
      const status = Number(received.url.slice(-3));
      if (status === 204 || status === 304) response.writeHead(status, { etag: "e" }).end();
      else json(response, { status }, status);
    });
    for (const status of [200, 201, 204, 206, 304, 400, 401, 403, 404, 413, 418, 429, 500, 503, 529, 599]) {
      const answer = await send(`${proxy.url}/v1/${status}`, { body: "{}" });
      expect(answer.statusCode).toBe(status);
      expect(answer.bytes.length > 0).toBe(status !== 204 && status !== 304);
    }
  });

  it("to HEAD keep their length and have no body", async () => {
    const { proxy } = await startPair((received, response) => {
      response.writeHead(200, received.url.endsWith("sized") ? { "content-length": "42", "x-a": "1" } : { "x-a": "1" });
      response.end();
    });
    const sized = await send(`${proxy.url}/v1/sized`, { method: "HEAD" });
    expect([sized.headers["content-length"], sized.headers["x-a"], sized.bytes.length]).toEqual(["42", "1", 0]);
    const unsized = await send(`${proxy.url}/v1/unsized`, { method: "HEAD" });
    expect([unsized.statusCode, unsized.headers["x-a"], unsized.bytes.length]).toEqual([200, "1", 0]);
  });

  it("that redirect are passed on, not followed", async () => {
    const { upstream, proxy } = await startPair((_request, response) => {
      response.writeHead(307, { location: "http://169.254.169.254/" }).end();
    });
    const answer = await send(`${proxy.url}/v1/models`, { method: "GET" });
    expect([answer.statusCode, answer.headers.location]).toEqual([307, "http://169.254.169.254/"]);
    expect(upstream.requests.length).toBe(1);
  });

  it("stay encoded as the upstream encoded them", async () => {
    const body = gzipSync('{"id":"x"}');
    const { proxy } = await startPair((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": body.length }).end(body);
    });
    const answer = await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(answer.bytes.equals(body)).toBe(true);
  });

  it("lose interim answers and trailers", async () => {
    const { proxy } = await startPair((_request, response) => {
      response.writeEarlyHints({ link: "</x>; rel=preload" });
      response.writeHead(200, { trailer: "x-sum" });
      response.write("body");
      response.addTrailers({ "x-sum": "1" });
      response.end();
    });
    const answer = await send(`${proxy.url}/v1/x`, { method: "GET" });
    expect(answer.bytes.toString()).toBe("body");
    expect(answer.trailers).toEqual({});
    expect(answer.headers.trailer).toBeUndefined();
  });

  it("send their head before the first byte of a body", async () => {
    const go = deferred<void>();
    const { proxy } = await startPair(async (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      await go.promise;
      response.end("data: x\n\n");
    });
    const answer = await fetch(`${proxy.url}/v1/messages`, { method: "POST", body: "{}" });
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    go.resolve();
    expect(await answer.text()).toBe("data: x\n\n");
  });

  it("arrive event by event", async () => {
    const proceed: Array<() => void> = [];
    const { proxy } = await startPair(async (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (let event = 0; event < 5; event++) {
        response.write(`data: ${event}\n\n`);
        await new Promise<void>((resolve) => proceed.push(resolve));
      }
      response.end();
    });
    const answer = await fetch(`${proxy.url}/v1/chat/completions`, { method: "POST", body: "{}" });
    const reader = answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    // The upstream sends the next event only when this one was read, so a proxy that waits for more never ends.
    for (let event = 0; event < 5; event++) {
      const { value } = await reader.read();
      expect(new TextDecoder().decode(value)).toBe(`data: ${event}\n\n`);
      (proceed.shift() as () => void)();
    }
    expect((await reader.read()).done).toBe(true);
  });

  it("in chunks of one byte come out byte for byte", async () => {
    const text = Buffer.from(
      '\ufeffevent: x\r\ndata: {"t":"\u00e9\u{1f600}"}\r\n\r\n: ping\n\ndata: a\ndata: b\r\rdata: [DONE]',
    );
    const { proxy } = await startPair(async (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const byte of text) {
        response.write(Buffer.of(byte));
        if (byte % 8 === 0) await pause(0);
      }
      response.end();
    });
    const answer = await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect(answer.bytes.equals(text)).toBe(true);
  });

  it("of any bytes in any chunks come out byte for byte", async () => {
    let chunks: readonly Uint8Array[] = [];
    const { proxy } = await startPair(async (_request, response) => {
      response.writeHead(200);
      for (const chunk of chunks) {
        response.write(chunk);
        if (chunk.length % 3 === 0) await pause(0);
      }
      response.end();
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 12 }), async (sample) => {
        chunks = sample;
        const answer = await send(`${proxy.url}/v1/messages`, { body: "{}" });
        expect(answer.bytes.equals(Buffer.concat(sample))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("of 50 MB wait for a slow reader", async () => {
    const size = 50 * 1024 * 1024;
    let written = 0;
    const { proxy } = await startPair(async (_request, response) => {
      response.writeHead(200, { "content-length": size });
      const chunk = Buffer.alloc(256 * 1024, "x");
      while (written < size && !response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) await new Promise((resolve) => response.once("drain", resolve));
      }
      response.end();
    });
    const answer = await new Promise<IncomingMessage>((resolve) => {
      request(`${proxy.url}/v1/x`, resolve).end();
    });
    answer.pause();
    await settled(() => written);
    // What is under way fits into the buffers of the sockets between; nothing else holds it.
    expect(written).toBeLessThan(size / 2);
    let received = 0;
    for await (const chunk of answer) received += chunk.length;
    expect(received).toBe(size);
  });
});

/** Resolves when a value has stopped changing. */
async function settled(value: () => number): Promise<void> {
  for (let last = -1; last !== value(); ) {
    last = value();
    await pause(200);
  }
}
