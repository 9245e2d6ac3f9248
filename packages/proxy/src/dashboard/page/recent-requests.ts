import { html } from "hono/html";
import type { RequestEntry, TextChange } from "../../journal/request-entry.js";
import { inDollars, inMilliseconds, inTime, inTokens } from "./format-values.js";

/** Characters of a text that are shown. */
const SHOWN = 20_000;

/** The last requests, newest first; each opens to what became of its largest tool output, where that is kept. */
export function recentRequests(entries: readonly RequestEntry[], keepsContent: boolean) {
  if (entries.length === 0) return html``;
  const note = keepsContent
    ? "Open one to see the tool output that became shorter by most, before and after."
    : "Texts are not kept. Start the proxy with --log-messages to see tool outputs before and after.";
  return html`<h2 id="recent">Recent requests</h2><p class="quiet">${note}</p>${entries.map(one)}`;
}

function one(entry: RequestEntry) {
  const change = entry.content?.change;
  return html`<details><summary>${inTime(entry.at)} · ${entry.model || entry.path} · ${outcome(entry)} ·
    ${inTokens(entry.inputTokensOriginal)} → ${inTokens(entry.inputTokensOptimized)} tokens</summary>
    <p class="quiet">${entry.requestId} · ${entry.method} ${entry.path} · to ${entry.provider}</p>
    <p>${whatWasDone(entry)}
      Cost ${entry.costUsd === undefined ? "not known" : inDollars(entry.costUsd)};
      ${inTokens(entry.cachedTokens)} tokens read from the provider's cache.
      ${inMilliseconds(entry.totalMs)} in all, ${inMilliseconds(entry.optimizationMs)} of them Headroom's.</p>
    ${change === undefined ? "" : sides(change)}</details>`;
}

function outcome({ status, error, cacheHit, cacheSimilar }: RequestEntry): string {
  if (error !== undefined) return `failed: ${error}`;
  if (cacheSimilar) return "answered from the response cache, to a similar question";
  return cacheHit ? "answered from the response cache" : `status ${status ?? "none"}`;
}

function money(value: number | undefined): string {
  return value === undefined || value === 0 ? "" : ` (${inDollars(value)})`;
}

function sides({ before, after }: TextChange) {
  return html`<div class="sides"><div><h3>Before, ${inTokens(before.length)} characters</h3>
      <pre tabindex="0" aria-label="before">${shown(before)}</pre></div>
    <div><h3>After, ${inTokens(after.length)} characters</h3>
      <pre tabindex="0" aria-label="after">${shown(after)}</pre></div></div>`;
}

function shown(text: string): string {
  return text.length <= SHOWN
    ? text
    : `${text.slice(0, SHOWN)}\n[${text.length - SHOWN} more characters are not shown]`;
}

function whatWasDone({ tokensSaved, savingsUsd, transformsApplied }: RequestEntry): string {
  if (transformsApplied.length === 0) return "Nothing was changed.";
  return `Saved ${inTokens(tokensSaved)} tokens${money(savingsUsd)} by ${transformsApplied.join(", ")}.`;
}
