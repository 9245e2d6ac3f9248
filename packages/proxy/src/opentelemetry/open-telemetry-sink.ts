import {
  type Attributes,
  type Context,
  type Meter,
  metrics,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { EntrySink, RequestEntry } from "../journal/request-entry.js";
import { VERSION } from "../version.js";
import { operationOf } from "./operation-of.js";

/** Where spans and figures go. */
export interface OpenTelemetryOptions {
  /** @default that of the SDK which the process has registered; without one nothing is recorded */
  readonly tracer?: Tracer;
  /** @default as for `tracer` */
  readonly meter?: Meter;
}

const NAME = "@headroom/proxy";

/** What the conventions call the providers; others keep their names. */
const PROVIDER_NAMES: Readonly<Record<string, string>> = { google: "gcp.gemini", mistral: "mistral_ai" };

const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
const SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

/**
 * Records each request that asks a model with OpenTelemetry, by its conventions for generative AI: a span, which continues the
 * trace of the client, and figures of tokens and times. Nothing of what was said is recorded.
 *
 * @example
 * const proxy = await serveProxy({ port: 0, optimize: {}, onRequest: openTelemetrySink() });
 * await proxy.close();
 */
export function openTelemetrySink(options: OpenTelemetryOptions = {}): EntrySink {
  const tracer = options.tracer ?? trace.getTracer(NAME, VERSION);
  const record = recorder(options.meter ?? metrics.getMeter(NAME, VERSION));
  return (entry) => {
    const operation = operationOf(entry.path);
    if (operation === undefined) return;
    const shared = sharedAttributes(entry, operation);
    const span = tracer.startSpan(
      entry.model === "" ? operation : `${operation} ${entry.model}`,
      { kind: SpanKind.CLIENT, startTime: entry.at, attributes: { ...shared, ...spanAttributes(entry) } },
      parentOf(entry.traceParent),
    );
    if (entry.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(entry.at + entry.totalMs);
    record(entry, shared);
  };
}

/** What tells figures apart, too: few values each. */
function sharedAttributes({ provider, model, error }: RequestEntry, operation: string): Attributes {
  return defined({
    "gen_ai.operation.name": operation,
    "gen_ai.provider.name": PROVIDER_NAMES[provider] ?? provider,
    "gen_ai.request.model": model === "" ? undefined : model,
    "error.type": error,
  });
}

function spanAttributes(entry: RequestEntry): Attributes {
  const isCounted = entry.billedInputTokens !== undefined;
  return defined({
    "gen_ai.request.stream": entry.stream,
    "gen_ai.conversation.id": entry.session,
    "gen_ai.response.time_to_first_chunk": entry.stream ? seconds(entry.firstByteMs) : undefined,
    "gen_ai.usage.input_tokens": entry.billedInputTokens,
    "gen_ai.usage.output_tokens": isCounted ? entry.outputTokens : undefined,
    "gen_ai.usage.cache_read.input_tokens": isCounted ? entry.cachedTokens : undefined,
    "http.response.status_code": entry.status,
    "headroom.request.id": entry.requestId,
    "headroom.tokens.before": entry.inputTokensOriginal,
    "headroom.tokens.after": entry.inputTokensOptimized,
    "headroom.tokens.saved": entry.tokensSaved,
    "headroom.transforms": [...entry.transformsApplied],
    "headroom.transform.duration": seconds(entry.optimizationMs),
    "headroom.cache.hit": entry.cacheHit,
    "headroom.cache.kind": entry.cacheHit ? (entry.cacheSimilar ? "similar" : "exact") : undefined,
    "headroom.cost.usd": entry.costUsd,
  });
}

function recorder(meter: Meter): (entry: RequestEntry, attributes: Attributes) => void {
  const histogram = (name: string, unit: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { unit, advice: { explicitBucketBoundaries } });
  const usage = histogram("gen_ai.client.token.usage", "{token}", TOKENS);
  const duration = histogram("gen_ai.client.operation.duration", "s", SECONDS);
  const firstChunk = histogram("gen_ai.client.operation.time_to_first_chunk", "s", SECONDS);
  const overhead = histogram("headroom.transform.duration", "s", SECONDS);
  const saved = meter.createCounter("headroom.tokens.saved", { unit: "{token}" });
  return (entry, attributes) => {
    duration.record(entry.totalMs / 1000, attributes);
    overhead.record(entry.optimizationMs / 1000, attributes);
    if (entry.tokensSaved > 0) saved.add(entry.tokensSaved, attributes);
    if (entry.stream && entry.firstByteMs !== undefined) firstChunk.record(entry.firstByteMs / 1000, attributes);
    if (entry.billedInputTokens === undefined) return;
    usage.record(entry.billedInputTokens, { ...attributes, "gen_ai.token.type": "input" });
    usage.record(entry.outputTokens, { ...attributes, "gen_ai.token.type": "output" });
  };
}

/** The trace that a client says its request belongs to, in the form of W3C's `traceparent`. */
function parentOf(header: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(header ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

function defined(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
