import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compressibleChat, plainChat, variedChat } from "./support/bodies.js";
import { openSocket, rawRequest } from "./support/raw-request.js";
import { json, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const answers: Script = (_request, response) => json(response, {});

describe("a proxy with keys", () => {
  const keys = ["canary-key-one", "canary-key-two"];

  it("lets nobody in without one, and says so in words that clients read", async () => {
    const { upstream, proxy } = await startPair(answers, { keys });
    for (const headers of [{}, { "x-headroom-key": "canary-key" }, { authorization: "Bearer canary-key-one" }]) {
      for (const path of [
        "/v1/messages",
        "/v1/retrieve/0123456789ab",
        "/stats",
        "/metrics",
        "/health",
        "/cache/clear",
      ]) {
        const answer = await send(proxy.url + path, { body: "{}", headers });
        expect([path, answer.statusCode]).toEqual([path, 401]);
        expect(JSON.parse(answer.bytes.toString())).toMatchObject({
          type: "error",
          error: { type: "authentication_error", message: expect.stringContaining("x-headroom-key") },
        });
        expect(answer.bytes.toString()).not.toContain("canary");
      }
    }
    expect(upstream.requests).toEqual([]);
  });

  it("lets balancers ask how it is", async () => {
    const { proxy } = await startPair(answers, { keys });
    for (const path of ["/health/live", "/health/ready"])
      expect((await send(proxy.url + path, { method: "GET" })).statusCode).toBe(200);
  });

  it("lets in who has one, and keeps it to itself", async () => {
    const { upstream, proxy } = await startPair(answers, { keys });
    for (const headers of [
      { "x-headroom-key": "canary-key-two", authorization: "Bearer provider" },
      { "Proxy-Authorization": "Bearer canary-key-one", authorization: "Bearer provider" },
    ]) {
      expect((await send(`${proxy.url}/v1/messages`, { body: "{}", headers })).statusCode).toBe(200);
    }
    expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer provider",
      "Bearer provider",
    ]);
    expect(JSON.stringify(upstream.requests.map(({ rawHeaders }) => rawHeaders))).not.toContain("canary");
  });

  it("gives nobody what another key has stored", async () => {
    const { upstream, proxy } = await startPair(answers, { keys, optimize: { retrieval: "assume" } });
    const as = (key: string) => ({ "x-headroom-key": key });
    await send(`${proxy.url}/v1/chat/completions`, { body: variedChat(), headers: as("canary-key-one") });
    const sent = upstream.requests[0]?.body.toString() ?? "";
    const [, handle] = /retrieve\/([0-9a-f]{12})/.exec(sent) ?? [];
    expect(sent).toContain('curl -s -H \\"x-headroom-key: $HEADROOM_KEY\\"');
    const ask = (key: string) => send(`${proxy.url}/v1/retrieve/${handle}`, { method: "GET", headers: as(key) });
    expect((await ask("canary-key-one")).statusCode).toBe(200);
    expect((await ask("canary-key-two")).statusCode).toBe(404);
  });
});

describe("what a client says of one request", () => {
  async function under(headers: Record<string, string>, options = {}) {
    const { upstream, proxy } = await startPair(answers, { optimize: {}, ...options });
    const answer = await send(`${proxy.url}/v1/chat/completions`, { body: compressibleChat(), headers });
    const received = upstream.requests[0];
    return {
      changed: !received?.body.equals(compressibleChat()),
      saved: answer.headers["x-headroom-tokens-saved"],
      warning: answer.headers["x-headroom-warning"],
      passed: Object.keys(received?.headers ?? {}).filter((name) => name.startsWith("x-headroom")),
    };
  }

  it("decides whether it is made smaller, only looked at, or left alone", async () => {
    const on = await under({});
    expect([on.changed, Number(on.saved) > 0, on.warning]).toEqual([true, true, undefined]);
    for (const [headers, saved] of [
      [{ "x-headroom-mode": "audit" }, "0"],
      [{ "x-headroom-mode": "simulate" }, "0"],
      [{ "x-headroom-mode": "OFF" }, undefined],
      [{ "x-headroom-bypass": "true" }, undefined],
      [{ "x-headroom-bypass": "1", "x-headroom-mode": "optimize" }, undefined],
    ] as const) {
      expect(await under(headers)).toEqual({ changed: false, saved, warning: undefined, passed: [] });
    }
    expect((await under({ "x-headroom-mode": "optimize" }, { optimize: { mode: "audit" } })).changed).toBe(true);
  });

  it("is passed over with a warning where it means nothing", async () => {
    expect(await under({ "x-headroom-mode": "faster" })).toMatchObject({ changed: true, warning: "unknown-mode" });
  });

  it("keeps answers out of the cache", async () => {
    const { upstream, proxy } = await startPair(answers, { responseCache: {} });
    const ask = (headers = {}) => send(`${proxy.url}/v1/chat/completions`, { body: plainChat(), headers });
    await ask();
    await ask({ "x-headroom-bypass": "true" });
    await ask();
    expect(upstream.requests.length).toBe(2);
  });
});

describe("addresses in requests", () => {
  it("reach nothing but the configured upstream", async () => {
    const { upstream: other } = await startPair(answers);
    const { upstream, proxy } = await startPair(answers);
    const evil = new URL(other.url).host;
    const targets = [
      `//${evil}/v1/messages`,
      `/@${evil}/v1/messages`,
      `/v1/messages/..//${evil}`,
      `/%2F%2F${evil}/v1/messages`,
      `/openai/http://${evil}/v1`,
      `/v1/messages?url=http://${evil}/`,
    ];
    const named = [
      "x-headroom-base-url",
      "x-headroom-upstream",
      "x-portkey-custom-host",
      "x-forwarded-host",
      "forwarded",
    ];
    const lines = named.map((name) => `${name}: http://${evil}/`).join("\r\n");
    for (const target of targets) {
      const head = `POST ${target} HTTP/1.1\r\nHost: localhost\r\n${lines}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
      expect([target, (await rawRequest(proxy.url, head)).head]).toEqual([
        target,
        expect.stringMatching(/^HTTP\/1.1 200/),
      ]);
    }
    for (const target of [
      `http://${evil}/v1/messages`,
      "http://[::ffff:169.254.169.254]/latest",
      `${evil}/x`,
      `/\\${evil}/`,
    ]) {
      const head = `POST ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
      expect([target, (await rawRequest(proxy.url, head)).head]).toEqual([
        target,
        expect.stringMatching(/^HTTP\/1.1 400/),
      ]);
    }
    const tunnel = await rawRequest(proxy.url, `CONNECT ${evil} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(tunnel.head).not.toMatch(/^HTTP\/1.1 2/);
    expect([upstream.requests.length, other.requests.length]).toEqual([targets.length, 0]);
  });
});

describe("requests that come badly", () => {
  it("too slowly get 408 and reach nobody", async () => {
    const { upstream, proxy } = await startPair(answers, { arrivalTimeoutMs: 200 });
    for (const begun of [
      "POST /v1/mess",
      "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
    ]) {
      const socket = await openSocket(proxy.url);
      let text = "";
      socket.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      socket.on("error", () => {});
      socket.write(begun);
      await new Promise((resolve) => socket.once("close", resolve));
      expect(text).toMatch(/^(HTTP\/1.1 408 |$)/);
    }
    expect(upstream.requests).toEqual([]);
  });

  it("encoded so that they grow beyond the limit get 413, or pass as they are", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
    for (const [overLimit, status] of [["reject", 413] as const, ["forward", 200] as const]) {
      const options = { optimize: {}, maxBodyBytes: 1024 * 1024, overLimit };
      const { upstream, proxy } = await startPair(answers, options);
      const headers = { "content-encoding": "gzip" };
      const answer = await send(`${proxy.url}/v1/chat/completions`, { body: bomb, headers });
      expect([overLimit, answer.statusCode]).toEqual([overLimit, status]);
      expect(upstream.requests.map(({ body }) => body.equals(bomb))).toEqual(status === 200 ? [true] : []);
    }
  });
});
