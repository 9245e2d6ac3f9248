import type { Totals } from "@headroom/proxy";

/** What a proxy did from its start to its end, in a few lines. */
export function sessionSummary(totals: Readonly<Totals>): string {
  const { requests, cached, rateLimited, failed, inputTokens, inputTokensOriginal, outputTokens, tokensSaved } = totals;
  const share = inputTokensOriginal === 0 ? 0 : (100 * tokensSaved) / inputTokensOriginal;
  return `headroom served ${count(requests)} ${requests === 1 ? "request" : "requests"}: ${count(cached)} from its cache, ${count(rateLimited)} refused by limits, ${count(failed)} failed
  tokens   ${count(inputTokens)} in, ${count(outputTokens)} out, ${count(tokensSaved)} saved (${share.toFixed(1)} %)
  cost     $${totals.costUsd.toFixed(4)} by list price, $${totals.savingsUsd.toFixed(4)} saved
  latency  ${(totals.latencyMs / Math.max(1, requests)).toFixed(0)} ms on average
`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
