import { savedPercent } from "../bill/compare.js";
import type { Colours } from "../terminal/colours.js";
import { inCount, inDay, inDollars, inPercent } from "../terminal/figures.js";
import { table } from "../terminal/table.js";
import type { LogSums } from "./log-sums.js";

/** The sums of a request log for people. */
export function printLogSums(log: LogSums, colours: Colours): string {
  const { requests, failed, answeredFromCache, from, to, transforms, models } = log;
  const when = from === null || to === null ? "" : `, ${inDay(from)} to ${inDay(to)}`;
  const title = `Request log: ${inCount(requests)} requests${when}, ${inCount(failed)} failed, ${inCount(answeredFromCache)} answered from the proxy's cache`;
  const modelRows = Object.entries(models).map(([model, sums]) => [
    model === "" ? "?" : model,
    inCount(sums.requests),
    inCount(sums.tokensBefore),
    inCount(sums.tokensAfter),
    inPercent(savedPercent(sums.tokensBefore, sums.tokensAfter)),
    inDollars(sums.costUsd),
    inDollars(sums.savingsUsd),
  ]);
  const heading = ["", "requests", "input tokens", "sent", "saved", "cost", "saved"];
  const done = Object.entries(transforms).map(([name, count]) => `${name} in ${inCount(count)}`);
  return [
    `${colours.strong(title)}\n`,
    table([heading, ...modelRows, ...(modelRows.length > 1 ? [sumRow(log)] : [])]),
    done.length === 0 ? "" : `Applied: ${done.join(", ")}.\n`,
    log.unpriced > 0 ? `The cost of ${inCount(log.unpriced)} requests is not known.\n` : "",
  ].join("");
}

function sumRow({ requests, tokensBefore, tokensAfter, costUsd, savingsUsd }: LogSums): readonly string[] {
  const saved = inPercent(savedPercent(tokensBefore, tokensAfter));
  const counts = [requests, tokensBefore, tokensAfter].map(inCount);
  return ["all", ...counts, saved, inDollars(costUsd), inDollars(savingsUsd)];
}
