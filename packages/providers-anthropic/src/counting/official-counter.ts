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
  withoutMembers,
} from "@headroom/core";

/** What is needed of a client of `@anthropic-ai/sdk`. */
export interface AnthropicCountClient {
  readonly messages: {
    /** Counts the input tokens of a request. */
    countTokens(
      body: never,
      options: { readonly signal?: AbortSignal; readonly maxRetries: number },
    ): PromiseLike<{ readonly input_tokens: number }>;
  };
}

/** Where to ask over HTTP, without a client. */
export interface AnthropicCountAddress {
  readonly apiKey: string;
  /** @default "https://api.anthropic.com" */
  readonly baseUrl?: string;
  /** More headers, such as `anthropic-beta`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default the global `fetch` */
  readonly fetch?: FetchLike;
}

const NAME = "Anthropic";
/** Members that only concern the answer; the provider refuses to count with them. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set([
  "container",
  "inference_geo",
  "max_tokens",
  "metadata",
  "service_tier",
  "stop_sequences",
  "stream",
  "temperature",
  "top_k",
  "top_p",
]);

/**
 * Has Anthropic count the tokens of messages requests, through a client or over HTTP. The provider calls its counts
 * estimates that may differ a little from what is billed, so they are not exact.
 *
 * @example
 * const counter = createAnthropicCounter({ client: new Anthropic() });
 * (await counter.count(body))?.tokens;
 */
export function createAnthropicCounter(
  means: { readonly client: AnthropicCountClient } | AnthropicCountAddress,
): OfficialCounter {
  const ask = "client" in means ? throughClient(means.client) : overHttp(means);
  return {
    name: "anthropic",
    async count(body, signal) {
      const answer = await ask(withoutMembers(body, ABOUT_THE_ANSWER), signal);
      const tokens = asCount(asObject(answer)?.input_tokens);
      if (tokens === undefined) throw new CountError("Anthropic answered a count without input_tokens.");
      return { tokens, exact: false, method: "official" };
    },
  };
}

type Ask = (body: JsonObject, signal: AbortSignal | undefined) => Promise<JsonValue>;

function throughClient(client: AnthropicCountClient): Ask {
  return async (body, signal) => {
    try {
      const { input_tokens } = await client.messages.countTokens(body as never, {
        maxRetries: 0,
        ...(signal && { signal }),
      });
      return { input_tokens };
    } catch (error) {
      throw countErrorOf(NAME, error);
    }
  };
}

function overHttp(address: AnthropicCountAddress): Ask {
  const { apiKey, baseUrl = "https://api.anthropic.com", fetch = globalThis.fetch } = address;
  const headers = { "x-api-key": apiKey, "anthropic-version": "2023-06-01", ...address.headers };
  const url = `${baseUrl}/v1/messages/count_tokens`;
  return (body, signal) => askForCount({ provider: NAME, fetch, url, headers, body, signal });
}
