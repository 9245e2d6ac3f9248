import type { Mode, WasteSignals } from "@headroom/core";
import type { BlockBreakdown } from "./block-breakdown.js";
import type { RequestMetrics } from "./request-metrics.js";

/** A request as it is written: the columns of the table and the members of a line have the same names. */
export interface MetricsRow {
  readonly id: string;
  /** ISO 8601 in UTC, so that text sorts as time. */
  readonly timestamp: string;
  readonly model: string;
  readonly stream: 0 | 1;
  readonly mode: string;
  readonly tokens_input_before: number;
  readonly tokens_input_after: number;
  readonly tokens_output: number | null;
  readonly tokens_estimated: number | null;
  readonly tokens_billed: number | null;
  readonly cached_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly cost_before: number | null;
  readonly cost_after: number | null;
  /** JSON, as are the two below. */
  readonly block_breakdown: string;
  readonly waste_signals: string;
  readonly transforms_applied: string;
  readonly stable_prefix_hash: string;
  readonly cache_alignment_score: number;
  readonly tool_units_dropped: number;
  readonly turns_dropped: number;
  readonly messages_hash: string;
  readonly error: string | null;
}

/** The short names of waste, as they are written. */
const WASTE: Readonly<Record<keyof WasteSignals, string>> = {
  jsonBloatTokens: "json_bloat",
  htmlNoiseTokens: "html_noise",
  base64Tokens: "base64",
  whitespaceTokens: "whitespace",
  dynamicDateTokens: "dynamic_date",
  repetitionTokens: "repetition",
};

/** A request as it is written. */
export function toRow(metrics: RequestMetrics): MetricsRow {
  const waste = Object.entries(WASTE).map(([name, short]) => [short, metrics.wasteSignals[name as keyof WasteSignals]]);
  return {
    id: metrics.requestId,
    timestamp: metrics.timestamp.toISOString(),
    model: metrics.model,
    stream: metrics.stream ? 1 : 0,
    mode: metrics.mode,
    tokens_input_before: metrics.tokensInputBefore,
    tokens_input_after: metrics.tokensInputAfter,
    tokens_output: metrics.tokensOutput,
    tokens_estimated: metrics.tokensEstimated,
    tokens_billed: metrics.tokensBilled,
    cached_tokens: metrics.cachedTokens,
    cache_write_tokens: metrics.cacheWriteTokens,
    cost_before: metrics.costBefore,
    cost_after: metrics.costAfter,
    block_breakdown: JSON.stringify(metrics.blockBreakdown),
    waste_signals: JSON.stringify(Object.fromEntries(waste)),
    transforms_applied: JSON.stringify(metrics.transformsApplied),
    stable_prefix_hash: metrics.stablePrefixHash,
    cache_alignment_score: metrics.cacheAlignmentScore,
    tool_units_dropped: metrics.toolUnitsDropped,
    turns_dropped: metrics.turnsDropped,
    messages_hash: metrics.messagesHash,
    error: metrics.error,
  };
}

/** The inverse of {@link toRow}. Columns that an older version did not write are read as unknown. */
export function fromRow(row: MetricsRow): RequestMetrics {
  const waste = parsed<Record<string, number>>(row.waste_signals, {});
  return {
    requestId: row.id,
    timestamp: new Date(row.timestamp),
    model: row.model,
    stream: Boolean(row.stream),
    mode: row.mode as Mode,
    tokensInputBefore: row.tokens_input_before,
    tokensInputAfter: row.tokens_input_after,
    tokensOutput: row.tokens_output ?? null,
    tokensEstimated: row.tokens_estimated ?? null,
    tokensBilled: row.tokens_billed ?? null,
    cachedTokens: row.cached_tokens ?? null,
    cacheWriteTokens: row.cache_write_tokens ?? null,
    costBefore: row.cost_before ?? null,
    costAfter: row.cost_after ?? null,
    blockBreakdown: parsed<BlockBreakdown>(row.block_breakdown, {}),
    wasteSignals: Object.fromEntries(
      Object.entries(WASTE).map(([name, short]) => [name, waste[short] ?? 0]),
    ) as unknown as WasteSignals,
    transformsApplied: parsed<string[]>(row.transforms_applied, []),
    stablePrefixHash: row.stable_prefix_hash ?? "",
    cacheAlignmentScore: row.cache_alignment_score ?? 0,
    toolUnitsDropped: row.tool_units_dropped ?? 0,
    turnsDropped: row.turns_dropped ?? 0,
    messagesHash: row.messages_hash ?? "",
    error: row.error ?? null,
  };
}

/** In lines these members are JSON itself, in the table they are JSON in a text. */
function parsed<T>(value: unknown, otherwise: T): T {
  if (value === null || value === undefined) return otherwise;
  if (typeof value !== "string") return value as T;
  try {
    return JSON.parse(value) as T;
  } catch {
    return otherwise;
  }
}
