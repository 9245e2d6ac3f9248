import { asArray, asCount, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** A line of the request log of a proxy, as far as sums need it. */
export interface LoggedRequest {
  readonly requestId: string;
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly model: string;
  readonly stream: boolean;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  /** By the provider's own count; `undefined` where it was not logged. */
  readonly billedTokens: number | undefined;
  /** By list price; `undefined` where no price or no usage was known. */
  readonly costUsd: number | undefined;
  readonly savingsUsd: number | undefined;
  readonly totalMs: number;
  readonly cacheHit: boolean;
  readonly transforms: readonly string[];
  readonly error: string | undefined;
}

/** Reads a line of a request log; `undefined` for any other object. */
export function readLoggedRequest(line: JsonObject): LoggedRequest | undefined {
  const requestId = asString(line.request_id);
  const at = Date.parse(asString(line.timestamp) ?? "");
  const tokensBefore = asCount(line.input_tokens_original);
  const tokensAfter = asCount(line.input_tokens_optimized);
  if (requestId === undefined || Number.isNaN(at) || tokensBefore === undefined || tokensAfter === undefined) {
    return undefined;
  }
  return {
    requestId,
    at,
    tokensBefore,
    tokensAfter,
    model: asString(line.model) ?? "",
    stream: line.stream === true,
    outputTokens: asCount(line.output_tokens) ?? 0,
    cachedTokens: asCount(line.cached_tokens) ?? 0,
    billedTokens: asCount(line.billed_input_tokens),
    costUsd: asNumber(line.estimated_cost_usd),
    savingsUsd: asNumber(line.estimated_savings_usd),
    totalMs: asNumber(line.total_latency_ms) ?? 0,
    cacheHit: line.cache_hit === true,
    transforms: (asArray(line.transforms_applied) ?? []).flatMap((name) => asString(name) ?? []),
    error: asString(line.error),
  };
}

function asNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
