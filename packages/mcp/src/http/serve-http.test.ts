import { request } from "node:http";
import { text } from "node:stream/consumers";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { callForText, connectClient, handleIn } from "../../test/connect.js";
import { ORDERS, ORDERS_TEXT } from "../../test/orders-server.js";
import { type HttpServerOptions, serveHttp } from "./serve-http.js";

async function start(options: HttpServerOptions = {}) {
  const server = await serveHttp({ port: 0, ...options });
  onTestFinished(() => server.close());
  return server;
}

const PING = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
const HEADERS = { "content-type": "application/json", accept: "application/json, text/event-stream" };

/** A request with headers that `fetch` does not let through. */
function ask(url: string, method: string, headers: Record<string, string> = {}, body = "") {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request(url, { method, headers: { ...HEADERS, ...headers } }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) });
    });
    sent.on("error", reject).end(body);
  });
}

describe("serveHttp", () => {
  it("serves the official client, and lets all connections fetch what one left out", async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    const connect = () => connectClient(new StreamableHTTPClientTransport(new URL(url)));
    const [one, two] = [await connect(), await connect()];
    const { text: view } = await callForText(one, "headroom_compress", { content: ORDERS_TEXT });
    const { text: row } = await callForText(two, "headroom_retrieve", { handle: handleIn(view), rows: "312" });
    expect(row).toBe(JSON.stringify(ORDERS[311]));
  });

  it("answers to its own names only", async () => {
    const { url } = await start({ allowedHosts: ["headroom.internal"] });
    const { port } = new URL(url);
    for (const [headers, status] of [
      [{}, 200],
      [{ host: `localhost:${port}` }, 200],
      [{ host: `[::1]:${port}` }, 200],
      [{ host: "headroom.internal" }, 200],
      [{ host: "evil.example" }, 403],
      [{ host: "localhost.evil.example" }, 403],
      [{ origin: "http://localhost:3000" }, 200],
      [{ origin: "https://evil.example" }, 403],
      [{ origin: "null" }, 403],
    ] as const) {
      const answer = await ask(url, "POST", headers, PING);
      expect([headers, answer.status]).toEqual([headers, status]);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it("takes no other methods, paths and formats, and nothing that is too long", async () => {
    const { url } = await start({ maxBytes: 1000 });
    expect(await ask(url, "GET")).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect(await ask(url, "DELETE")).toMatchObject({ status: 405 });
    const preflight = { origin: "http://localhost:3000", "access-control-request-method": "POST" };
    expect(await ask(url, "OPTIONS", preflight)).toMatchObject({ status: 405 });
    expect(await ask(url.replace("/mcp", "/"), "POST", {}, PING)).toMatchObject({ status: 404 });
    expect(await ask(url, "POST", { "content-type": "text/plain" }, PING)).toMatchObject({ status: 415 });
    expect(await ask(url, "POST", {}, "{")).toMatchObject({ status: 400 });
    expect(await ask(url, "POST", {}, PING.padEnd(1001))).toMatchObject({ status: 413 });
  });

  it("says that an address is taken", async () => {
    const { url } = await start();
    await expect(serveHttp({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
