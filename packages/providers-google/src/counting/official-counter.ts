import {
  asArray,
  asCount,
  askForCount,
  asObject,
  asString,
  CountError,
  countErrorOf,
  type FetchLike,
  type JsonObject,
  type JsonValue,
  type OfficialCounter,
} from "@headroom/core";
import { memberOf } from "../member.js";

/** What is needed of a client of `@google/genai`. */
export interface GoogleCountClient {
  readonly vertexai?: boolean;
  readonly models: {
    /** Counts the input tokens of a request. */
    countTokens(request: never): PromiseLike<{ readonly totalTokens?: number }>;
  };
}

/** Where to ask over HTTP, without a client. */
export interface GoogleCountAddress {
  readonly apiKey: string;
  /** @default "https://generativelanguage.googleapis.com" */
  readonly baseUrl?: string;
  /** @default the global `fetch` */
  readonly fetch?: FetchLike;
}

/** How requests for counts are written. */
export interface GoogleCounterOptions {
  /** The model of bodies that name none, since addresses name it. */
  readonly model?: string;
}

const NAME = "Google";

/**
 * Has Google count the tokens of generateContent requests, system instruction and tools included, through a client or over
 * HTTP.
 *
 * @throws CountError from `count` when neither the body nor the options name a model.
 * @example
 * const counter = createGoogleCounter({ client: new GoogleGenAI({}), model: "gemini-3.5-flash" });
 * (await counter.count({ contents: [{ role: "user", parts: [{ text: "Hello" }] }] }))?.tokens;
 */
export function createGoogleCounter(
  means: ({ readonly client: GoogleCountClient } | GoogleCountAddress) & GoogleCounterOptions,
): OfficialCounter {
  const ask = "client" in means ? throughClient(means.client) : overHttp(means);
  return {
    name: "google",
    async count(body, signal) {
      const { model: named, ...request } = body;
      const model = (asString(named) ?? means.model ?? "").replace(/^models\//, "");
      if (model === "") throw new CountError("Google counts for a model: give `model` with the body or the counter.");
      const tokens = await ask(model, request, signal);
      if (tokens === undefined) throw new CountError("Google answered a count without totalTokens.");
      return { tokens, exact: true, method: "official" };
    },
  };
}

type Ask = (model: string, request: JsonObject, signal: AbortSignal | undefined) => Promise<number | undefined>;

function throughClient(client: GoogleCountClient): Ask {
  return async (model, request, signal) => {
    try {
      const answer = await client.models.countTokens(questionOf(client, model, request, signal) as never);
      return asCount(answer.totalTokens);
    } catch (error) {
      throw withDelay(countErrorOf(NAME, error));
    }
  };
}

/**
 * The client refuses system instructions and tools outside Vertex AI although the service takes them, as a whole request in
 * place of contents; so the body is put into that form behind the client's back.
 */
function questionOf(client: GoogleCountClient, model: string, request: JsonObject, signal: AbortSignal | undefined) {
  const { contents } = request;
  const abort = signal === undefined ? {} : { abortSignal: signal };
  if (client.vertexai === true) {
    const systemInstruction = memberOf(request, "systemInstruction")?.value;
    const tools = memberOf(request, "tools")?.value;
    return {
      model,
      contents,
      config: { ...abort, ...(systemInstruction && { systemInstruction }), ...(tools && { tools }) },
    };
  }
  const extraBody = { contents: undefined, generateContentRequest: { model: `models/${model}`, ...request } };
  return { model, contents, config: { ...abort, httpOptions: { extraBody } } };
}

function overHttp({
  apiKey,
  baseUrl = "https://generativelanguage.googleapis.com",
  fetch = globalThis.fetch,
}: GoogleCountAddress): Ask {
  const headers = { "x-goog-api-key": apiKey };
  return async (model, request, signal) => {
    const url = `${baseUrl}/v1beta/models/${model}:countTokens`;
    const body = { generateContentRequest: { model: `models/${model}`, ...request } };
    const answer = await askForCount({ provider: NAME, fetch, url, headers, body, signal, retryAfterIn: delayIn });
    return asCount(asObject(answer)?.totalTokens);
  };
}

/** The service says when to ask again in the body, which the client keeps as the message of its error. */
function withDelay(error: CountError): CountError {
  const message: unknown = error.cause instanceof Error ? error.cause.message : undefined;
  if (error.retryAfter !== undefined || error.status === undefined || typeof message !== "string") return error;
  const retryAfter = delayIn(parseJson(message));
  return retryAfter === undefined
    ? error
    : new CountError(error.message, { status: error.status, retryAfter, cause: error.cause });
}

/** The seconds of a `RetryInfo`, which stands among the details of an error as `"17s"`. */
function delayIn(answer: JsonValue): string | undefined {
  const details = asArray(asObject(asObject(answer)?.error)?.details) ?? [];
  const delays = details.map((detail) => /^(\d+(?:\.\d+)?)s$/.exec(asString(asObject(detail)?.retryDelay) ?? "")?.[1]);
  return delays.find((delay) => delay !== undefined);
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
