import { asObject, type JsonObject, type JsonValue, type Provider, type Usage } from "@headroom/core";
import type { ExchangeObserver, ObservedRequest } from "../optimize/exchange-observer.js";
import type { Optimizers } from "../optimize/optimizers.js";
import { answerUsage } from "./answer-usage.js";
import { type BlockBreakdown, partCounter } from "./block-breakdown.js";
import { describeRequest } from "./describe-request.js";
import type { MetricsStorage } from "./metrics-storage.js";
import type { RequestCounts } from "./request-counts.js";
import type { RequestMetrics } from "./request-metrics.js";
import { tapResponse } from "./tap-response.js";

/** The world, as far as recording needs it. */
export interface RecorderWorld {
  readonly now: () => number;
  readonly newId: () => string;
}

export interface MetricsRecorder extends ExchangeObserver {
  /** Resolves when what has ended is saved. */
  settled(): Promise<void>;
}

/**
 * Saves what is known of each request when its answer has ended. Saving delays nothing; where it fails, `fail` is told.
 * Requests of which only tokens are counted are none.
 */
export function createMetricsRecorder(
  storage: MetricsStorage,
  optimizers: Optimizers,
  counts: RequestCounts,
  { now, newId }: RecorderWorld,
  fail: (error: unknown) => void,
): MetricsRecorder {
  const saving = new Set<Promise<void>>();
  const save = (draft: Promise<RequestMetrics>): void => {
    const saved = draft
      .then((metrics) => storage.save(metrics))
      .catch((cause) => fail(new Error("The metrics of a request could not be saved.", { cause })));
    saving.add(saved);
    void saved.finally(() => saving.delete(saved));
  };
  return {
    observe(request) {
      const at = now();
      if (request.destination.match.counts) return undefined;
      const end = (stream: boolean, usage: Usage | undefined, error: unknown): void =>
        save(metricsOf({ request, at, requestId: newId(), stream, usage, error }, optimizers, counts));
      return {
        failed: (error) => end(false, undefined, error),
        answered(response) {
          const type = response.headers.get("content-type") ?? "";
          const { match } = request.destination;
          const stream = match.streams || type.includes("event-stream");
          if (!response.ok) {
            end(stream, undefined, `status_${response.status}`);
            return response;
          }
          const reader = answerUsage(match, type);
          let ended = false;
          return tapResponse(response, {
            push: (bytes) => reader.push(bytes),
            end(error) {
              if (ended) return;
              ended = true;
              end(stream, reader.usage(), reader.ended() ? undefined : error);
            },
          });
        },
      };
    },
    async settled() {
      while (saving.size > 0) await Promise.all(saving);
    },
  };
}

interface Ended {
  readonly request: ObservedRequest;
  readonly at: number;
  readonly requestId: string;
  readonly stream: boolean;
  readonly usage: Usage | undefined;
  readonly error: unknown;
}

async function metricsOf(ended: Ended, optimizers: Optimizers, counts: RequestCounts): Promise<RequestMetrics> {
  const { request, at, requestId, stream, usage, error } = ended;
  const { match } = request.destination;
  const { report } = request;
  const model = report?.model || match.model || "";
  const [tokenizer] = (await optimizers.tokenizers())(model);
  const { dialect } = match.route;
  const count = partCounter(tokenizer);
  const given = request.body && describeRequest(bodyOf(request.body), dialect, optimizers.digest, count);
  const described = given ?? describeRequest(bodyOf(request.sent), dialect, optimizers.digest, count);
  // What was added to the request was not sent by the application, and neither was a request behind a fetch.
  const tokensBefore = given === undefined ? 0 : sumOf(given.blockBreakdown);
  const tokens = { before: report === undefined ? 0 : tokensBefore, after: report?.tokensAfter ?? 0 };
  return {
    requestId,
    timestamp: new Date(at),
    model,
    stream,
    mode: request.mode,
    tokensInputBefore: tokens.before,
    tokensInputAfter: tokens.after,
    tokensEstimated: await estimated(ended, model, counts),
    tokensOutput: usage?.outputTokens ?? null,
    tokensBilled: usage?.inputTokens ?? null,
    cachedTokens: usage?.cacheReadTokens ?? null,
    cacheWriteTokens: writtenTokens(usage),
    ...costs(match.provider, model, usage, tokens, at),
    ...described,
    blockBreakdown: given?.blockBreakdown ?? {},
    wasteSignals: report?.wasteSignals ?? NO_WASTE,
    transformsApplied: report?.transformsApplied ?? [],
    toolUnitsDropped: report?.window?.evictedResults ?? 0,
    turnsDropped: report?.window?.droppedTurns ?? 0,
    error: error === undefined ? null : messageOf(error),
  };
}

/** What was expected before the answer came, which is learned from then. */
async function estimated(
  { request: { destination, sent }, usage }: Ended,
  model: string,
  counts: RequestCounts,
): Promise<number | null> {
  const body: JsonObject | undefined = asObject(bodyOf(sent));
  if (body === undefined) return null;
  const expected = await counts.expect({ body, dialect: destination.match.route.dialect, model });
  if (usage?.inputTokens !== undefined) expected?.billed(usage.inputTokens);
  return expected?.count.tokens ?? null;
}

function sumOf(breakdown: BlockBreakdown): number {
  return Object.values(breakdown).reduce((sum, tokens) => sum + tokens, 0);
}

const NO_WASTE: RequestMetrics["wasteSignals"] = {
  jsonBloatTokens: 0,
  htmlNoiseTokens: 0,
  base64Tokens: 0,
  whitespaceTokens: 0,
  dynamicDateTokens: 0,
  repetitionTokens: 0,
};

function writtenTokens(usage: Usage | undefined): number | null {
  const { cacheWriteTokens: written, cacheWriteLongTokens: long } = usage ?? {};
  return written === undefined && long === undefined ? null : (written ?? 0) + (long ?? 0);
}

/** What was saved is charged at the average price of the input that was sent, cached tokens included. */
function costs(
  provider: Provider,
  model: string,
  usage: Usage | undefined,
  tokens: { readonly before: number; readonly after: number },
  at: number,
): Pick<RequestMetrics, "costBefore" | "costAfter"> {
  if (usage?.inputTokens === undefined) return { costBefore: null, costAfter: null };
  const costAfter = provider.costOf(model, usage, at);
  const input = provider.costOf(model, { ...usage, outputTokens: 0, reasoningTokens: 0 }, at);
  if (costAfter === null || input === null) return { costBefore: null, costAfter: null };
  const { before, after } = tokens;
  if (before === 0 && after > 0) return { costAfter, costBefore: 0 };
  return { costAfter, costBefore: costAfter + (after === 0 ? 0 : (input * (before - after)) / after) };
}

function bodyOf(bytes: Uint8Array): JsonValue {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as JsonValue;
  } catch {
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
