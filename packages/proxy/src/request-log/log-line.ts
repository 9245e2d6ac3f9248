import type { RequestEntry } from "../journal/request-entry.js";

/** An entry under the names in which it leaves the process. */
export function logRecord(entry: RequestEntry): Readonly<Record<string, unknown>> {
  return {
    request_id: entry.requestId,
    timestamp: new Date(entry.at).toISOString(),
    provider: entry.provider,
    model: entry.model,
    tags: entry.tags,
    method: entry.method,
    path: entry.path,
    stream: entry.stream,
    status: entry.status ?? null,
    input_tokens_original: entry.inputTokensOriginal,
    input_tokens_optimized: entry.inputTokensOptimized,
    output_tokens: entry.outputTokens,
    billed_input_tokens: entry.billedInputTokens ?? null,
    cached_tokens: entry.cachedTokens,
    tokens_saved: entry.tokensSaved,
    savings_percent: entry.savingsPercent,
    estimated_cost_usd: dollars(entry.costUsd),
    estimated_savings_usd: dollars(entry.savingsUsd),
    optimization_latency_ms: milliseconds(entry.optimizationMs),
    first_byte_ms: entry.firstByteMs === undefined ? null : milliseconds(entry.firstByteMs),
    total_latency_ms: milliseconds(entry.totalMs),
    cache_hit: entry.cacheHit,
    cache_similar: entry.cacheSimilar,
    transforms_applied: entry.transformsApplied,
    error: entry.error ?? null,
    ...(entry.content !== undefined && {
      request_messages: entry.content.request,
      response_content: entry.content.response,
    }),
  };
}

function milliseconds(value: number): number {
  return Math.round(value * 100) / 100;
}

function dollars(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 1e8) / 1e8;
}
