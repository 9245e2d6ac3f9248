import { createMemoryStore, handleOf, originalKey, sha256 } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { createApp } from "../src/index.js";
import { variedChat, variedOutput } from "./support/bodies.js";
import { json, type ReceivedRequest } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const TEXT = "first line\nsecond line\nthird line";
const HANDLE = handleOf(TEXT, sha256);

function appWith(tenant: string, tenantOf?: (headers: Headers) => string) {
  const originals = createMemoryStore();
  originals.set(originalKey(tenant, HANDLE), TEXT);
  return createApp({ optimize: { originals }, ...(tenantOf !== undefined && { tenantOf }) });
}

async function get(app: ReturnType<typeof createApp>, path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers });
  return [response.status, await response.text()];
}

describe("GET /v1/retrieve/:handle", () => {
  it("gives an original as plain text", async () => {
    const response = await appWith("local").request(`/v1/retrieve/${HANDLE}`);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    expect([response.status, await response.text()]).toEqual([200, TEXT]);
  });

  it("gives parts of it", async () => {
    const app = appWith("local");
    expect(await get(app, `/v1/retrieve/${HANDLE}?lines=2-3`)).toEqual([200, "second line\nthird line"]);
    expect(await get(app, `/v1/retrieve/${HANDLE}?grep=^third`)).toEqual([200, "third line"]);
    expect(await get(app, `/v1/retrieve/${HANDLE}?rows=1-1`)).toEqual([200, "first line"]);
  });

  it("says what is wrong with a part", async () => {
    const app = appWith("local");
    for (const query of ["lines=x", "rows=-", "grep=("]) {
      expect(await get(app, `/v1/retrieve/${HANDLE}?${query}`)).toEqual([
        400,
        expect.stringContaining(query.split("=")[0] as string),
      ]);
    }
  });

  it("says to run the tool again when nothing is stored", async () => {
    const app = appWith("local");
    expect(await get(app, "/v1/retrieve/0123456789ab")).toEqual([404, expect.stringContaining("Run the tool again")]);
    expect(await get(createApp({ optimize: false }), `/v1/retrieve/${HANDLE}`)).toEqual([404, expect.anything()]);
    expect(await get(app, "/v1/retrieve/..%2f..%2fetc%2fpasswd")).toEqual([404, expect.anything()]);
  });

  it("says so when the store fails", async () => {
    const broken = { ...createMemoryStore(), get: () => Promise.reject(new Error("canary")) };
    const app = createApp({ optimize: { originals: broken } });
    const [status, text] = await get(app, `/v1/retrieve/${HANDLE}`);
    expect(status).toBe(503);
    expect(text).not.toContain("canary");
  });

  it("gives nothing to another tenant", async () => {
    const app = appWith("team-a", (headers) => headers.get("x-team") ?? "nobody");
    expect(await get(app, `/v1/retrieve/${HANDLE}`, { "x-team": "team-a" })).toEqual([200, TEXT]);
    expect(await get(app, `/v1/retrieve/${HANDLE}`, { "x-team": "team-b" })).toEqual([404, expect.anything()]);
    expect(await get(app, `/v1/retrieve/${HANDLE}`)).toEqual([404, expect.anything()]);
  });

  it("gives what the command shown to the model asks for", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}), {
      optimize: { profile: "aggressive", retrieval: "shell" },
    });
    await send(`${proxy.url}/v1/chat/completions`, { body: variedChat() });
    const sent = (upstream.requests[0] as ReceivedRequest).body.toString();
    const [, url] = /curl -s (http:\/\/127\.0\.0\.1:\d+\/v1\/retrieve\/[0-9a-f]{12})/.exec(sent) ?? [];
    expect(url?.startsWith(proxy.url)).toBe(true);
    expect((await (await fetch(url as string)).text()) === variedOutput()).toBe(true);
  });
});
