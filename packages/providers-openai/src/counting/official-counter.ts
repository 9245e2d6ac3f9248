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

/** What is needed of a client of the package `openai`. */
export interface OpenaiCountClient {
  readonly responses: {
    readonly inputTokens: {
      /** Counts the input tokens of a request. */
      count(
        body: never,
        options: { readonly signal?: AbortSignal; readonly maxRetries: number },
      ): PromiseLike<{ readonly input_tokens: number }>;
    };
  };
}

/** Where to ask over HTTP, without a client. */
export interface OpenaiCountAddress {
  readonly apiKey: string;
  /** Without `/v1`. @default "https://api.openai.com" */
  readonly baseUrl?: string;
  /** More headers, such as `openai-project`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default the global `fetch` */
  readonly fetch?: FetchLike;
}

const NAME = "OpenAI";
/** Members that only concern the answer. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set([
  "background",
  "include",
  "max_output_tokens",
  "max_tool_calls",
  "metadata",
  "prompt_cache_key",
  "prompt_cache_options",
  "prompt_cache_retention",
  "safety_identifier",
  "service_tier",
  "store",
  "stream",
  "stream_options",
  "temperature",
  "top_logprobs",
  "top_p",
  "user",
]);

/**
 * Has OpenAI count the tokens of responses requests, through a client or over HTTP. There is no endpoint for chat
 * completions: those are not counted, and `count` gives `undefined`.
 *
 * @example
 * const counter = createOpenaiCounter({ client: new OpenAI() });
 * (await counter.count({ model: "gpt-5.5", input: "Hello" }))?.tokens;
 */
export function createOpenaiCounter(
  means: { readonly client: OpenaiCountClient } | OpenaiCountAddress,
): OfficialCounter {
  const ask = "client" in means ? throughClient(means.client) : overHttp(means);
  return {
    name: "openai",
    async count(body, signal) {
      if (body.messages !== undefined) return undefined;
      const answer = await ask(withoutMembers(body, ABOUT_THE_ANSWER), signal);
      const tokens = asCount(asObject(answer)?.input_tokens);
      if (tokens === undefined) throw new CountError("OpenAI answered a count without input_tokens.");
      return { tokens, exact: true, method: "official" };
    },
  };
}

type Ask = (body: JsonObject, signal: AbortSignal | undefined) => Promise<JsonValue>;

function throughClient(client: OpenaiCountClient): Ask {
  return async (body, signal) => {
    try {
      const { input_tokens } = await client.responses.inputTokens.count(body as never, {
        maxRetries: 0,
        ...(signal && { signal }),
      });
      return { input_tokens };
    } catch (error) {
      throw countErrorOf(NAME, error);
    }
  };
}

function overHttp(address: OpenaiCountAddress): Ask {
  const { apiKey, baseUrl = "https://api.openai.com", fetch = globalThis.fetch } = address;
  const headers = { authorization: `Bearer ${apiKey}`, ...address.headers };
  const url = `${baseUrl}/v1/responses/input_tokens`;
  return (body, signal) => askForCount({ provider: NAME, fetch, url, headers, body, signal });
}
