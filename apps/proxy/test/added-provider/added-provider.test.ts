import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { createOptimizer, detectProvider } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { withHeadroom } from "@headroom/sdk";
import { describe, expect, it, onTestFinished } from "vitest";
import { acmeAsk } from "./acme-dialect.js";
import { acmeProvider } from "./acme-provider.js";
import { acmeFetch, app } from "./use-acme.js";

const ROWS = Array.from({ length: 200 }, (_, id) => ({ id, state: id === 117 ? "failed" : "done", owner: "depot" }));
const REQUEST = {
  model: "acme-large-2",
  turns: [
    { from: "person", say: "Which order failed?", mood: 1.0 },
    { from: "tool", tool: "list_orders", say: JSON.stringify(ROWS) },
  ],
};
const ANSWER = { say: "117", used: { read: 900, said: 3, remembered: 800 } };

/** Acme, on this machine. */
async function startAcme() {
  const asked: { readonly url: string; readonly body: typeof REQUEST }[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ url: request.url ?? "", body: (await json(request)) as typeof REQUEST });
    response.setHeader("content-type", "application/json").end(JSON.stringify(ANSWER));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const post = { method: "POST", body: JSON.stringify(REQUEST), headers: { "content-type": "application/json" } };

function expectSmaller(body: typeof REQUEST | undefined) {
  expect(body?.turns[0]).toEqual(REQUEST.turns[0]);
  expect(body?.turns[1]?.say.length).toBeLessThan(JSON.stringify(ROWS).length / 2);
  expect(body?.turns[1]?.say).toContain("failed");
}

describe("a provider that was added as the page says", () => {
  it("is served by the proxy, on its path and under its name", async () => {
    const acme = await startAcme();
    const proxy = app(acme.url);
    for (const path of ["/v1/ask", "/acme/v1/ask"]) {
      const response = await proxy.request(path, post);
      expect(await response.json()).toEqual(ANSWER);
    }
    expect(acme.asked.map(({ url }) => url)).toEqual(["/v1/ask", "/v1/ask"]);
    for (const { body } of acme.asked) expectSmaller(body);
  });

  it("is answered for in its own form when it cannot be reached", async () => {
    const response = await app("http://127.0.0.1:1").request("/v1/ask", post);
    expect([response.status, await response.json()]).toEqual([
      502,
      { failure: expect.any(String), why: expect.any(String) },
    ]);
  });

  it("is known to the fetch and to wrapped clients of the SDK", async () => {
    const acme = await startAcme();
    await acmeFetch(`${acme.url}/v1/ask`, post);
    class AcmeClient {
      constructor(readonly fetch: typeof globalThis.fetch = globalThis.fetch) {}
      withOptions(options: { fetch: typeof globalThis.fetch }) {
        return new AcmeClient(options.fetch);
      }
      ask() {
        return this.fetch(`${acme.url}/v1/ask`, post);
      }
    }
    await withHeadroom(new AcmeClient(), { providers: [acmeProvider] }).ask();
    expect(acme.asked).toHaveLength(2);
    for (const { body } of acme.asked) expectSmaller(body);
  });

  it("is detected, counts usage, and has prices with a cliff", () => {
    expect(detectProvider({ body: REQUEST }, [acmeProvider])?.dialect?.name).toBe("acme");
    expect(detectProvider({ url: "https://api.acme.example/v1/ask" }, [acmeProvider])?.provider).toBe(acmeProvider);
    expect(acmeAsk.readUsage(ANSWER)).toEqual({ inputTokens: 900, outputTokens: 3, cacheReadTokens: 800 });
    const used = { model: "acme-latest", outputTokens: 0 };
    expect(acmeProvider.estimateCost({ ...used, inputTokens: 100_000 })).toBe(0.2);
    expect(acmeProvider.estimateCost({ ...used, inputTokens: 200_000 })).toBe(0.8);
  });

  it("keeps what is not edited as it is written", async () => {
    const text = JSON.stringify(REQUEST).replace('"mood":1', '"mood":1.0');
    const optimizer = createOptimizer({
      dialect: acmeAsk,
      compressors: defaultCompressors(),
      minimumCacheableTokens: 0,
      strict: true,
    });
    const { body, report } = await optimizer.optimize(new TextEncoder().encode(text));
    expect(new TextDecoder().decode(body)).toContain('"mood":1.0');
    expect(report.tokensSaved).toBeGreaterThan(0);
  });
});
