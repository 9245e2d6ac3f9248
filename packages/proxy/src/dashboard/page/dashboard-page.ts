import type { BudgetState } from "@headroom/core";
import { html, raw } from "hono/html";
import type { HistogramSnapshot } from "../../metrics/histogram.js";
import type { Overview } from "../overview.js";
import { budgetsTable } from "./budgets-table.js";
import { cards } from "./cards.js";
import { inTime } from "./format-values.js";
import { plots } from "./plots.js";
import { recentRequests } from "./recent-requests.js";
import { STYLE } from "./style.js";
import { OF_REQUESTS, OF_TRANSFORMS, sumsTable } from "./sums-table.js";

/** What one page shows. */
export interface DashboardView {
  readonly overview: Overview;
  readonly optimizationMs: HistogramSnapshot;
  readonly firstByteMs: HistogramSnapshot;
  readonly budgets: readonly BudgetState[];
  readonly keepsContent: boolean;
  /** Seconds after which the page asks for itself again; absent where it stays. */
  readonly refresh: number | undefined;
  /** Milliseconds of the epoch. */
  readonly now: number;
  readonly version: string;
}

/** Writes the whole page: no script, nothing from elsewhere. */
export function dashboardPage(view: DashboardView) {
  const { overview, refresh } = view;
  const { total } = overview;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Headroom</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh === undefined ? "" : html`<meta http-equiv="refresh" content="${refresh}">`}
<style>${raw(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the figures</a>
<header><h1>Headroom</h1><span class="quiet">version ${view.version}, as of ${inTime(view.now)} UTC</span>
<nav aria-label="page"><a href="/dashboard">Refresh</a> ·
${refresh === undefined ? html`<a href="/dashboard?refresh=5">Every 5 seconds</a>` : html`<a href="/dashboard">Stop refreshing</a>`}</nav></header>
<main id="main">
${cards(total, view.optimizationMs, view.firstByteMs)}
${total.requests === 0 ? EMPTY : ""}
${plots(overview.timeline)}
${sumsTable("By model", "model", overview.byModel, OF_REQUESTS)}
${sumsTable("By transform", "transform", overview.byTransform, OF_TRANSFORMS)}
${sumsTable("By session", "session", overview.bySession, OF_REQUESTS)}
${budgetsTable(view.budgets)}
${recentRequests(overview.recent(), view.keepsContent)}
<p class="quiet">Totals since this proxy started. Dollars are list prices; saved tokens are priced at the average price of the
input that was sent, cached input included.</p>
</main></body></html>`;
}

const EMPTY = html`<p>No requests yet. Point a client at this proxy, such as
<code>ANTHROPIC_BASE_URL=http://localhost:8787 claude</code>.</p>`;
