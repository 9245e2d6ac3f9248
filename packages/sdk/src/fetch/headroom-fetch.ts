import { invalidOption } from "@headroom/core";
import { createRewriter, type Rewriter } from "../optimize/rewriter.js";
import type { HeadroomOptions } from "../options/headroom-options.js";
import { isSealed } from "./is-sealed.js";
import { type RequestBody, readRequestBody } from "./request-body.js";
import { sendWithRetrieval } from "./send-with-retrieval.js";

/** The type of the global `fetch`. */
export type Fetch = typeof globalThis.fetch;

/**
 * A fetch that sends smaller requests to LLM providers, for every SDK that takes one.
 *
 * It looks at POST requests whose path a route names and at nothing else. Their bytes go to the optimizer; what is not
 * edited arrives as it was written. The same request gives the same bytes, so retries do too. A body that is a string,
 * bytes, a Blob, a stream or a Request is read; one that is compressed, signed or form data is passed on. Whatever fails,
 * the request is sent as it came. Answers are not touched, unless
 * `autoRetrieve` follows them.
 *
 * @param base What sends the requests. By default the global fetch.
 * @throws HeadroomError `invalid-option`, naming the option and what is allowed.
 * @example
 * const client = new OpenAI({ fetch: headroomFetch(fetch, { profile: "lossless" }) });
 */
export function headroomFetch(base?: Fetch, options: HeadroomOptions = {}): Fetch {
  if (base !== undefined && typeof base !== "function") {
    throw invalidOption("headroomFetch(fetch, options) takes a fetch first; pass undefined for the global one.");
  }
  return fetchWith(createRewriter(options, "headroomFetch"), base);
}

/** {@link headroomFetch} with a rewriter that others may share. */
export function fetchWith(rewriter: Rewriter, base?: Fetch): Fetch {
  // Looked up at each call, as it may be replaced.
  const send: Fetch = base ?? ((input, init) => globalThis.fetch(input, init));
  return async (input, init) => {
    const request = isRequest(input) ? input : undefined;
    const url = postedTo(input, init, request);
    const match = url && rewriter.match(url);
    if (url === undefined || match === undefined) return send(input, init);
    const headers = new Headers(init?.headers ?? request?.headers);
    if (isSealed(headers)) return send(input, init);
    const body = await readRequestBody(request, init);
    if (body === undefined) return send(input, init);
    const destination = rewriter.destination(match, url, headers);
    return sendWithRetrieval(destination, body.bytes, rewriter, (bytes, goesOn) => {
      if (bytes === body.bytes && !body.usedUp) return send(input, init);
      return sendOther(send, input, init, headersFor(bytes, headers, goesOn), body, bytes);
    });
  };
}

/** The address of a POST request. */
function postedTo(input: unknown, init: RequestInit | undefined, request: Request | undefined): URL | undefined {
  const method = init?.method ?? request?.method ?? "GET";
  if (method.toUpperCase() !== "POST") return undefined;
  const address = request?.url ?? String(input);
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** Also of a Request that another implementation of fetch made. */
function isRequest(input: unknown): input is Request {
  return typeof input === "object" && input !== null && "clone" in input && "url" in input;
}

/** The headers of a request with other bytes, where they must change. */
function headersFor(bytes: Uint8Array, headers: Headers, goesOn: boolean): Headers | undefined {
  const changed = new Headers(headers);
  // The key names the request before it.
  if (goesOn) changed.delete("idempotency-key");
  if (headers.has("content-length")) changed.set("content-length", String(bytes.length));
  return goesOn || headers.has("content-length") ? changed : undefined;
}

/**
 * Requests that answers still need. A request hears of an abort through the signal of the one that it was made of, and the
 * runtime holds both weakly: were one collected, the abort would be lost.
 */
const needed = new WeakMap<object, readonly Request[]>();

async function sendOther(
  send: Fetch,
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
  headers: Headers | undefined,
  body: RequestBody,
  bytes: Uint8Array,
): Promise<Response> {
  const changed: RequestInit = { ...init, body: body.pack(bytes), ...(headers && { headers }) };
  if (!isRequest(input)) return send(input, changed);
  // Some senders look at a request alone, and some at the signal beside it.
  const request = new Request(input, changed);
  const response = await send(request, init?.signal ? { signal: init.signal } : undefined);
  for (const part of [response, response.body]) if (part) needed.set(part, [input, request]);
  return response;
}
