import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { describe, expect, it } from "vitest";
import { ListenError, serveProxy } from "../src/index.js";
import { deferred } from "./support/deferred.js";
import { openSocket, rawRequest } from "./support/raw-request.js";
import { json, pause, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

describe("connections to the upstream", () => {
  it("are used again", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    for (let turn = 0; turn < 20; turn++) await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect(new Set(upstream.requests.map(({ connection }) => connection))).toEqual(new Set([0]));
  });

  it("serve many clients at once", async () => {
    const { upstream, proxy } = await startPair(async (received, response) => {
      await pause(20);
      response.end(received.body);
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => send(`${proxy.url}/v1/messages`, { body: `{"n":${index}}` })),
    );
    expect(answers.map(({ bytes }) => bytes.toString())).toEqual(answers.map((_, index) => `{"n":${index}}`));
    expect(upstream.requests.length).toBe(50);
  });
});

describe("connections from clients", () => {
  it("are used again, one answer after the other", async () => {
    const { proxy } = await startPair((received, response) => json(response, { path: received.url }));
    const host = new URL(proxy.url).host;
    const requests = ["/v1/a", "/health", "/v1/b"].map((path) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const last = `GET /v1/c HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    const { head, body } = await rawRequest(proxy.url, requests.join("") + last);
    const text = head + body.toString();
    const places = ['"/v1/a"', '"healthy"', '"/v1/b"', '"/v1/c"'].map((part) => text.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("are refused when length and transfer encoding contradict each other", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const head =
      "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect((await rawRequest(proxy.url, `${head}0\r\n\r\n`)).head).toMatch(/^HTTP\/1.1 400/);
    expect(upstream.requests).toEqual([]);
  });

  it("of HTTP/1.0 are served", async () => {
    const { proxy } = await startPair((_request, response) => json(response, { ok: true }));
    const { head, body } = await rawRequest(proxy.url, "GET /v1/models HTTP/1.0\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1.1 200 OK/);
    expect(body.toString()).toContain('{"ok":true}');
  });
});

describe("WebSocket handshakes", () => {
  it("get 426, and the connection goes on", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const handshake = "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13";
    const head = `GET /v1/responses HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n${handshake}\r\n\r\n`;
    const socket = await openSocket(proxy.url);
    const received = () => once(socket, "data").then(([chunk]: Buffer[]) => String(chunk));
    socket.write(head);
    expect(await received()).toMatch(/^HTTP\/1.1 426 /);
    socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(await received()).toMatch(/^HTTP\/1.1 200 OK/);
    socket.destroy();
    expect(upstream.requests).toEqual([]);
  });
});

describe("the Host header", () => {
  async function statusFor(url: string, host: string): Promise<string | undefined> {
    const { head } = await rawRequest(url, `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    return /^HTTP\/1.1 (\d+)/.exec(head)?.[1];
  }

  it("must name this machine where the proxy listens on a loopback address", async () => {
    const { proxy } = await startPair(() => {}, { allowedHosts: ["host.docker.internal"] });
    for (const host of [
      "localhost:1",
      "127.0.0.1",
      "127.9.9.9:80",
      "[::1]:8787",
      "LOCALHOST",
      "app.localhost",
      "host.docker.internal:8787",
    ]) {
      expect([host, await statusFor(proxy.url, host)]).toEqual([host, "200"]);
    }
    for (const host of [
      "evil.example",
      "evil.example:8787",
      "127.0.0.1.evil.example",
      "localhost.evil.example",
      "192.168.0.1",
      "127.0.0.1@evil.example",
    ]) {
      expect([host, await statusFor(proxy.url, host)]).toEqual([host, expect.stringMatching(/^40[03]$/)]);
    }
  });

  it("may name anything where the proxy listens for others too", async () => {
    const { proxy } = await startPair(() => {}, { host: "0.0.0.0" });
    expect(proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(await statusFor(proxy.url, "headroom.example")).toBe("200");
  });

  it("brings no CORS header with it", async () => {
    const { proxy } = await startPair((_request, response) => json(response, {}));
    for (const method of ["GET", "OPTIONS"]) {
      for (const path of ["/health", "/v1/retrieve/0123456789ab", "/v1/models"]) {
        const answer = await send(proxy.url + path, { method, headers: { origin: "https://evil.example" } });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      }
    }
  });
});

describe("the port", () => {
  it("that is in use is an error that says what to do", async () => {
    const { proxy } = await startPair(() => {});
    const port = Number(new URL(proxy.url).port);
    const second = serveProxy({ port, optimize: false });
    await expect(second).rejects.toThrow(ListenError);
    await expect(second).rejects.toThrow(/in use.*--port/);
  });

  it("is free again when options are refused", async () => {
    const { proxy } = await startPair(() => {});
    const port = Number(new URL(proxy.url).port);
    await proxy.close();
    await expect(serveProxy({ port, optimize: { mode: "fast" as never } })).rejects.toThrow(/mode/);
    const again = await serveProxy({ port, optimize: false });
    expect(again.url).toBe(`http://127.0.0.1:${port}`);
    await again.close();
  });
});

describe("closing", () => {
  it("lets a running stream end and takes no new connection", async () => {
    const go = deferred<void>();
    const { proxy } = await startPair(
      async (_request, response) => {
        response.writeHead(200).write("first ");
        await go.promise;
        response.end("last");
      },
      { graceMs: 20_000 },
    );
    const answer = await new Promise<IncomingMessage>((resolve) => {
      request(`${proxy.url}/v1/messages`, { method: "POST" }, resolve).end("{}");
    });
    const idle = await openSocket(proxy.url);
    const closed = proxy.close();
    await expect(send(`${proxy.url}/health`, { method: "GET" })).rejects.toThrow(/ECONNREFUSED/);
    go.resolve();
    let text = "";
    for await (const chunk of answer) text += chunk;
    expect(text).toBe("first last");
    await closed;
    idle.destroy();
  });

  it("ends what goes on after the grace, in words that clients understand, and its upstream calls", async () => {
    const stuck: Script = (received, response) => {
      if (!received.url.endsWith("/silent")) startEvents(response);
      if (received.url.endsWith("/messages")) response.write('event: ping\ndata: {"type":"ping"}\n\n');
      else response.flushHeaders();
    };
    const { upstream, proxy } = await startPair(stuck, { graceMs: 50 });
    const paths = ["/v1/messages", "/v1/silent", "/v1/other"];
    const answers = Promise.allSettled(paths.map((path) => send(proxy.url + path, { body: "{}" })));
    const received = await Promise.all(paths.map((_, index) => upstream.received(index)));
    await pause(20);
    await proxy.close();
    const [stream, whole, other] = await answers;
    expect(stream).toMatchObject({ status: "fulfilled", value: { statusCode: 200 } });
    const { bytes } = (stream as PromiseFulfilledResult<{ bytes: Buffer }>).value;
    expect(bytes.toString()).toMatch(/^event: ping\n.*event: error\ndata: .*shutting down.*\n\n$/s);
    expect(whole?.status).toBe("rejected");
    expect(other?.status).toBe("rejected");
    await Promise.all(received.map(({ brokenOff }) => brokenOff));
  });
});
