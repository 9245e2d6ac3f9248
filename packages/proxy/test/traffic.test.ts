import { expandBody } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";
import { describe, expect, it } from "vitest";
import { type AppOptions, createApp } from "../src/index.js";
import { compressibleChat, variedChat } from "./support/bodies.js";
import { json, startUpstream } from "./support/scripted-upstream.js";
import { closeAfterTest } from "./support/start-pair.js";

const PLAN = { authorization: "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "chatgpt-account-id": "account" };
const KEY = { authorization: "Bearer sk-proj-x" };

/** What arrives of a chat request in which the usual optimization leaves rows out. */
async function sent(headers: Record<string, string>, options: Partial<AppOptions> = {}, chat = variedChat()) {
  const upstream = closeAfterTest(await startUpstream((_request, response) => json(response, {})));
  const upstreams = { openai: upstream.url };
  const app = createApp({ optimize: { profile: "aggressive", minimumCacheableTokens: 0 }, upstreams, ...options });
  const response = await app.request("/v1/chat/completions", { method: "POST", body: new Uint8Array(chat), headers });
  await response.arrayBuffer();
  const [request] = upstream.requests;
  return { body: new Uint8Array(request?.body ?? []), headers: request?.headers };
}

/** Whether the tool output of a request holds all that was sent, without any store. */
async function isWhole(body: Uint8Array, chat = variedChat()): Promise<boolean> {
  const expanded = await expandBody(body, { dialect: openaiChat, compressors: defaultCompressors() });
  return JSON.stringify(outputIn(expanded)) === JSON.stringify(outputIn(chat));
}

/** Blanks in JSON are nothing that could be lost. */
function outputIn(body: Uint8Array): unknown {
  const { messages } = JSON.parse(new TextDecoder().decode(body)) as { messages: { content: string }[] };
  const { content } = messages[2] as { content: string };
  return content.startsWith("[") || content.startsWith("{") ? JSON.parse(content) : content;
}

describe("requests with the login of a plan", () => {
  it("are made smaller without leaving anything out", async () => {
    expect(await isWhole((await sent(KEY)).body)).toBe(false);
    expect(await isWhole((await sent(PLAN)).body)).toBe(true);
    const { body } = await sent(PLAN, {}, compressibleChat());
    expect(body.length).toBeLessThan(compressibleChat().length / 2);
    expect(await isWhole(body, compressibleChat())).toBe(true);
  });

  it("get no header that the client did not send", async () => {
    const { headers } = await sent(PLAN);
    expect(Object.keys(headers ?? {}).filter((name) => /headroom|forwarded|via/.test(name))).toEqual([]);
  });

  it("are what the user says they are", async () => {
    expect(await isWhole((await sent(PLAN, { traffic: "key" })).body)).toBe(false);
    expect(await isWhole((await sent(KEY, { traffic: "subscription" })).body)).toBe(true);
    const traffic: AppOptions["traffic"] = (header) => (header("x-plan") === "pro" ? "subscription" : "key");
    expect(await isWhole((await sent({ ...KEY, "x-plan": "pro" }, { traffic })).body)).toBe(true);
  });
});
