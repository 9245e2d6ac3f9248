import { createHash } from "node:crypto";
import { canonical, scanJson } from "@headroom/core";
import type { HeaderLines } from "../../headers/header-lines.js";
import type { Outbound } from "../../relay/outbound.js";

/** Headers that say who asks, which the caller stands for, or something about this one exchange, and not what is asked. */
const OF_THE_EXCHANGE =
  /^(?:authorization|x-api-key|api-key|x-goog-api-key|proxy-authorization|content-length|content-encoding|user-agent|date|priority|(?:x-)?(?:client-)?request-id|x-client-request-id|idempotency-key|traceparent|tracestate|baggage|sentry-trace|x-amzn-trace-id|x-forwarded-.*|forwarded|via|x-stainless-.*|cache-control|pragma|sec-.*|origin|referer)$/;

/**
 * The key of a request among stored answers. It covers everything that decides the answer: who asks, where, under which
 * headers, and the whole body, character by character except for the white space between the tokens of its JSON. What is not
 * known to make no difference makes one. So a stream never answers a request for a whole answer, nor the other way round.
 */
export function cacheKey({ tenant, caller, provider, upstream, target, headers }: Outbound, json: string): string {
  const place = [provider.name, upstream.origin, upstream.basePath, withoutKey(target)];
  const asked = JSON.stringify([1, tenant, caller, place, relevantLines(headers)]);
  const digest = createHash("sha256").update(asked).update("\0").update(compact(json)).digest("hex");
  return `${tenant}:${digest}`;
}

function relevantLines(lines: HeaderLines): readonly string[] {
  const relevant: string[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const name = (lines[at] as string).toLowerCase();
    if (!OF_THE_EXCHANGE.test(name)) relevant.push(`${name}: ${lines[at + 1]}`);
  }
  return relevant.sort();
}

/** A key in the address belongs to the caller, too. */
function withoutKey(target: string): string {
  return target.replace(/([?&])key=[^&]*/, "$1");
}

function compact(json: string): string {
  try {
    return canonical(scanJson(json));
  } catch {
    return json;
  }
}
