import {
  type Dialect,
  type JsonObject,
  type JsonValue,
  offerRetrieveTool,
  type Provider,
  type Report,
  type RouteMatch,
  savingsPercent,
  type TokenCount,
  type WasteSignals,
} from "@headroom/core";
import { type BlockBreakdown, partCounter } from "../metrics/block-breakdown.js";
import { describeRequest } from "../metrics/describe-request.js";
import type { RequestCounts } from "../metrics/request-counts.js";
import type { Optimizers } from "../optimize/optimizers.js";

/** What would be sent, and what it would save. Tokens are of text; the provider's framing is not in them. */
export interface SimulationResult {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly tokensSaved: number;
  /** Share of `tokensBefore`, 0 to 100, one decimal. */
  readonly savingsPercent: number;
  readonly transforms: readonly string[];
  /** The same as `transforms`. */
  readonly transformsApplied: readonly string[];
  /**
   * Such as `$0.0123 per request`: the list price of the tokens that are saved, before any prompt caching. `N/A per request`
   * where the price of the model is not known.
   */
  readonly estimatedSavings: string;
  /** The messages, or the input of a response, as they would be sent. */
  readonly messagesOptimized: readonly unknown[];
  /** Tokens before, by the kind of block. Kinds that do not occur are absent. */
  readonly blockBreakdown: BlockBreakdown;
  readonly wasteSignals: WasteSignals;
  /** 16 hex digits that change when the system text or the tools do. */
  readonly stablePrefixHash: string;
  /** 0 to 100: how little in the system text changes from day to day. */
  readonly cacheAlignmentScore: number;
  /**
   * Tokens of the whole request as the provider bills them, with bounds where they are estimated: its own count where the
   * client has an `officialCounter`. Absent where nothing is known of how it counts.
   */
  readonly billedTokens?: { readonly before: TokenCount; readonly after: TokenCount };
  readonly report: Report;
}

/** Optimizes the parameters of a call and stores and sends nothing. */
export async function simulateRequest(
  params: Readonly<Record<string, unknown>>,
  { route: { dialect }, provider }: RouteMatch,
  optimizers: Optimizers,
  counts: RequestCounts,
  offersTool: boolean,
): Promise<SimulationResult> {
  const optimizer = await optimizers.ready(dialect);
  const offered = offersTool ? withTool(params, dialect) : params;
  const { body, report: whole } = await optimizer.optimizeObject(offered, { mode: "simulate" });
  const report =
    offered === params ? whole : withoutAdded(whole, await optimizer.optimizeObject(params, { mode: "audit" }));
  const [tokenizer] = (await optimizers.tokenizers())(report.model);
  const described = describeRequest(params as JsonValue, dialect, optimizers.digest, partCounter(tokenizer));
  const messages = body.messages ?? body.input;
  const countOf = (counted: unknown) => counts.count({ body: counted as JsonObject, dialect, model: report.model });
  const [before, after] = await Promise.all([countOf(params), countOf(body)]);
  return {
    tokensBefore: report.tokensBefore,
    tokensAfter: report.tokensAfter,
    tokensSaved: report.tokensSaved,
    savingsPercent: report.savingsPercent,
    transforms: report.transformsApplied,
    transformsApplied: report.transformsApplied,
    estimatedSavings: `${savedDollars(report, provider)} per request`,
    messagesOptimized: Array.isArray(messages) ? messages : [],
    blockBreakdown: described.blockBreakdown,
    wasteSignals: report.wasteSignals,
    stablePrefixHash: described.stablePrefixHash,
    cacheAlignmentScore: described.cacheAlignmentScore,
    ...(before && after && { billedTokens: { before, after } }),
    report,
  };
}

/** The request with the tool that `autoRetrieve` would add to it. */
function withTool(params: Readonly<Record<string, unknown>>, dialect: Dialect): Readonly<Record<string, unknown>> {
  try {
    const offered = offerRetrieveTool(new TextEncoder().encode(JSON.stringify(params)), dialect);
    return offered === undefined ? params : JSON.parse(new TextDecoder().decode(offered));
  } catch {
    return params;
  }
}

/** The report with the tokens before of what the application gave. */
function withoutAdded(report: Report, { report: given }: { readonly report: Report }): Report {
  const { tokensBefore } = given;
  const tokensSaved = tokensBefore - report.tokensAfter;
  return { ...report, tokensBefore, tokensSaved, savingsPercent: savingsPercent(tokensSaved, tokensBefore) };
}

function savedDollars({ model, tokensBefore, tokensAfter }: Report, provider: Provider): string {
  const priceOf = (inputTokens: number) => provider.estimateCost({ model, inputTokens, outputTokens: 0 });
  const [before, after] = [priceOf(tokensBefore), priceOf(tokensAfter)];
  if (before === null || after === null) return "N/A";
  const saved = before - after;
  return `${saved < 0 ? "-" : ""}$${Math.abs(saved).toFixed(4)}`;
}
