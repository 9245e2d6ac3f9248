import {
  asArray,
  askForCount,
  asObject,
  asString,
  CountError,
  countErrorOf,
  type FetchLike,
  type JsonObject,
  type OfficialCounter,
  type TokenCount,
} from "@headroom/core";
import { readConversation } from "../read.js";
import { piecesOf } from "./pieces.js";

/** What is needed of a `CohereClient` of `cohere-ai`. The `CohereClientV2` of version 8.1.0 fails to tokenize. */
export interface CohereCountClient {
  /** Divides a text into tokens. */
  tokenize(
    request: { readonly model: string; readonly text: string },
    options: { readonly abortSignal?: AbortSignal; readonly maxRetries: number },
  ): PromiseLike<{ readonly tokens: readonly number[] }>;
}

/** Where to ask over HTTP, without a client. */
export interface CohereCountAddress {
  readonly apiKey: string;
  /** @default "https://api.cohere.com" */
  readonly baseUrl?: string;
  /** @default the global `fetch` */
  readonly fetch?: FetchLike;
}

const NAME = "Cohere";
/** Longest text that one request tokenizes, in characters. Source: the reference of the endpoint; 2026-11-26. */
const LONGEST_TEXT = 65_536;
/** A larger request is not counted: it would take more requests than a count is worth. */
const MOST_PIECES = 16;

/**
 * Has Cohere tokenize the texts of chat requests, through a client or over HTTP. The endpoint takes text and not requests,
 * so what the provider adds around messages is not counted: the count is a lower bound. A body of `model` and `text` alone
 * is counted exactly.
 *
 * @example
 * const counter = createCohereCounter({ client: new CohereClient({ token }) });
 * (await counter.count({ model: "command-a-03-2025", text: "Hello" }))?.tokens;
 */
export function createCohereCounter(
  means: { readonly client: CohereCountClient } | CohereCountAddress,
): OfficialCounter {
  const tokenize = "client" in means ? throughClient(means.client) : overHttp(means);
  return {
    name: "cohere",
    async count(body, signal) {
      const model = asString(body.model) ?? "";
      const text = asString(body.text) ?? textOf(body);
      const pieces = text === undefined ? [] : piecesOf(text, LONGEST_TEXT);
      if (text === undefined || pieces.length > MOST_PIECES) return undefined;
      let tokens = 0;
      for (const piece of pieces) tokens += await tokenize(model, piece, signal);
      return countOf(tokens, typeof body.text === "string" && pieces.length <= 1);
    },
  };
}

function countOf(tokens: number, exact: boolean): TokenCount {
  return exact
    ? { tokens, exact, method: "official" }
    : { tokens, exact, lower: Math.floor(tokens * 0.99), method: "official" };
}

/** All that the model reads of a request, as one text. */
function textOf(body: JsonObject): string | undefined {
  const conversation = readConversation(body, (_path, value) => JSON.stringify(value));
  return conversation?.parts
    .flatMap(({ kind, toolName, text }) => [kind === "tool-call" ? toolName : undefined, text])
    .filter((text) => text !== undefined && text !== "")
    .join("\n");
}

type Tokenize = (model: string, text: string, signal: AbortSignal | undefined) => Promise<number>;

function throughClient(client: CohereCountClient): Tokenize {
  return async (model, text, signal) => {
    try {
      const { tokens } = await client.tokenize(
        { model, text },
        { maxRetries: 0, ...(signal && { abortSignal: signal }) },
      );
      return tokens.length;
    } catch (error) {
      if (error instanceof TypeError && error.message.includes("__tokenize")) {
        throw new CountError(
          "CohereClientV2 of this version of cohere-ai cannot tokenize. Give a CohereClient instead.",
          {
            cause: error,
          },
        );
      }
      throw countErrorOf(NAME, error);
    }
  };
}

function overHttp({
  apiKey,
  baseUrl = "https://api.cohere.com",
  fetch = globalThis.fetch,
}: CohereCountAddress): Tokenize {
  const headers = { authorization: `Bearer ${apiKey}` };
  return async (model, text, signal) => {
    const question = { provider: NAME, fetch, url: `${baseUrl}/v1/tokenize`, headers, body: { model, text }, signal };
    const tokens = asArray(asObject(await askForCount(question))?.tokens);
    if (tokens === undefined) throw new CountError("Cohere answered a count without tokens.");
    return tokens.length;
  };
}
