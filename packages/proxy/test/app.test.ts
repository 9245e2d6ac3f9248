import { describe, expect, it } from "vitest";
import { createApp } from "../src/index.js";
import { compressibleChat } from "./support/bodies.js";
import { json, type ReceivedRequest, startUpstream } from "./support/scripted-upstream.js";
import { streamEvents } from "./support/sse.js";
import { closeAfterTest } from "./support/start-pair.js";

/** The app without a server in front, its upstream real. */
async function startApp(
  script: Parameters<typeof startUpstream>[0],
  options: Partial<Parameters<typeof createApp>[0]> = {},
) {
  const upstream = closeAfterTest(await startUpstream(script));
  const app = createApp({ optimize: {}, upstreams: { openai: upstream.url, anthropic: upstream.url }, ...options });
  return { upstream, app };
}

describe("the app without a server", () => {
  it("passes requests on and answers back", async () => {
    const { upstream, app } = await startApp((_request, response) => {
      response.writeHead(201, "Made", ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "x-a", "1"]).end("made");
    });
    const response = await app.request("/v1/files?x=1", {
      method: "POST",
      body: "text",
      headers: { "x-headroom-a": "1", "x-b": "2" },
    });
    expect([response.status, response.statusText, await response.text()]).toEqual([201, "Made", "made"]);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    const { url, body, headers } = upstream.requests[0] as ReceivedRequest;
    expect([url, body.toString(), headers["x-b"], headers["x-headroom-a"]]).toEqual([
      "/v1/files?x=1",
      "text",
      "2",
      undefined,
    ]);
  });

  it("optimizes", async () => {
    const { upstream, app } = await startApp((_request, response) => json(response, {}));
    const body = compressibleChat();
    const response = await app.request("/v1/chat/completions", { method: "POST", body: new Uint8Array(body) });
    expect(Number(response.headers.get("x-headroom-tokens-saved"))).toBeGreaterThan(0);
    expect((upstream.requests[0] as ReceivedRequest).body.length).toBeLessThan(body.length);
  });

  it("passes on a body over the limit, or refuses it", async () => {
    const body = new Uint8Array(compressibleChat());
    const { upstream, app } = await startApp((_request, response) => json(response, {}), { maxBodyBytes: 1000 });
    const response = await app.request("/v1/chat/completions", { method: "POST", body });
    expect(response.headers.get("x-headroom-warning")).toBe("body-too-large");
    expect((upstream.requests[0] as ReceivedRequest).body.equals(body)).toBe(true);
    const strict = await startApp(() => {}, { maxBodyBytes: 1000, overLimit: "reject" });
    expect((await strict.app.request("/v1/messages", { method: "POST", body })).status).toBe(413);
  });

  it("streams", async () => {
    const events = ["data: 1\n\n", "data: 2\n\n", "data: [DONE]\n\n"];
    const { app } = await startApp((_request, response) => streamEvents(response, events));
    const response = await app.request("/v1/messages", { method: "POST", body: "{}" });
    expect(await response.text()).toBe(events.join(""));
  });

  it("answers 204, 304 and HEAD without a body", async () => {
    const { app } = await startApp((received, response) => {
      response.writeHead(received.method === "HEAD" ? 200 : Number(received.url.slice(-3)), { etag: "e" }).end();
    });
    for (const status of [204, 304]) {
      const response = await app.request(`/v1/${status}`);
      expect([response.status, response.body, response.headers.get("etag")]).toEqual([status, null, "e"]);
    }
    const head = await app.request("/v1/models", { method: "HEAD" });
    expect([head.status, head.body, head.headers.get("etag")]).toEqual([200, null, "e"]);
  });

  it("breaks a stream off when the upstream dies", async () => {
    const { app } = await startApp((_request, response) => {
      response.writeHead(200).write("x", () => response.destroy());
    });
    const response = await app.request("/v1/messages", { method: "POST", body: "{}" });
    await expect(response.text()).rejects.toThrow();
  });

  it("ends the upstream's call when its reader or its signal says so", async () => {
    const { upstream, app } = await startApp((received, response) => {
      if (received.url.endsWith("stream")) response.writeHead(200).write("x");
    });
    const response = await app.request("/v1/stream", { method: "POST", body: "{}" });
    await response.body?.cancel();
    await (await upstream.received(0)).brokenOff;
    const abort = new AbortController();
    const waiting = app.request("/v1/silent", { method: "POST", body: "{}", signal: abort.signal });
    const received = await upstream.received(1);
    abort.abort();
    expect((await waiting).status).toBe(499);
    await received.brokenOff;
  });

  it("answers a 502 when the upstream cannot be reached", async () => {
    const app = createApp({ optimize: {}, upstreams: { anthropic: "http://127.0.0.1:1" } });
    const response = await app.request("/v1/messages", { method: "POST", body: "{}" });
    expect([response.status, response.headers.get("x-headroom-error-source")]).toEqual([502, "upstream"]);
  });
});

describe("GET /health", () => {
  it("tells what the app has done", async () => {
    const { app } = await startApp((_request, response) => json(response, {}));
    const fresh = await (await app.request("/health")).json();
    expect(fresh).toMatchObject({
      status: "healthy",
      optimize: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      stats: { total_requests: 0, tokens_saved: 0, savings_percent: 0 },
      config: { optimize: true, cache: false, rate_limit: false },
    });
    const response = await app.request("/v1/chat/completions", {
      method: "POST",
      body: new Uint8Array(compressibleChat()),
    });
    const saved = Number(response.headers.get("x-headroom-tokens-saved"));
    await response.text();
    const stats = async () => (await (await app.request("/health")).json()) as { stats: Record<string, number> };
    await expect.poll(stats).toMatchObject({ stats: { total_requests: 1, tokens_saved: saved } });
    expect((await stats()).stats.savings_percent).toBeGreaterThan(0);
  });
});

describe("HEAD /", () => {
  it("is answered here, GET / is not", async () => {
    const { upstream, app } = await startApp((_request, response) => json(response, {}));
    expect((await app.request("/", { method: "HEAD" })).status).toBe(200);
    expect(upstream.requests).toEqual([]);
    expect((await app.request("/")).status).toBe(200);
    expect(upstream.requests.map(({ url }) => url)).toEqual(["/"]);
  });
});

describe("upstreams", () => {
  it("that are no addresses are refused at once", () => {
    for (const address of ["api.example.com", "ftp://x", "https://user:secret@x", "https://x?a=b", ""]) {
      expect(() => createApp({ optimize: false, upstreams: { openai: address } })).toThrow(TypeError);
    }
    expect(() => createApp({ optimize: false, upstreams: { openai: "https://user:secret@x" } })).not.toThrow(/secret/);
  });

  it("of nobody are refused, naming those that are known", () => {
    const upstreams = { opnai: "https://api.example.com" };
    expect(() => createApp({ optimize: false, upstreams })).toThrow(
      'upstreams names "opnai"; known are openai, anthropic',
    );
  });
});
