import {
  asCount,
  askForCount,
  asObject,
  CountError,
  countErrorOf,
  type FetchLike,
  type JsonObject,
  type JsonValue,
  type OfficialCounter,
} from "@headroom/core";

/** What is needed of a client of the package `openai` that talks to the gateway. */
export interface LitellmCountClient {
  readonly baseURL: string;
  /** Sends a request to the gateway. */
  post(
    path: string,
    options: { readonly body: unknown; readonly signal?: AbortSignal; readonly maxRetries: number },
  ): PromiseLike<unknown>;
}

/** Where to ask over HTTP, without a client. */
export interface LitellmCountAddress {
  readonly apiKey: string;
  /** Without `/v1`. */
  readonly baseUrl: string;
  /** @default the global `fetch` */
  readonly fetch?: FetchLike;
}

const NAME = "LiteLLM";
/** The gateway asks the provider behind it where it can, and counts itself where it cannot. */
const PATH = "/utils/token_counter?call_endpoint=true";

/**
 * Has a LiteLLM gateway count the tokens of chat requests, through a client of `openai` or over HTTP. What its number is
 * worth depends on the model behind it, so it is never taken for exact.
 *
 * @example
 * const counter = createLitellmCounter({ baseUrl: "http://localhost:4000", apiKey });
 * (await counter.count({ model: "claude-sonnet-5", messages }))?.tokens;
 */
export function createLitellmCounter(
  means: { readonly client: LitellmCountClient } | LitellmCountAddress,
): OfficialCounter {
  const ask = "client" in means ? throughClient(means.client) : overHttp(means);
  return {
    name: "litellm",
    async count({ model, messages, tools }, signal) {
      if (model === undefined || messages === undefined) return undefined;
      const answer = asObject(await ask({ model, messages, ...(tools !== undefined && { tools }) }, signal));
      const tokens = asCount(answer?.total_tokens);
      if (tokens === undefined || answer?.error === true) {
        throw new CountError("LiteLLM answered a count without total_tokens, or with an error.");
      }
      return { tokens, exact: false, method: "official" };
    },
  };
}

type Ask = (body: JsonObject, signal: AbortSignal | undefined) => Promise<JsonValue>;

function throughClient(client: LitellmCountClient): Ask {
  const url = client.baseURL.replace(/\/(?:v1\/?)?$/, "") + PATH;
  return async (body, signal) => {
    try {
      return (await client.post(url, { body, maxRetries: 0, ...(signal && { signal }) })) as JsonValue;
    } catch (error) {
      throw countErrorOf(NAME, error);
    }
  };
}

function overHttp({ apiKey, baseUrl, fetch = globalThis.fetch }: LitellmCountAddress): Ask {
  const headers = { authorization: `Bearer ${apiKey}` };
  return (body, signal) => askForCount({ provider: NAME, fetch, url: baseUrl + PATH, headers, body, signal });
}
