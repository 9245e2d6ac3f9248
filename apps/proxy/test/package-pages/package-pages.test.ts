/** Runs what the README.md of each package shows. */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as core from "./core.js";
import * as langchain from "./langchain.js";
import * as anthropic from "./providers-anthropic.js";
import * as cohere from "./providers-cohere.js";
import * as google from "./providers-google.js";
import * as litellm from "./providers-litellm.js";
import * as mistral from "./providers-mistral.js";
import * as openai from "./providers-openai.js";
import { startProxy } from "./proxy.js";
import { connect, smallerFetch } from "./sdk.js";
import * as stores from "./stores.js";
import { count } from "./tokenizers.js";
import { ask } from "./vercel-ai.js";

const rows = JSON.stringify(Array.from({ length: 3000 }, (_, id) => ({ id, state: "open", size: (id * 7919) % 5000 })));
const chat = (name: string) => ({
  model: name,
  messages: [
    { role: "user", content: "?" },
    { role: "assistant", tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }] },
    { role: "tool", tool_call_id: "c", content: rows },
  ],
});
const messages = {
  model: "claude-sonnet-4-5",
  max_tokens: 9,
  messages: [
    { role: "user", content: "?" },
    { role: "assistant", content: [{ type: "tool_use", id: "c", name: "f", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "c", content: rows }] },
  ],
};
const contents = {
  contents: [
    { role: "user", parts: [{ text: "?" }] },
    { role: "model", parts: [{ functionCall: { name: "f", args: {} } }] },
    { role: "user", parts: [{ functionResponse: { name: "f", response: { output: rows } } }] },
  ],
};

beforeAll(() => void vi.stubEnv("OPENAI_API_KEY", "no-key"));
afterAll(() => vi.unstubAllEnvs());

describe("the page of each package", () => {
  it.each([
    ["openai", openai.optimize, chat("gpt-5.5")],
    ["anthropic", anthropic.optimize, messages],
    ["google", google.optimize, contents],
    ["cohere", cohere.optimize, chat("command-a-03-2025")],
    ["mistral", mistral.optimize, chat("mistral-large-latest")],
    ["litellm", litellm.optimize, chat("openai/gpt-5.5")],
  ])("@headroom/providers-%s makes a request smaller", async (_name, optimize, request) => {
    const { body, report } = await optimize(request);
    expect(JSON.stringify(body).length).toBeLessThan(0.8 * JSON.stringify(request).length);
    expect(report.tokensSaved).toBeGreaterThan(0);
  });

  it("@headroom/core goes there and back", async () => {
    const request = chat("gpt-5.5");
    const { body, saved, back } = await core.thereAndBack(request);
    expect(saved).toBeGreaterThan(0);
    expect(body).not.toEqual(request);
    expect(back).toEqual(request);
  });

  it("@headroom/tokenizers counts", async () => {
    expect(await count("hello world", "gpt-5.5")).toEqual({ tokens: 2, by: ["o200k_base"] });
  });

  it("@headroom/sdk and @headroom/stores wrap clients", async () => {
    const path = join(tmpdir(), `headroom-page-${process.pid}.db`);
    expect(connect()).toBeInstanceOf(OpenAI);
    expect(stores.connect(path)).toBeInstanceOf(OpenAI);
    await rm(path, { force: true });
    expect((await smallerFetch("data:text/plain,whole")).status).toBe(200);
  });

  it("@headroom/langchain gives what LangChain takes", () => {
    expect(langchain.createSmallerAgent().invoke).toBeTypeOf("function");
    expect(langchain.createSmallerModel().invoke).toBeTypeOf("function");
  });

  it("@headroom/vercel-ai wraps a model that answers", async () => {
    const proxy = await startProxy();
    const { fetch } = globalThis;
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      return fetch(url.replace("https://api.openai.com", proxy.url), init);
    });
    expect(await ask("Hello")).toContain("Hello from the sandbox");
    vi.unstubAllGlobals();
    await proxy.close();
  });

  it("@headroom/proxy serves", async () => {
    const proxy = await startProxy();
    const answer = await fetch(`${proxy.url}/v1/chat/completions`, {
      method: "POST",
      body: JSON.stringify(chat("gpt-5.5")),
    });
    expect(Number(answer.headers.get("x-headroom-tokens-saved"))).toBeGreaterThan(0);
    await proxy.close();
  });
});
