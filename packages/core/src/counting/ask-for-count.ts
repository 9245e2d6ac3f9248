import type { JsonValue } from "../json/path.js";
import { CountError, countErrorOf, retryAfterOf } from "./count-error.js";

/** What is needed of `fetch`. */
export type FetchLike = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly signal?: AbortSignal;
    readonly redirect: "error";
  },
) => Promise<{
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** A request to an official counter, and how its answer is read. */
export interface CountQuestion {
  /** The provider, for messages. */
  readonly provider: string;
  readonly fetch: FetchLike;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
  readonly signal?: AbortSignal | undefined;
  /** When to ask again, where the provider says it in the body of a refusal. */
  readonly retryAfterIn?: (body: JsonValue) => string | undefined;
}

/**
 * Asks a provider for a count over HTTP and gives its JSON answer. Redirects are not followed: the key is for this address.
 *
 * @throws CountError when there is no answer, a refusal, or one that is not JSON.
 */
export async function askForCount(question: CountQuestion): Promise<JsonValue> {
  const { provider, fetch, url, body, signal } = question;
  const headers = { "content-type": "application/json", accept: "application/json", ...question.headers };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      redirect: "error",
      ...(signal && { signal }),
    });
    const answer = parseJson(await response.text());
    if (response.ok && answer !== undefined) return answer;
    throw refusal(question, response, answer);
  } catch (error) {
    throw countErrorOf(provider, error);
  }
}

function refusal(
  { provider, retryAfterIn }: CountQuestion,
  { ok, status, headers }: Awaited<ReturnType<FetchLike>>,
  answer: JsonValue | undefined,
): CountError {
  if (ok) return new CountError(`${provider} answered a count with something that is not JSON.`, { status });
  const retryAfter = retryAfterOf(headers) ?? (answer === undefined ? undefined : retryAfterIn?.(answer));
  return new CountError(`${provider} refused to count with status ${status}.`, {
    status,
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
