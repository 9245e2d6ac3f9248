import type { Provider, Report, RouteMatch, Usage } from "@headroom/core";
import type { AnswerEnd } from "../answer/answer-observer.js";
import type { ResponseHead } from "../exchange/exchange.js";
import type { ExchangeWatcher } from "../exchange/watched-exchange.js";
import { headerValue } from "../headers/header-lines.js";
import { metered, type Outbound, observed } from "../relay/outbound.js";
import { codeOf } from "../upstream/error-code.js";
import { ContentRecorder } from "./content-recorder.js";
import { modelIn } from "./model-in.js";
import type { EntrySink, RequestEntry } from "./request-entry.js";

/** What is known of a request when it comes. */
export interface RequestStart {
  readonly requestId: string;
  readonly at: number;
  readonly provider: Provider;
  readonly match: RouteMatch | undefined;
  readonly method: string;
  readonly path: string;
  readonly session: string | undefined;
  readonly tags: RequestEntry["tags"];
  readonly traceParent: string | undefined;
  readonly keepsContent: boolean;
}

/** Collects what is to be known of a request, and gives it to `sink` once when it is over. */
export class RequestDraft implements ExchangeWatcher {
  readonly #began = performance.now();
  readonly #content: ContentRecorder | undefined;
  readonly writes?: (chunk: Uint8Array) => void;
  #report: Report | undefined;
  #optimizationMs = 0;
  #model = "";
  #head: ResponseHead | undefined;
  #firstByteMs: number | undefined;
  #upstreamEnd: AnswerEnd | undefined;
  #usage: Promise<Usage> | undefined;
  #over = false;

  constructor(
    private readonly arrived: RequestStart,
    private readonly sink: EntrySink,
  ) {
    if (!arrived.keepsContent) return;
    const content = new ContentRecorder();
    this.#content = content;
    this.writes = (chunk) => content.receives(chunk);
  }

  /** The body was looked into. `before` is the body as it came, where it came without an encoding. */
  optimized(report: Report | undefined, milliseconds: number, before: Uint8Array | undefined): void {
    this.#report = report;
    if (report !== undefined && before !== undefined) this.#content?.comes(before, report);
    this.#optimizationMs = milliseconds;
  }

  /** The request is about to go to its provider: watched, so that it is known how that ends and what it costs. */
  sending(outbound: Outbound): Outbound {
    const { match } = outbound;
    this.#model = this.#report?.model || match?.model || modelIn(outbound.body);
    this.#content?.sends(outbound.body);
    const watched = observed(outbound, {
      end: (end) => {
        this.#upstreamEnd = end;
      },
    });
    if (match === undefined || match.counts) return watched;
    const counted = metered(watched, match);
    this.#usage = counted.meter.settled.then(({ billed, usage }) => (billed ? usage : {}));
    return counted;
  }

  starts(head: ResponseHead): ResponseHead {
    this.#head = head;
    this.#firstByteMs = performance.now() - this.#began;
    const lines = [...head.headers, "x-headroom-request-id", this.arrived.requestId];
    if (this.#report !== undefined) lines.push("x-headroom-overhead-ms", this.#optimizationMs.toFixed(1));
    return { ...head, headers: lines };
  }

  ends(how: "complete" | "left" | "broken"): void {
    if (this.#over) return;
    this.#over = true;
    const totalMs = performance.now() - this.#began;
    const give = (usage: Usage): void => this.sink(this.#entry(how, totalMs, usage));
    if (this.#usage === undefined) give({});
    else void this.#usage.then(give);
  }

  #entry(how: "complete" | "left" | "broken", totalMs: number, usage: Usage): RequestEntry {
    const { requestId, at, provider, method, path, session, tags, traceParent } = this.arrived;
    const head = this.#head;
    const headers = head?.headers ?? [];
    const kept = /^(hit$|similar;)/.exec(headerValue(headers, "x-headroom-cache") ?? "")?.[0];
    const report = this.#report;
    const broke = how === "broken" || this.#upstreamEnd?.how === "failed";
    const input = report?.tokensAfter ?? usage.inputTokens ?? 0;
    const costUsd = usage.inputTokens === undefined ? undefined : this.#priceOf(usage);
    return {
      requestId,
      at,
      provider: provider.name,
      model: this.#model,
      method,
      path,
      session,
      tags,
      traceParent,
      stream: /event-stream/i.test(headerValue(headers, "content-type") ?? ""),
      status: head?.status,
      inputTokensOriginal: report?.tokensBefore ?? input,
      inputTokensOptimized: input,
      outputTokens: usage.outputTokens ?? 0,
      cachedTokens: usage.cacheReadTokens ?? 0,
      billedInputTokens: usage.inputTokens,
      tokensSaved: report?.tokensSaved ?? 0,
      savingsPercent: report?.savingsPercent ?? 0,
      costUsd,
      savingsUsd: costUsd === undefined ? undefined : this.#savingsUsd(usage, input),
      optimizationMs: this.#optimizationMs,
      firstByteMs: this.#firstByteMs,
      totalMs,
      cacheHit: kept !== undefined,
      cacheSimilar: kept === "similar;",
      rateLimited: headerValue(headers, "x-headroom-ratelimit") === "local",
      transformsApplied: report?.transformsApplied ?? [],
      savedBy: report === undefined || report.tokensSaved === 0 ? {} : savedBy(report),
      error: this.#errorOf(how),
      failed: broke || (head?.status ?? 0) >= 500,
      content: this.#content?.content(),
    };
  }

  #priceOf(usage: Usage): number | undefined {
    return this.arrived.provider.costOf(this.#model, usage, this.arrived.at) ?? undefined;
  }

  #savingsUsd(usage: Usage, input: number): number | undefined {
    const saved = this.#report?.tokensSaved ?? 0;
    if (saved === 0 || input === 0) return 0;
    const inputCost = this.#priceOf({ ...usage, outputTokens: 0, reasoningTokens: 0 });
    return inputCost === undefined ? undefined : (inputCost * saved) / input;
  }

  #errorOf(how: "complete" | "left" | "broken"): string | undefined {
    const end = this.#upstreamEnd;
    if (end?.how === "failed") return codeOf(end.error);
    if (how === "left") return "client_left";
    const own = headerValue(this.#head?.headers ?? [], "x-headroom-error-code");
    if (own !== undefined) return own;
    const status = this.#head?.status ?? 0;
    if (status >= 400) return `status_${status}`;
    return how === "broken" ? "broken_off" : undefined;
  }
}

function savedBy({ outcomes }: Report): Readonly<Record<string, number>> {
  const saved: Record<string, number> = {};
  for (const { tag, tokensBefore, tokensAfter } of outcomes) {
    if (tag !== undefined) saved[tag] = (saved[tag] ?? 0) + tokensBefore - tokensAfter;
  }
  return saved;
}
