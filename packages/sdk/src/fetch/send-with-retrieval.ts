import { answerRetrieveCalls, isRetrieveTool, offerRetrieveTool } from "@headroom/core";
import type { Destination, Rewriter } from "../optimize/rewriter.js";
import { createAnswerIds } from "./answer-ids.js";
import { followedStream } from "./followed-stream.js";

/** Sends bytes in the place of the request's own. `goesOn` says that they are not the request but go on from it. */
export type Post = (bytes: Uint8Array, goesOn: boolean) => Promise<Response>;

/** The retriever refuses before, when it has given enough; a model that goes on all the same is the application's. */
const MOST_ROUNDS = 30;

/**
 * Sends a request with the tool to fetch what was left out, and goes on with what the model fetches, until it answers
 * without. Every request begins with the bytes of the one before, so that the provider's cache holds.
 *
 * Without a retriever, or where the request cannot be given the tool, it is sent once. Whatever fails in between, the
 * application gets the answer that there is.
 */
export async function sendWithRetrieval(
  destination: Destination,
  body: Uint8Array,
  rewriter: Rewriter,
  post: Post,
): Promise<Response> {
  const ids = createAnswerIds(rewriter);
  const known = await ids.replace(body, destination.match.route.dialect);
  const offered = offer(destination, known, rewriter);
  const send: Send = async (asked, goesOn) => {
    const { bytes, watch } = await rewriter.rewrite(destination, asked, goesOn ? undefined : body);
    try {
      const response = await post(bytes, goesOn);
      return watch?.answered(response) ?? response;
    } catch (error) {
      watch?.failed(error);
      throw error;
    }
  };
  const response = await send(offered ?? known, false);
  if (offered === undefined) return response;
  if (isStream(response)) return followStream(destination, offered, response, rewriter, send);
  return followAnswers(destination, offered, response, rewriter, send);
}

type Send = (asked: Uint8Array, goesOn: boolean) => Promise<Response>;

/** Goes on from whole answers. */
async function followAnswers(
  destination: Destination,
  offered: Uint8Array,
  first: Response,
  rewriter: Rewriter,
  send: Send,
): Promise<Response> {
  let asked = offered;
  let response = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = await follow(destination, asked, response, rewriter);
    if (!(next instanceof Uint8Array)) return next;
    asked = next;
    response = await send(asked, true);
  }
  return response;
}

/** Goes on from streamed answers, which the application reads as one. */
function followStream(
  { match }: Destination,
  offered: Uint8Array,
  first: Response,
  rewriter: Rewriter,
  send: Send,
): Response {
  const { retriever } = rewriter;
  const { dialect } = match.route;
  const follower = dialect.tools?.follow?.(isRetrieveTool, JSON.parse(new TextDecoder().decode(offered)));
  if (follower === undefined || retriever === undefined) return first;
  const ids = createAnswerIds(rewriter);
  let asked = offered;
  let rounds = 0;
  const remember = () => ids.remember(follower.renamed?.());
  const stream = followedStream(first, follower, remember, async (answer) => {
    if (++rounds > MOST_ROUNDS) throw new Error(`The model fetched ${MOST_ROUNDS} times in a row and did not answer.`);
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    const answered = await answerRetrieveCalls(asked, bytes, dialect, retriever);
    if (answered.type === "done") return undefined;
    asked = answered.body;
    return send(asked, true);
  });
  const { status, statusText, headers, url } = first;
  const response = new Response(stream, { status, statusText, headers });
  return Object.defineProperty(response, "url", { value: url });
}

function offer(
  { match, url, conservative }: Destination,
  body: Uint8Array,
  { retriever, fail }: Rewriter,
): Uint8Array | undefined {
  if (retriever === undefined || conservative) return undefined;
  // Without the parameter, such an address streams one list, and only events are followed.
  if (match.streams && url.searchParams.get("alt") !== "sse") return undefined;
  try {
    return offerRetrieveTool(body, match.route.dialect);
  } catch (error) {
    fail(error);
    return undefined;
  }
}

/** The request to go on with, or the answer for the application. */
async function follow(
  { match }: Destination,
  asked: Uint8Array,
  response: Response,
  { retriever, fail }: Rewriter,
): Promise<Response | Uint8Array> {
  if (retriever === undefined || !response.ok || !isJson(response)) return response;
  // What breaks off while it is read here breaks off for the application, too.
  const copy = response.clone();
  try {
    const bytes = new Uint8Array(await copy.arrayBuffer());
    const answered = await answerRetrieveCalls(asked, bytes, match.route.dialect, retriever);
    if (answered.type === "continue") return answered.body;
    return answered.answer === bytes ? response : withBody(response, answered.answer);
  } catch (error) {
    fail(error);
    return response;
  }
}

function isStream({ ok, body, headers }: Response): boolean {
  return ok && body !== null && headers.get("content-type")?.includes("event-stream") === true;
}

function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.includes("json") === true;
}

function withBody({ status, statusText, headers, url }: Response, body: Uint8Array): Response {
  const others = new Headers(headers);
  for (const name of ["content-length", "content-encoding"]) others.delete(name);
  const response = new Response(body as Uint8Array<ArrayBuffer>, { status, statusText, headers: others });
  return Object.defineProperty(response, "url", { value: url });
}
