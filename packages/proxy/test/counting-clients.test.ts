import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import { CountError, type JsonObject, type OfficialCounter } from "@headroom/core";
import { createAnthropicCounter } from "@headroom/providers-anthropic";
import { createCohereCounter } from "@headroom/providers-cohere";
import { createGoogleCounter } from "@headroom/providers-google";
import { createLitellmCounter } from "@headroom/providers-litellm";
import { createOpenaiCounter } from "@headroom/providers-openai";
import { loadTokenizer } from "@headroom/tokenizers";
import { CohereClient, CohereClientV2 } from "cohere-ai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { startSandbox } from "./support/sandbox-server.js";

const TEXT = "How many tokens is this? Ünïcode 東京, 12345.";
const FUNCTION = { name: "list_orders", description: "Lists orders", parameters: { type: "object", properties: {} } };

interface Provider {
  readonly name: string;
  /** A body with all that concerns only the answer, which must not stand in the way. */
  readonly body: (model: string) => JsonObject;
  readonly model: string;
  readonly path: RegExp;
  readonly throughClient: (url: string, apiKey?: string) => OfficialCounter;
  readonly overHttp: (baseUrl: string, apiKey?: string) => OfficialCounter;
  readonly exact: boolean;
}

const PROVIDERS: readonly Provider[] = [
  {
    name: "Anthropic",
    model: "claude-sonnet-5",
    body: (model) => ({
      model,
      max_tokens: 100,
      stream: true,
      temperature: 1,
      metadata: { user_id: "u" },
      stop_sequences: ["x"],
      system: "Be brief.",
      tools: [{ name: FUNCTION.name, description: FUNCTION.description, input_schema: FUNCTION.parameters }],
      messages: [{ role: "user", content: TEXT }],
    }),
    path: /^\/v1\/messages\/count_tokens$/,
    throughClient: (baseURL, apiKey = "none") => createAnthropicCounter({ client: new Anthropic({ baseURL, apiKey }) }),
    overHttp: (baseUrl, apiKey = "none") => createAnthropicCounter({ baseUrl, apiKey }),
    exact: false,
  },
  {
    name: "OpenAI",
    model: "gpt-5.5",
    body: (model) => ({
      model,
      stream: true,
      store: false,
      max_output_tokens: 100,
      instructions: "Be brief.",
      tools: [{ type: "function", ...FUNCTION, strict: false }],
      input: TEXT,
    }),
    path: /^\/v1\/responses\/input_tokens$/,
    throughClient: (url, apiKey = "none") =>
      createOpenaiCounter({ client: new OpenAI({ baseURL: `${url}/v1`, apiKey }) }),
    overHttp: (baseUrl, apiKey = "none") => createOpenaiCounter({ baseUrl, apiKey }),
    exact: true,
  },
  {
    name: "Google",
    model: "gemini-3.5-flash",
    body: (model) => ({
      model,
      systemInstruction: { parts: [{ text: "Be brief." }] },
      tools: [{ functionDeclarations: [FUNCTION] }],
      generationConfig: { maxOutputTokens: 100 },
      contents: [{ role: "user", parts: [{ text: TEXT }] }],
    }),
    path: /^\/v1(?:beta)?\/models\/[\w.-]+:countTokens$/,
    throughClient: (baseUrl, apiKey = "none") =>
      createGoogleCounter({ client: new GoogleGenAI({ apiKey, httpOptions: { baseUrl } }) }),
    overHttp: (baseUrl, apiKey = "none") => createGoogleCounter({ baseUrl, apiKey }),
    exact: true,
  },
  {
    name: "Cohere",
    model: "command-a-03-2025",
    body: (model) => ({ model, stream: true, messages: [{ role: "user", content: TEXT }] }),
    path: /^\/v1\/tokenize$/,
    throughClient: (environment, token = "none") =>
      createCohereCounter({ client: new CohereClient({ token, environment }) }),
    overHttp: (baseUrl, apiKey = "none") => createCohereCounter({ baseUrl, apiKey }),
    exact: false,
  },
  {
    name: "LiteLLM",
    model: "anthropic/claude-sonnet-5",
    body: (model) => ({
      model,
      stream: true,
      tools: [{ type: "function", function: FUNCTION }],
      messages: [{ role: "user", content: TEXT }],
    }),
    path: /^\/utils\/token_counter\?call_endpoint=true$/,
    throughClient: (url, apiKey = "none") =>
      createLitellmCounter({ client: new OpenAI({ baseURL: `${url}/v1`, apiKey }) }),
    overHttp: (baseUrl, apiKey = "none") => createLitellmCounter({ baseUrl, apiKey }),
    exact: false,
  },
];

describe.each(PROVIDERS)("$name counts", ({ body, model, path, throughClient, overHttp, exact }) => {
  it("through its client and over HTTP alike, in one request each", async () => {
    const { url, requests } = await startSandbox();
    const throughSdk = await throughClient(url).count(body(model));
    expect(await overHttp(url).count(body(model))).toEqual(throughSdk);
    expect(throughSdk).toMatchObject({ exact, method: "official" });
    expect(throughSdk?.tokens).toBeGreaterThanOrEqual((await loadTokenizer("o200k_base")).count(TEXT));
    for (const request of requests) expect(request.path).toMatch(path);
    expect(requests).toHaveLength(2);
  });

  it("asks once where a limit refuses, and hears when to ask again", async () => {
    const { url, requests } = await startSandbox({ rateLimit: { requests: 1, seconds: 40 }, now: () => 0 });
    for (const [at, counter] of [throughClient(url, "key-1"), overHttp(url, "key-2")].entries()) {
      await counter.count(body(model));
      const refused = await counter.count(body(model)).catch((error: unknown) => error);
      expect(refused).toMatchObject({ status: 429, retryAfter: "40" });
      expect(requests).toHaveLength(2 * (at + 1));
    }
  });

  it("gives a server's error its status", async () => {
    const { url } = await startSandbox();
    for (const counter of [throughClient(url), overHttp(url)]) {
      const failed = await counter.count(body(`${model}-sandbox-503`)).catch((error: unknown) => error);
      expect(CountError.isInstance(failed)).toBe(true);
      expect(failed).toMatchObject({ status: 503 });
      expect(String(failed)).not.toContain(TEXT);
    }
  });

  it("stops when it is told to", async () => {
    const { url } = await startSandbox();
    for (const counter of [throughClient(url), overHttp(url)]) {
      await expect(counter.count(body(model), AbortSignal.abort())).rejects.toThrow(CountError);
    }
  });
});

describe("official counters", () => {
  it("leave alone what their provider has no means for", async () => {
    const { url, requests } = await startSandbox();
    const messages = [{ role: "user", content: TEXT }];
    const address = { baseUrl: url, apiKey: "none" };
    expect(await createOpenaiCounter(address).count({ model: "gpt-5.5", messages })).toBeUndefined();
    expect(await createLitellmCounter(address).count({ model: "gpt-5.5", input: TEXT })).toBeUndefined();
    const long = "word ".repeat(300_000);
    const tooLong = { model: "command-a-03-2025", messages: [{ role: "user", content: long }] };
    expect(await createCohereCounter(address).count(tooLong)).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it("give Google its whole request in place of contents", async () => {
    const { url, requests } = await startSandbox();
    const client = new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: url } });
    const counter = createGoogleCounter({ client, model: "gemini-3.5-flash" });
    const contents = [{ role: "user", parts: [{ text: TEXT }] }];
    const alone = await counter.count({ contents });
    const withSystem = await counter.count({ contents, systemInstruction: { parts: [{ text: TEXT }] } });
    expect(withSystem?.tokens).toBeGreaterThan(alone?.tokens ?? 0);
    expect(requests[0]?.body).toEqual({ generateContentRequest: { model: "models/gemini-3.5-flash", contents } });
    await expect(createGoogleCounter({ client }).count({ contents })).rejects.toThrow("give `model`");
  });

  it("tokenize long texts for Cohere in pieces, and a text alone exactly", async () => {
    const { url, requests } = await startSandbox();
    const client = new CohereClient({ token: "none", environment: url });
    const counter = createCohereCounter({ client });
    const model = "command-a-03-2025";
    const o200k = await loadTokenizer("o200k_base");
    expect(await counter.count({ model, text: TEXT })).toEqual({
      tokens: o200k.count(TEXT),
      exact: true,
      method: "official",
    });
    const content = `${"A line of words.\n".repeat(8000)}${TEXT}`;
    const { tokens, lower } = (await counter.count({ model, messages: [{ role: "user", content }] })) ?? {};
    expect(Math.abs((tokens ?? 0) - o200k.count(content))).toBeLessThanOrEqual(4);
    expect(lower).toBeLessThanOrEqual(o200k.count(content));
    expect(requests).toHaveLength(4);
  });

  it("say what is wrong with a Cohere client that cannot tokenize", async () => {
    const { url } = await startSandbox();
    const client = new CohereClientV2({ token: "none", environment: url });
    const body = { model: "command-a-03-2025", text: TEXT };
    await expect(createCohereCounter({ client }).count(body)).rejects.toThrow("Give a CohereClient instead");
  });
});
