const MARKER = Symbol.for("headroom.count-error");

/** What is known about why a provider did not count. */
export interface CountFailure {
  /** Status of its answer; absent where there was none. */
  readonly status?: number;
  /** When to ask again, as the provider said it: seconds, or a date of HTTP. */
  readonly retryAfter?: string;
  readonly cause?: unknown;
}

/** A provider was asked for a count and did not give one. Carries nothing of the request. */
export class CountError extends Error {
  override readonly name = "CountError";
  readonly [MARKER] = true;
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;

  constructor(message: string, { status, retryAfter, cause }: CountFailure = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether an error is one of these, also one of another copy of this package. */
  static isInstance(error: unknown): error is CountError {
    return error instanceof Error && MARKER in error;
  }
}

/** Of an error that a provider's client threw. Clients name the status and keep the headers in one of these ways. */
interface ClientError {
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly rawResponse?: { readonly headers?: unknown };
}

/**
 * The error of a provider's own client as a CountError. The client's message is not repeated, because it may quote the
 * request; it is the cause.
 *
 * @example
 * client.messages.countTokens(body).catch((error) => { throw countErrorOf("Anthropic", error); });
 */
export function countErrorOf(provider: string, error: unknown): CountError {
  if (CountError.isInstance(error)) return error;
  const { status, statusCode, headers, rawResponse } = Object(error) as ClientError;
  const code = [status, statusCode].find((value): value is number => typeof value === "number");
  const retryAfter = retryAfterOf(headers ?? rawResponse?.headers);
  return new CountError(
    code === undefined
      ? `${provider} could not be asked for a count: ${nameOf(error)}.`
      : `${provider} refused to count with status ${code}.`,
    { ...(code !== undefined && { status: code }), ...(retryAfter !== undefined && { retryAfter }), cause: error },
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/**
 * When to ask again, from the headers of an answer: in seconds where the provider says it in milliseconds.
 *
 * @example
 * retryAfterOf(new Headers({ "retry-after": "20" })); // "20"
 */
export function retryAfterOf(headers: unknown): string | undefined {
  const { get } = Object(headers) as { readonly get?: unknown };
  if (typeof get !== "function") return undefined;
  const value = (name: string): string | undefined => get.call(headers, name) ?? undefined;
  const milliseconds = Number(value("retry-after-ms") ?? Number.NaN);
  return Number.isFinite(milliseconds) ? String(milliseconds / 1000) : value("retry-after");
}
