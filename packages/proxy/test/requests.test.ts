import { createHash, randomBytes } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { deferred } from "./support/deferred.js";
import { rawRequest } from "./support/raw-request.js";
import { json, type ReceivedRequest } from "./support/scripted-upstream.js";
import { lines, send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

describe("requests", () => {
  it("keep method, path, query and bytes", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const body = Buffer.from('{"model" : "m",  "x": 1.0, "id":12345678901234567890, "a":1,"a":2, "s":"\\u00e9"}');
    const target = "/v1/anything/%7Euser/a%2Fb?beta=true&x=%20y&&z";
    await send(proxy.url + target, { method: "PUT", body });
    const [received] = upstream.requests;
    expect(received?.method).toBe("PUT");
    expect(received?.url).toBe(target);
    expect(received?.body.equals(body)).toBe(true);
  });

  it("of every method pass", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const methods = ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "QUERY"];
    for (const method of methods) await send(`${proxy.url}/v1/files/7`, { method });
    expect(upstream.requests.map(({ method }) => method)).toEqual(methods);
    expect(upstream.requests.every(({ body }) => body.length === 0)).toBe(true);
  });

  it("go to the provider that path or headers name", async () => {
    const { upstream: anthropic } = await startPair((_request, response) => json(response, {}));
    const { upstream: openai, proxy } = await startPair((_request, response) => json(response, {}));
    const both = await startPair(() => {}, { upstreams: { openai: openai.url, anthropic: anthropic.url } });
    await proxy.close();
    const { url } = both.proxy;
    await send(`${url}/v1/messages/batches?limit=1`, { method: "GET" });
    await send(`${url}/v1/models`, { method: "GET", headers: { "anthropic-version": "2023-06-01" } });
    await send(`${url}/v1/files`, { method: "GET", headers: { "x-api-key": "k" } });
    await send(`${url}/v1/models`, { method: "GET", headers: { authorization: "Bearer k" } });
    await send(`${url}/v1/embeddings`, { body: "{}" });
    expect(anthropic.requests.map(({ url: target }) => target)).toEqual([
      "/v1/messages/batches?limit=1",
      "/v1/models",
      "/v1/files",
    ]);
    expect(openai.requests.map(({ url: target }) => target)).toEqual(["/v1/models", "/v1/embeddings"]);
  });

  it("get the upstream's base path, whether or not its address ends with /v1", async () => {
    const { upstream } = await startPair((_request, response) => json(response, {}));
    for (const base of ["/gateway/openai", "/gateway/openai/", "/gateway/openai/v1", "/v1/", ""]) {
      const { proxy } = await startPair(() => {}, { upstreams: { openai: upstream.url + base } });
      await send(`${proxy.url}/v1/models?a=b`, { method: "GET" });
    }
    expect(upstream.requests.map(({ url }) => url)).toEqual([
      "/gateway/openai/v1/models?a=b",
      "/gateway/openai/v1/models?a=b",
      "/gateway/openai/v1/models?a=b",
      "/v1/models?a=b",
      "/v1/models?a=b",
    ]);
  });

  it("from clients whose base address lacks /v1 reach the chat completions", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    await send(`${proxy.url}/chat/completions?x=1`, { body: "{}" });
    expect(upstream.requests[0]?.url).toBe("/v1/chat/completions?x=1");
  });

  it("keep unknown headers, their case, order and repetition, and bytes outside ASCII", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const headers = [
      ["Anthropic-Beta", "a-2026-01-01,b"],
      ["anthropic-beta", "c"],
      ["X-Odd", ""],
      ["x-latin", "caf\u00e9 \u00ff"],
      ["X-Tabs", "a\tb"],
      ["x_under.score~", "!#$%&'*+"],
      ["Cookie", "a=1; b=2"],
      ["Accept-Encoding", "gzip, br, zstd"],
    ];
    const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const host = new URL(proxy.url).host;
    await rawRequest(
      proxy.url,
      Buffer.from(
        `POST /v1/x HTTP/1.1\r\nHost: ${host}\r\n${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`,
        "latin1",
      ),
    );
    const { rawHeaders } = upstream.requests[0] as ReceivedRequest;
    const passed = lines(rawHeaders).filter((line) => !/^(host|connection|content-length):/i.test(line));
    expect(passed).toEqual(headers.map(([name, value]) => `${name}: ${value}`));
  });

  it("lose the headers of the client's connection and Headroom's own", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const own = ["X-Headroom-Mode: audit", "x-headroom-tag: canary"];
    const hops = [
      "Connection: keep-alive, X-Hop, close",
      "X-Hop: canary",
      "Keep-Alive: timeout=99",
      "Proxy-Authorization: Basic canary",
      "Proxy-Connection: keep-alive",
      "TE: trailers",
      "Trailer: X-Sum",
      "Upgrade: h2c",
      "Expect: 100-continue",
    ];
    const host = new URL(proxy.url).host;
    const head = [`Host: ${host}`, ...own, ...hops, "X-Kept: yes", "Transfer-Encoding: chunked"].join("\r\n");
    const answer = await rawRequest(
      proxy.url,
      `POST /v1/x HTTP/1.1\r\n${head}\r\n\r\n2\r\n{}\r\n0\r\nX-Sum: canary\r\n\r\n`,
    );
    expect(answer.head).toBe("HTTP/1.1 100 Continue");
    expect(answer.body.toString()).toMatch(/^HTTP\/1.1 200 OK/);
    const { headers, body } = upstream.requests[0] as ReceivedRequest;
    expect(body.toString()).toBe("{}");
    expect(Object.keys(headers).sort()).toEqual(["connection", "host", "transfer-encoding", "x-kept"]);
    expect(headers.host).toBe(new URL(upstream.url).host);
    expect(headers.connection).toBe("keep-alive");
  });

  it("are sent on while they arrive where no one edits them", async () => {
    const first = deferred<void>();
    let size = 0;
    const { proxy } = await startPair(() => {}, {
      onHead: (incoming, response) => {
        incoming.on("data", (chunk: Buffer) => {
          size += chunk.length;
          first.resolve();
        });
        incoming.on("end", () => json(response, { size }));
      },
    });
    const outgoing = request(`${proxy.url}/v1/files`, { method: "POST" });
    const answered = new Promise<IncomingMessage>((resolve) => outgoing.once("response", resolve));
    outgoing.write("first");
    await first.promise;
    outgoing.end("second");
    expect(JSON.parse((await buffer(await answered)).toString())).toEqual({ size: 11 });
  });

  it("of 30 MB arrive whole, with their length", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const body = randomBytes(30 * 1024 * 1024);
    await send(`${proxy.url}/v1/files`, { body, headers: { "content-length": String(body.length) } });
    const { headers, body: received } = upstream.requests[0] as ReceivedRequest;
    expect(headers["content-length"]).toBe(String(body.length));
    expect(sha256(received)).toBe(sha256(body));
  });

  it("that name another host in the request line are refused", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    const host = new URL(proxy.url).host;
    for (const target of ["http://169.254.169.254/latest", `${upstream.url}/v1/models`]) {
      const answer = await rawRequest(
        proxy.url,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer.head).toMatch(/^HTTP\/1.1 400/);
    }
    expect(upstream.requests).toEqual([]);
  });

  it("go nowhere but to the configured upstream, whatever headers and path say", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}));
    for (const target of ["//evil.example/v1/models", "/@evil.example/", "/v1/../../x", "/http://evil.example/"]) {
      const headers = `Host: 127.0.0.1\r\nX-Forwarded-Host: evil.example\r\nX-Upstream: http://evil.example`;
      await rawRequest(proxy.url, `GET ${target} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`);
    }
    expect(upstream.requests.map(({ url }) => url)).toEqual([
      "//evil.example/v1/models",
      "/@evil.example/",
      "/v1/../../x",
      "/http://evil.example/",
    ]);
    expect(new Set(upstream.requests.map(({ headers }) => headers.host))).toEqual(
      new Set([new URL(upstream.url).host]),
    );
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
