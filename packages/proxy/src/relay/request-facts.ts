import {
  asCount,
  asObject,
  type Conversation,
  createEstimator,
  type JsonObject,
  type JsonValue,
  type Report,
  type RouteMatch,
} from "@headroom/core";
import type { RequestBody } from "../exchange/exchange.js";
import { type HeaderLines, headerValue } from "../headers/header-lines.js";
import { decodeBody } from "./decode-body.js";

/** Longer texts are estimated by their length alone. */
const ESTIMATED_EXACTLY = 100_000;
const CHARACTERS_PER_TOKEN = 4;
/** What a picture or a file costs, about. */
const MEDIA_TOKENS = 1500;
/** What frames a message. */
const MESSAGE_TOKENS = 4;

/** What a request says. */
export interface RequestFacts {
  /** The decoded body. */
  readonly json: string;
  readonly body: JsonObject;
  readonly model: string;
  /** Absent where the dialect does not understand the body. */
  readonly conversation: Conversation | undefined;
  /** An estimate of its input. */
  readonly inputTokens: number;
  /** Most tokens that the answer may have, all choices together; absent where the request does not say. */
  readonly maxOutputTokens: number | undefined;
}

export interface FactsQuestion {
  readonly body: RequestBody | undefined;
  readonly headers: HeaderLines;
  /** Nothing is known of bodies without a route. */
  readonly match: RouteMatch | undefined;
  readonly report: Report | undefined;
  /** Most bytes of a body, also when decoded. */
  readonly limit: number;
}

/** Reads what a request says; `undefined` for a body that is no JSON object, or too long. */
export async function readFacts({
  body,
  headers,
  match,
  report,
  limit,
}: FactsQuestion): Promise<RequestFacts | undefined> {
  if (match === undefined || !(body instanceof Uint8Array)) return undefined;
  const decoded = await decodeBody(body, headerValue(headers, "content-encoding"), limit);
  if (!("bytes" in decoded)) return undefined;
  const json = decodeText(decoded.bytes);
  const object = json === undefined ? undefined : parseObject(json);
  if (json === undefined || object === undefined) return undefined;
  const conversation = match.route.dialect.read(object, (_path, value) => JSON.stringify(value));
  return {
    json,
    body: object,
    model: conversation?.model || match.model || "",
    conversation,
    inputTokens: estimateInput(conversation, json, report),
    maxOutputTokens: maxOutputOf(object),
  };
}

/** Bytes that are no text would be equal to others once they are replaced. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseObject(json: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(json) as JsonValue);
  } catch {
    return undefined;
  }
}

const estimator = createEstimator();

function estimateInput(conversation: Conversation | undefined, json: string, report: Report | undefined): number {
  if (conversation === undefined) return Math.ceil(json.length / CHARACTERS_PER_TOKEN);
  const { parts } = conversation;
  const messages = new Set(parts.map(({ messageIndex }) => messageIndex)).size;
  const media = parts.filter(({ kind }) => kind === "media").length;
  const framing = messages * MESSAGE_TOKENS + media * MEDIA_TOKENS;
  return framing + (report !== undefined && report.tokensAfter > 0 ? report.tokensAfter : estimateTexts(parts));
}

function estimateTexts(parts: Conversation["parts"]): number {
  const length = parts.reduce((sum, { text = "" }) => sum + text.length, 0);
  if (length > ESTIMATED_EXACTLY) return Math.ceil(length / CHARACTERS_PER_TOKEN);
  return parts.reduce((sum, { text = "" }) => sum + estimator.count(text), 0);
}

/** Where requests say how long an answer may be, and how many answers they want. */
const LIMITS = ["max_completion_tokens", "max_output_tokens", "max_tokens", "maxOutputTokens", "maxTokens"];
const CHOICES = ["n", "candidateCount", "num_generations"];

function maxOutputOf(body: JsonObject): number | undefined {
  const places = [body, asObject(body.generationConfig), asObject(body.generation_config)];
  const first = (names: readonly string[]) =>
    places.flatMap((place) => names.map((name) => asCount(place?.[name]))).find((count) => count !== undefined);
  const limit = first(LIMITS);
  return limit === undefined ? undefined : limit * Math.max(1, first(CHOICES) ?? 1);
}
