import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAI as createOpenAI5 } from "openai5";
import { createOpenAI as createOpenAI6 } from "openai6";
import { describe, expect, it, onTestFinished } from "vitest";
import { vectorOf } from "../../test/meanings.js";
import { aiSdkEmbedder } from "./ai-sdk-embedder.js";
import { endpointEmbedder } from "./endpoint-embedder.js";

interface Asked {
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: { readonly input: readonly string[]; readonly model: string };
}

/** A server that speaks `POST /embeddings`. */
async function startServer({ status = 200, isReversed = false } = {}) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Asked["body"];
    asked.push({ url: request.url, headers: request.headers, body });
    const data = body.input.map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) }));
    if (isReversed) data.reverse();
    const answer =
      status === 200 ? { object: "list", data, usage: { prompt_tokens: 1 } } : { error: "key-123 is wrong" };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

const TEXTS = ["late", "parcel", "broken", "money", "late parcel"];

describe("endpointEmbedder", () => {
  it("asks in batches and gives vectors in the order of the texts", async () => {
    const { url, asked } = await startServer({ isReversed: true });
    const options = { url: `${url}/`, model: "small", apiKey: "key-123", dimensions: 4, maxTexts: 2 };
    const embedder = endpointEmbedder({ ...options, headers: { "x-team": "a" } });
    expect(await embedder.embed(TEXTS)).toEqual(TEXTS.map(vectorOf));
    expect(asked.map(({ body }) => body.input)).toEqual([TEXTS.slice(0, 2), TEXTS.slice(2, 4), TEXTS.slice(4)]);
    expect(asked[0]).toMatchObject({
      url: "/v1/embeddings",
      headers: { authorization: "Bearer key-123", "x-team": "a" },
      body: { model: "small", encoding_format: "float", dimensions: 4 },
    });
    expect(embedder.name).toBe("small");
    await endpointEmbedder({ url, model: "small" }).embed(["late"]);
    expect(asked.at(-1)?.headers.authorization).toBeUndefined();
  });

  it("says what went wrong, and nothing of the key", async () => {
    const { url } = await startServer({ status: 401 });
    await expect(endpointEmbedder({ url, model: "m", apiKey: "key-123" }).embed(TEXTS)).rejects.toThrow(
      /^http:\S+\/v1\/embeddings answered with 401\.$/,
    );
    const answering = (answer: unknown) => async () => Response.json(answer);
    const broken = (answer: unknown) =>
      endpointEmbedder({ url, model: "m", fetch: answering(answer) }).embed(["a", "b"]);
    await expect(broken({ data: [{ index: 0, embedding: [1] }] })).rejects.toThrow("2 texts were given and 1 vectors");
    await expect(broken({ data: [{ index: 0 }] })).rejects.toThrow("no list of vectors");
    await expect(broken("odd")).rejects.toThrow("2 texts were given and 0 vectors");
  });

  it("does not wait for ever", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => void silent.close().closeAllConnections());
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(endpointEmbedder({ url, model: "m", timeoutMs: 50 }).embed(["a"])).rejects.toThrow(/timeout/i);
  });

  it("refuses addresses that are none, and batches of nothing", () => {
    expect(() => endpointEmbedder({ url: "localhost", model: "m" })).toThrow("write a whole address");
    expect(() => endpointEmbedder({ url: "http://a", model: "m", maxTexts: 0 })).toThrow("maxTexts is 0");
  });
});

describe("aiSdkEmbedder", () => {
  it.each([
    ["ai 5", createOpenAI5],
    ["ai 6", createOpenAI6],
    ["ai 7", createOpenAI],
  ])("embeds with a model of %s", async (_version, create) => {
    const { url, asked } = await startServer();
    const openai = create({ baseURL: url, apiKey: "none" });
    const embedder = aiSdkEmbedder(openai.textEmbeddingModel("text-embedding-3-small"));
    expect(embedder.name).toBe("openai.embedding/text-embedding-3-small");
    expect(await embedder.embed(["late", "parcel"])).toEqual([vectorOf("late"), vectorOf("parcel")]);
    expect(asked[0]?.body).toMatchObject({ input: ["late", "parcel"], model: "text-embedding-3-small" });
  });

  it("keeps to the most that the model takes at once, and to the time", async () => {
    const calls: string[][] = [];
    const model = {
      ...{ provider: "p", modelId: "m", maxEmbeddingsPerCall: Promise.resolve(2) },
      async doEmbed({ values, abortSignal }: { values: string[]; abortSignal?: AbortSignal }) {
        calls.push(values);
        if (values.includes("slow")) await new Promise((_, reject) => abortSignal?.addEventListener("abort", reject));
        return { embeddings: values.map(vectorOf) };
      },
    };
    expect(await aiSdkEmbedder(model).embed(TEXTS)).toHaveLength(5);
    expect(calls.map(({ length }) => length)).toEqual([2, 2, 1]);
    await expect(aiSdkEmbedder(model, { timeoutMs: 20 }).embed(["slow"])).rejects.toBeDefined();
  });

  it("refuses anything but a model", () => {
    expect(() => aiSdkEmbedder("openai/text-embedding-3-small" as never)).toThrow("takes an embedding model");
  });
});
