import { isContextOverflow, type Optimizer, type Provider, type RouteMatch } from "@headroom/core";
import { ClientGoneError, type Exchange, type RequestBody } from "../exchange/exchange.js";
import { WatchedExchange } from "../exchange/watched-exchange.js";
import type { FailureListener } from "../failure-listener.js";
import { headerValue } from "../headers/header-lines.js";
import { type RelayWarning, reportHeaders } from "../headers/report-headers.js";
import { requestHeaders } from "../headers/request-headers.js";
import type { Journal } from "../journal/journal.js";
import type { RequestDraft } from "../journal/request-draft.js";
import { answerProblem, type Problem } from "../problem.js";
import type { RequestMode } from "../requested-mode.js";
import type { Upstream } from "../upstream/upstream.js";
import { optimizeBody } from "./optimize-body.js";
import type { Outbound, SendOn } from "./outbound.js";
import { type RequestFacts, readFacts } from "./request-facts.js";

/** Bodies up to this length are taken whole; longer ones that nobody edits are passed on as they arrive. */
const TAKEN_WHOLE = 1024 * 1024;

const RELAY_FAILED: Problem = {
  status: 500,
  code: "relay_failed",
  message: "The proxy failed before it could send the request on. Try again.",
  source: "headroom",
};

/** What all requests of an app share. */
export interface RelaySettings {
  /** Takes a request to its provider, by way of whatever stands in between. */
  readonly sendOn: SendOn;
  /** Whether what stands in between looks into bodies, so that those of known routes are taken whole. */
  readonly looksInside: boolean;
  readonly journal: Journal;
  /** Most bytes of a body that is optimized, also when decoded. */
  readonly maxBodyBytes: number;
  /** What becomes of a longer one. */
  readonly overLimit: "forward" | "reject";
  readonly onFailure: FailureListener;
}

/** Where one request goes and what is done to it. */
export interface RelayOrder {
  readonly provider: Provider;
  readonly upstream: Upstream;
  readonly target: string;
  readonly tenant: string;
  readonly caller: string;
  /** The route of its body; absent where bodies are passed on as they come. */
  readonly match: RouteMatch | undefined;
  /** Absent where bodies are passed on as they come. */
  readonly optimizer: Optimizer | undefined;
  /** What its client wishes to be done; absent where it says nothing. */
  readonly mode: RequestMode | undefined;
  /** What its client should know, whatever becomes of it. */
  readonly warnings: readonly RelayWarning[];
}

/** An order that is being carried out. */
interface OpenOrder extends RelayOrder {
  /** What will be known of the request. */
  readonly draft: RequestDraft;
}

/** Takes one request to its provider. Does not throw: what fails is answered, or ends the connection. */
export async function relay(client: Exchange, given: RelayOrder, settings: RelaySettings): Promise<void> {
  const draft = settings.journal.begin(client, given);
  const order: OpenOrder = { ...given, draft };
  const exchange = new WatchedExchange(client, draft);
  try {
    if (!exchange.hasBody) await sendUntouched(exchange, order, settings, undefined);
    else if (order.optimizer === undefined) await passOn(exchange, order, settings);
    else await optimizeAndSend(exchange, order, order.optimizer, settings);
  } catch (error) {
    if (exchange.closed || error instanceof ClientGoneError) return;
    if (isContextOverflow(error)) return refuseLongContext(exchange, order, error);
    settings.onFailure("relay-failed", error);
    if (exchange.started) exchange.abort();
    else answerProblem(exchange, RELAY_FAILED, order.provider);
  }
}

async function passOn(exchange: Exchange, order: OpenOrder, settings: RelaySettings): Promise<void> {
  const limit = settings.looksInside && order.match !== undefined ? settings.maxBodyBytes : TAKEN_WHOLE;
  const length = contentLength(exchange) ?? (limit === TAKEN_WHOLE ? Number.POSITIVE_INFINITY : 0);
  await sendUntouched(
    exchange,
    order,
    settings,
    length <= limit ? await exchange.readBody(limit) : exchange.streamBody(),
  );
}

async function optimizeAndSend(
  exchange: Exchange,
  order: OpenOrder,
  optimizer: Optimizer,
  settings: RelaySettings,
): Promise<void> {
  const body = await exchange.readBody(settings.maxBodyBytes);
  if (!(body instanceof Uint8Array)) {
    if (settings.overLimit === "reject") refuseLongBody(exchange, order, settings);
    else await sendUntouched(exchange, order, settings, body, ["body-too-large"]);
    return;
  }
  const encoding = headerValue(exchange.headers, "content-encoding");
  const { maxBodyBytes: limit, onFailure } = settings;
  const began = performance.now();
  const result = await optimizeBody(body, {
    optimizer,
    encoding,
    tenant: order.tenant,
    model: order.match?.model,
    mode: order.mode,
    limit,
    onFailure,
  });
  order.draft.optimized(result.report, performance.now() - began, encoding === undefined ? body : undefined);
  if (settings.overLimit === "reject" && result.warnings.includes("decoded-body-too-large")) {
    refuseLongBody(exchange, order, settings);
    return;
  }
  const headers = requestHeaders(exchange.headers, { decoded: result.decoded });
  const added = reportHeaders(result.report, [...order.warnings, ...result.warnings]);
  await sendContent(exchange, order, settings, { body: result.bytes, headers, added, report: result.report });
}

/** Sends a request on with the body as it came. */
async function sendUntouched(
  exchange: Exchange,
  order: OpenOrder,
  settings: RelaySettings,
  body: RequestBody | undefined,
  warnings: readonly RelayWarning[] = [],
): Promise<void> {
  const streamed = body !== undefined && !(body instanceof Uint8Array);
  const headers = requestHeaders(exchange.headers, { contentLength: streamed ? contentLength(exchange) : undefined });
  await sendContent(exchange, order, settings, {
    body,
    headers,
    added: reportHeaders(undefined, [...order.warnings, ...warnings]),
    report: undefined,
  });
}

/** What goes out of a request: its body, and lines for the provider and for the client. */
type OutboundContent = Pick<Outbound, "body" | "headers" | "added" | "report">;

async function sendContent(
  exchange: Exchange,
  { provider, upstream, target, tenant, caller, match, draft }: OpenOrder,
  settings: RelaySettings,
  content: OutboundContent,
): Promise<void> {
  let facts: Promise<RequestFacts | undefined> | undefined;
  const readOnce = () => {
    facts ??= readFacts({ ...content, match, limit: settings.maxBodyBytes });
    return facts;
  };
  const observers: Outbound["observers"] = [];
  const order = { provider, upstream, target, tenant, caller, match, draft };
  await settings.sendOn({ exchange, ...order, ...content, observers, facts: readOnce });
}

function refuseLongBody(exchange: Exchange, { provider }: RelayOrder, { maxBodyBytes }: RelaySettings): void {
  const message =
    `The request body has more than ${maxBodyBytes} bytes. Send less, ` +
    "or start the proxy with a larger --max-body, or with --over-limit forward.";
  const added = ["connection", "close"];
  answerProblem(exchange, { status: 413, code: "request_too_large", message, source: "headroom" }, provider, added);
}

/** With the status and the word that providers have for it, which clients know how to handle. */
function refuseLongContext(exchange: Exchange, { provider }: RelayOrder, { message }: Error): void {
  answerProblem(exchange, { status: 400, code: "context_length_exceeded", message, source: "headroom" }, provider);
}

function contentLength(exchange: Exchange): number | undefined {
  const value = headerValue(exchange.headers, "content-length");
  return value === undefined ? undefined : Number(value);
}
