import type { MetricsFilter, MetricsSummary, RequestMetrics } from "../metrics/request-metrics.js";
import { matchesFilter, summarise } from "../metrics/summarise.js";

/** Stretches of time by which a report groups requests. Times are in UTC. */
export type ReportPeriod = "hour" | "day" | "week" | "month";

/** The requests of one stretch of time. */
export interface PeriodSums extends MetricsSummary {
  /** When it begins, such as `2026-01-07`, `2026-01-07T13:00` or `2026-01`. */
  readonly period: string;
}

/** Tokens of one kind of waste. */
export interface WasteSum {
  readonly name: string;
  readonly tokens: number;
}

/** A request that wastes much. */
export interface WastefulRequest {
  readonly requestId: string;
  readonly timestamp: Date;
  readonly model: string;
  readonly tokensInputBefore: number;
  readonly wasteTokens: number;
}

/** All that a report says. */
export interface ReportData {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly summary: MetricsSummary;
  /** How many requests of the kind that was sent fit into a limit of tokens a minute, against before. */
  readonly headroomFactor: number;
  /** Share of the billed input that came from the provider's cache, 0 to 100. */
  readonly cachedPercent: number;
  readonly periods: readonly PeriodSums[];
  readonly models: readonly (MetricsSummary & { readonly model: string })[];
  /** Largest first. */
  readonly waste: readonly WasteSum[];
  readonly wasteful: readonly WastefulRequest[];
  /** How often the beginning of requests changed from one to the next of the same model. */
  readonly prefixChanges: number;
  readonly errors: number;
  /** Whether anything is known of what requests were made of: not where they come from a log of figures alone. */
  readonly knowsContent: boolean;
  readonly recommendations: readonly string[];
}

const WASTE = [
  ["Tool JSON Bloat", "jsonBloatTokens"],
  ["HTML Noise", "htmlNoiseTokens"],
  ["Base64 Blobs", "base64Tokens"],
  ["Whitespace", "whitespaceTokens"],
  ["Dynamic Dates", "dynamicDateTokens"],
  ["History Bloat", "repetitionTokens"],
] as const;

const MOST_WASTEFUL = 10;

/** Sums up requests, which come oldest first. */
export async function collectReport(
  requests: AsyncIterable<RequestMetrics> | Iterable<RequestMetrics>,
  filter: MetricsFilter,
  period: ReportPeriod,
): Promise<ReportData> {
  const all: RequestMetrics[] = [];
  for await (const metrics of requests) if (matchesFilter(metrics, filter)) all.push(metrics);
  const summary = summarise(all);
  const waste = WASTE.map(([name, signal]) => ({ name, tokens: sum(all, (one) => one.wasteSignals[signal]) }));
  const { totalTokensBefore: before, totalTokensAfter: after, totalTokensBilled: billed } = summary;
  const data = {
    from: all[0]?.timestamp ?? null,
    to: all.at(-1)?.timestamp ?? null,
    summary,
    headroomFactor: after === 0 ? 1 : before / after,
    cachedPercent: billed === 0 ? 0 : (100 * summary.totalCachedTokens) / billed,
    periods: groups(all, (one) => periodOf(one.timestamp, period)).map(([name, some]) => ({
      period: name,
      ...summarise(some),
    })),
    models: groups(all, ({ model }) => model).map(([model, some]) => ({ model, ...summarise(some) })),
    waste: waste.sort((a, b) => b.tokens - a.tokens),
    wasteful: mostWasteful(all),
    prefixChanges: prefixChanges(all),
    knowsContent: all.length === 0 || all.some(({ stablePrefixHash }) => stablePrefixHash !== ""),
    errors: all.filter(({ error }) => error !== null).length,
  };
  return { ...data, recommendations: recommendationsFor(data) };
}

function recommendationsFor({
  summary,
  waste,
  knowsContent,
}: Pick<ReportData, "summary" | "waste" | "knowsContent">): readonly string[] {
  const wasted = (name: string): number => waste.find((kind) => kind.name === name)?.tokens ?? 0;
  const { totalRequests, avgCacheAlignment, auditCount, optimizeCount } = summary;
  const advice: [boolean, string][] = [
    [
      knowsContent && totalRequests > 0 && avgCacheAlignment < 50,
      "Move dates and other things that change out of the system text, or turn the cache aligner on: the provider's cache begins at the first character.",
    ],
    [
      wasted("Tool JSON Bloat") > 10_000,
      "Tool outputs carry much JSON syntax. The mode optimize writes their rows as tables.",
    ],
    [
      wasted("History Bloat") > 50_000,
      "The same lines are sent again and again. The mode optimize points to where they stand instead.",
    ],
    [
      auditCount > 2 * optimizeCount,
      "Most requests are only looked at. Set defaultMode to optimize to save what they could.",
    ],
  ];
  return advice.flatMap(([holds, text]) => (holds ? [text] : []));
}

function mostWasteful(all: readonly RequestMetrics[]): readonly WastefulRequest[] {
  return all
    .map(({ requestId, timestamp, model, tokensInputBefore, wasteSignals }) => ({
      requestId,
      timestamp,
      model,
      tokensInputBefore,
      wasteTokens: sum(WASTE, ([, signal]) => wasteSignals[signal]),
    }))
    .filter(({ wasteTokens }) => wasteTokens > 0)
    .sort((a, b) => b.wasteTokens - a.wasteTokens)
    .slice(0, MOST_WASTEFUL);
}

function prefixChanges(all: readonly RequestMetrics[]): number {
  const last = new Map<string, string>();
  let changes = 0;
  for (const { model, stablePrefixHash } of all) {
    if (last.has(model) && last.get(model) !== stablePrefixHash) changes++;
    last.set(model, stablePrefixHash);
  }
  return changes;
}

function periodOf(moment: Date, period: ReportPeriod): string {
  const text = moment.toISOString();
  if (period === "hour") return `${text.slice(0, 13)}:00`;
  if (period === "month") return text.slice(0, 7);
  if (period === "day") return text.slice(0, 10);
  const monday = new Date(moment);
  monday.setUTCDate(moment.getUTCDate() - ((moment.getUTCDay() + 6) % 7));
  return monday.toISOString().slice(0, 10);
}

function groups(
  all: readonly RequestMetrics[],
  nameOf: (metrics: RequestMetrics) => string,
): readonly (readonly [string, readonly RequestMetrics[]])[] {
  const found = new Map<string, RequestMetrics[]>();
  for (const metrics of all) {
    const name = nameOf(metrics);
    const group = found.get(name);
    if (group === undefined) found.set(name, [metrics]);
    else group.push(metrics);
  }
  return [...found];
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
