import { inDollars, inPercent, inTime, inTokens } from "./format-values.js";
import type { ReportData } from "./report-data.js";

/** What a report says first, in the order in which it says it. */
export function headlineFacts(data: ReportData): readonly (readonly [name: string, value: string])[] {
  const { summary, headroomFactor, cachedPercent } = data;
  const { totalTokensBefore: before, totalTokensSaved: saved } = summary;
  return [
    ["Total requests", inTokens(summary.totalRequests)],
    ["Tokens saved", `${inTokens(saved)} (${inPercent(before === 0 ? 0 : (100 * saved) / before)})`],
    ["Estimated cost savings", `${inDollars(summary.totalCostSaved)} after provider caching`],
    ["Cost", inDollars(summary.totalCost)],
    ["Input from the provider's cache", inPercent(cachedPercent)],
    ...(data.knowsContent ? [["Cache alignment", `${summary.avgCacheAlignment.toFixed(0)} of 100`] as const] : []),
    ["TPM headroom factor", `${headroomFactor.toFixed(2)} times the requests in the same tokens a minute`],
    ["Requests with errors", inTokens(data.errors)],
  ];
}

/** From when to when. */
export function spanOf({ from, to }: ReportData): string {
  return from === null ? "No requests." : `${inTime(from)} to ${inTime(to)}`;
}

/** What is to be said about how well requests begin as the ones before. */
export function alignmentFacts({ summary, prefixChanges }: ReportData): readonly string[] {
  return [
    `System texts score ${summary.avgCacheAlignment.toFixed(0)} of 100 on average: dates and uneven blanks cost points.`,
    `System text or tools changed ${inTokens(prefixChanges)} times between requests of the same model; each change makes the provider read everything anew.`,
  ];
}
