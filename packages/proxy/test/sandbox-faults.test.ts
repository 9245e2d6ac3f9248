import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createUndiciTransport, PROVIDERS, serveProxy } from "../src/index.js";
import { createSandbox, type ServeSandboxOptions, serveSandbox } from "../src/sandbox/index.js";
import { send } from "./support/send.js";
import { closeAfterTest } from "./support/start-pair.js";

/** A proxy, and a sandbox behind it at an address of its own. */
async function start(options: ServeSandboxOptions = {}) {
  let asked = 0;
  const sandbox = createSandbox({ now: () => 0, script: () => ({ text: "As the sandbox says.", calls: [] }) });
  const counted = {
    fetch: (request: Request) => {
      asked += 1;
      return sandbox.fetch(request);
    },
  };
  const { url: upstream } = closeAfterTest(await serveSandbox(counted, options));
  const upstreams = Object.fromEntries(PROVIDERS.map(({ name }) => [name, upstream]));
  const transport = createUndiciTransport({ firstByteTimeoutMs: 2000, idleTimeoutMs: 1000 });
  const proxy = closeAfterTest(await serveProxy({ port: 0, graceMs: 100, optimize: {}, upstreams, transport }));
  return { proxy: proxy.url, upstream, asked: () => asked };
}

function ask(url: string, fault: string, stream: boolean) {
  const body = { model: "claude-sonnet-5", max_tokens: 50, stream, messages: [{ role: "user", content: "Hello" }] };
  const headers = { "anthropic-version": "2023-06-01", "x-api-key": "none", "x-sandbox-fault": fault };
  return send(`${url}/v1/messages`, { body: JSON.stringify(body), headers });
}

describe("a fault of a provider", () => {
  it.each([400, 401, 403, 404, 413, 429, 500, 503, 529])("that is status %s passes byte for byte", async (status) => {
    const { proxy, upstream } = await start();
    for (const stream of [false, true]) {
      const [direct, proxied] = [await ask(upstream, `${status}`, stream), await ask(proxy, `${status}`, stream)];
      expect([proxied.statusCode, proxied.headers["retry-after"]]).toEqual([status, direct.headers["retry-after"]]);
      expect(proxied.headers["content-type"]).toBe(direct.headers["content-type"]);
      expect(proxied.bytes.equals(direct.bytes)).toBe(true);
    }
  });

  it.each(["reset", "truncated", "unfinished", "stall"])("%s ends a stream with an error", async (fault) => {
    const answer = await ask((await start()).proxy, fault, true);
    expect(answer.statusCode).toBe(200);
    expect(answer.bytes.toString()).toMatch(/event: error\ndata: \{"type":"error","error":\{"type":"\w+_error".*\n\n$/);
    expect(answer.bytes.toString()).not.toContain("message_stop");
  });

  it.each(["reset", "truncated", "stall"])("%s leaves no clean end of an answer in one piece", async (fault) => {
    await expect(ask((await start()).proxy, fault, false)).rejects.toThrow();
  });

  it("silent is a 504", async () => {
    const { proxy } = await start();
    for (const stream of [false, true]) expect((await ask(proxy, "silent", stream)).statusCode).toBe(504);
  });

  it.each(["unfinished", "malformed", "drip"])(
    "%s, which only its client can judge, passes byte for byte",
    async (fault) => {
      const { proxy, upstream } = await start();
      for (const stream of [false, true]) {
        if (fault === "unfinished" && stream) continue;
        const [direct, proxied] = [await ask(upstream, fault, stream), await ask(proxy, fault, stream)];
        expect(proxied.bytes.equals(direct.bytes)).toBe(true);
      }
    },
  );

  it("gzip and zstd pass encoded as they are", async () => {
    const { proxy, upstream } = await start();
    for (const [fault, decode] of [["gzip", gunzipSync] as const, ["zstd", zstdDecompressSync] as const]) {
      for (const stream of [false, true]) {
        const [plain, proxied] = [await ask(upstream, "none", stream), await ask(proxy, fault, stream)];
        expect(proxied.headers["content-encoding"]).toBe(fault);
        expect(decode(proxied.bytes).equals(plain.bytes)).toBe(true);
      }
    }
  });

  it("that is to close unused connections unannounced is seen by no client", async () => {
    const { proxy, asked } = await start({ closeIdleAfterMs: 3 });
    for (let turn = 0; turn < 600; turn++) {
      expect((await ask(proxy, "none", false)).statusCode).toBe(200);
      // Waits that end about when the provider closes.
      await new Promise((resolve) => setTimeout(resolve, turn % 5));
    }
    expect(asked()).toBe(600);
  });
});
