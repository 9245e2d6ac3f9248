import { html } from "hono/html";
import type { HistogramSnapshot } from "../../metrics/histogram.js";
import { cachedShare, type Sums } from "../sums.js";
import { inDollars, inMilliseconds, inPercent, inTokens } from "./format-values.js";
import { quantile } from "./quantile.js";

/** The figures that matter most. What got worse has a minus and says so. */
export function cards(total: Sums, optimizationMs: HistogramSnapshot, firstByteMs: HistogramSnapshot) {
  const share = total.tokensBefore === 0 ? undefined : total.tokensSaved / total.tokensBefore;
  return html`<dl class="cards">
    ${card("Tokens saved", inTokens(total.tokensSaved), `${inPercent(share)} of ${inTokens(total.tokensBefore)}`)}
    ${card("Saved, after caching", inDollars(total.savedUsd), worse(total.savedUsd) ?? "by list price")}
    ${card("Spent", inDollars(total.costUsd), "by list price")}
    ${card("Read from cache", inPercent(cachedShare(total)), `${inTokens(total.cachedTokens)} input tokens`)}
    ${card("Requests", inTokens(total.requests), total.failed === 0 ? "none failed" : `${inTokens(total.failed)} failed`)}
    ${card("Headroom's own time", atMost(optimizationMs, 0.5), `19 of 20 ${atMost(optimizationMs, 0.95)}`)}
    ${card("First byte", atMost(firstByteMs, 0.5), `19 of 20 ${atMost(firstByteMs, 0.95)}`)}
  </dl>`;
}

function card(name: string, value: string, beside: string) {
  return html`<div><dt>${name}</dt><dd>${value}<small>${beside}</small></dd></div>`;
}

function worse(value: number): string | undefined {
  return value < 0 ? "costs more than without" : undefined;
}

function atMost(times: HistogramSnapshot, share: number): string {
  const bound = quantile(times, share);
  if (bound === undefined) return "–";
  return bound === Number.POSITIVE_INFINITY ? "over 10 minutes" : `≤ ${inMilliseconds(bound)}`;
}
