import { describe, expect, it } from "vitest";
import type { ServeOptions } from "../src/index.js";
import { compressibleChat, plainChat } from "./support/bodies.js";
import { json, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const USAGE = { prompt_tokens: 1200, completion_tokens: 34, prompt_tokens_details: { cached_tokens: 900 } };
const answers: Script = (_request, response) => json(response, { choices: [], usage: USAGE });

async function start(options: Partial<ServeOptions> = {}) {
  const { proxy } = await startPair(answers, { optimize: {}, ...options });
  const chat = (body: Uint8Array, headers = {}) => send(`${proxy.url}/v1/chat/completions`, { body, headers });
  const page = async (headers = {}, query = "") => {
    const answer = await send(`${proxy.url}/dashboard${query}`, { method: "GET", headers });
    return { status: answer.statusCode, headers: answer.headers, text: answer.bytes.toString() };
  };
  return { chat, page };
}

const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`me:${password}`).toString("base64")}` });

describe("the dashboard", () => {
  it("says what to do where no request has come", async () => {
    const { page } = await start();
    const { status, text } = await page();
    expect(status).toBe(200);
    expect(text).toContain("No requests yet");
  });

  it("shows sums by model, transform and session", async () => {
    const { chat, page } = await start();
    await chat(compressibleChat(), { "x-claude-code-session-id": "session-7" });
    const text = (await page()).text;
    expect(text).toContain("gpt-5.5");
    expect(text).toContain("session-7");
    expect(text).toContain("smart_crush");
    expect(text).toContain("75.0 %");
  });

  it("shows tool outputs only where what is said is kept", async () => {
    const silent = await start();
    await silent.chat(compressibleChat());
    expect((await silent.page()).text).toContain("Texts are not kept");
    const kept = await start({ keepContent: true });
    await kept.chat(compressibleChat());
    const text = String((await kept.page()).text);
    expect(text).toContain("Before, ");
    expect(text).toContain("After, ");
  });

  it("shows what clients send as text, never as markup", async () => {
    const { chat, page } = await start({ keepContent: true });
    const evil = '<script>alert("1")</script>';
    const body = JSON.parse(plainChat().toString());
    await chat(Buffer.from(JSON.stringify({ ...body, model: evil })), { "x-headroom-session": `${evil}"'` });
    const { text: html, headers } = await page();
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("asks browsers for the key of a proxy that has one, as a password", async () => {
    const { page } = await start({ keys: ["a long key of this proxy"] });
    const refused = await page();
    expect(refused.status).toBe(401);
    expect(refused.headers["www-authenticate"]).toMatch(/^Basic /);
    expect((await page(basic("wrong"))).status).toBe(401);
    expect((await page(basic("a long key of this proxy"))).status).toBe(200);
    expect((await page({ "x-headroom-key": "a long key of this proxy" })).status).toBe(200);
  });

  it("takes a password for itself only, which elsewhere is the provider's", async () => {
    const { chat } = await start({ keys: ["a long key of this proxy"] });
    expect((await chat(plainChat(), basic("a long key of this proxy"))).statusCode).toBe(401);
  });

  it("renews itself only when told how often", async () => {
    const { page } = await start();
    expect((await page()).text).not.toContain("http-equiv");
    expect((await page({}, "?refresh=5")).text).toContain('http-equiv="refresh" content="5"');
    expect((await page({}, "?refresh=-1")).text).not.toContain("http-equiv");
  });
});
