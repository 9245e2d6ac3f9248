import { asArray, asObject, HeadroomError, type JsonValue } from "@headroom/core";
import type { Embedder } from "../embedder.js";
import { inBatches } from "./in-batches.js";

/** Where embeddings are asked for, and with which model. */
export interface EndpointEmbedderOptions {
  /** Address below which `/embeddings` is served, such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token. @default none */
  readonly apiKey?: string;
  /** Further headers. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Length of the vectors, where the model lets one choose. @default the model's */
  readonly dimensions?: number;
  /** Most texts of one request. @default 256 */
  readonly maxTexts?: number;
  /** How long one request may take, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
  /** @default the runtime's */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Embeds with any server that speaks OpenAI's `POST /embeddings`: OpenAI itself, gateways, Ollama, vLLM, LM Studio.
 *
 * @throws HeadroomError `invalid-option` for an address that is none, or a number below 1.
 * @example
 * const embedder = endpointEmbedder({ url: "http://localhost:11434/v1", model: "nomic-embed-text" });
 */
export function endpointEmbedder(options: EndpointEmbedderOptions): Embedder {
  const { url, model, apiKey, dimensions, maxTexts = 256, timeoutMs = 10_000, fetch = globalThis.fetch } = options;
  if (!URL.canParse(url))
    throw new HeadroomError("invalid-option", `url is ${JSON.stringify(url)}; write a whole address.`);
  if (!(maxTexts >= 1)) throw new HeadroomError("invalid-option", `maxTexts is ${maxTexts}; it must be at least 1.`);
  const address = `${url.replace(/\/+$/, "")}/embeddings`;
  const headers = {
    "content-type": "application/json",
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
    ...options.headers,
  };
  const size = dimensions === undefined ? {} : { dimensions };
  return {
    name: model,
    embed: (texts) =>
      inBatches(texts, maxTexts, async (input) => {
        const body = JSON.stringify({ model, input, encoding_format: "float", ...size });
        const signal = AbortSignal.timeout(timeoutMs);
        const answer = await fetch(address, { method: "POST", headers, body, signal });
        // What a server says besides may hold the key or the texts.
        if (!answer.ok) throw new Error(`${address} answered with ${answer.status}.`);
        return vectorsOf((await answer.json()) as JsonValue, address);
      }),
  };
}

/** The vectors in the order of the texts, whatever the order of the answer. */
function vectorsOf(answer: JsonValue, address: string): readonly number[][] {
  const vectors: number[][] = [];
  for (const [place, item] of (asArray(asObject(answer)?.data) ?? []).entries()) {
    const { index = place, embedding } = asObject(item) ?? {};
    if (typeof index !== "number" || !Array.isArray(embedding))
      throw new Error(`${address} gave what is no list of vectors.`);
    vectors[index] = embedding as number[];
  }
  return vectors;
}
