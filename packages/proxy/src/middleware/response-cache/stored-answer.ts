import type { Exchange } from "../../exchange/exchange.js";
import { filterLines, type HeaderLines } from "../../headers/header-lines.js";
import { responseHeaders } from "../../headers/response-headers.js";

/** An answer as it came, with what is needed to give it again. */
export interface StoredAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderLines;
  /** When it was complete, in milliseconds of the epoch. */
  readonly at: number;
  readonly body: Uint8Array;
}

/** Lines that were true of the exchange in which an answer came, and are not of any other. */
const OF_THE_EXCHANGE =
  /^(?:set-cookie|date|age|expires|cache-control|pragma|etag|last-modified|retry-after|server-timing|alt-svc|nel|report-to|content-length|cf-.*|x-envoy-.*|(?:x-|anthropic-)?ratelimit.*|x-headroom-.*)$/;

const LINE_FEED = 10;

/** The lines of an answer that stay true when it is given again. */
export function lastingLines(headers: HeaderLines, status: number): string[] {
  return filterLines(responseHeaders(headers, status, []), (name) => !OF_THE_EXCHANGE.test(name));
}

/** As bytes for a store: a line of JSON, then the body. */
export function encodeAnswer({ body, ...head }: StoredAnswer): Uint8Array {
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const bytes = new Uint8Array(line.length + body.length);
  bytes.set(line);
  bytes.set(body, line.length);
  return bytes;
}

/** The inverse; `undefined` for bytes that are no stored answer. */
export function decodeAnswer(bytes: Uint8Array): StoredAnswer | undefined {
  const end = bytes.indexOf(LINE_FEED);
  try {
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, Math.max(0, end)))) as StoredAnswer;
    return { ...head, body: bytes.subarray(end + 1) };
  } catch {
    return undefined;
  }
}

/** An answer, and how it comes to be one to a request: in words for the client. */
export interface FoundAnswer {
  readonly answer: StoredAnswer;
  readonly found: string;
}

/** Gives an answer again. Nobody between here and the client may keep it: whose it is only this proxy knows. */
export function replay(exchange: Exchange, { answer, found }: FoundAnswer, added: HeaderLines, now: number): void {
  const { status, reason, body } = answer;
  const age = Math.max(0, Math.floor((now - answer.at) / 1000));
  const headers = [...answer.headers, "content-length", String(body.length), "age", String(age)];
  headers.push("cache-control", "private, no-store", "x-headroom-cache", found, ...added);
  exchange.start({ status, reason, headers });
  exchange.write(body);
  exchange.end();
}
