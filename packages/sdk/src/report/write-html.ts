import { inDollars, inPercent, inTime, inTokens } from "./format-values.js";
import { htmlText } from "./html-text.js";
import { barPlot, rankPlot } from "./plots.js";
import type { ReportData } from "./report-data.js";
import { alignmentFacts, headlineFacts, spanOf } from "./report-facts.js";

const STYLE = `:root{color-scheme:light dark;--text:#1c2733;--quiet:#55616d;--line:#dfe5ea;--page:#fff;--first:#9aa5b1;--second:#1f7a5c}
@media(prefers-color-scheme:dark){:root{--text:#e3e8ed;--quiet:#9fabb7;--line:#333e49;--page:#14191f;--first:#75818d;--second:#43b48b}}
body{font:15px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:var(--text);background:var(--page)}
h1{margin-bottom:0}h2{margin-top:2.5rem}dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(12rem,45%),1fr));gap:1rem}
dt{color:var(--quiet);font-size:.85rem}dd{margin:0;font-weight:600}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}figure{margin:0 0 1rem;overflow-x:auto}
svg{display:block;width:100%;min-width:36rem;height:auto}svg text{font-size:11px;fill:var(--quiet)}svg line{stroke:var(--line)}
.first{fill:var(--first)}.second{fill:var(--second)}`;

/** The report as one page of HTML, with plots. It loads nothing and runs nothing. */
export function writeHtml(data: ReportData): string {
  const { periods, models } = data;
  const names = periods.map(({ period }) => period);
  const body = [
    `<h1>Headroom report</h1><p>${htmlText(spanOf(data))}</p>`,
    `<dl>${headlineFacts(data)
      .map(([name, value]) => `<div><dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd></div>`)
      .join("")}</dl>`,
    section(
      "Tokens by time",
      barPlot(
        "Input tokens before and after",
        names,
        [
          { name: "before", values: periods.map(({ totalTokensBefore }) => totalTokensBefore) },
          { name: "after", values: periods.map(({ totalTokensAfter }) => totalTokensAfter) },
        ],
        inTokens,
      ),
    ),
    section(
      "Cost by time",
      barPlot(
        "Dollars after provider caching, without and with Headroom",
        names,
        [
          { name: "without", values: periods.map(({ totalCost, totalCostSaved }) => totalCost + totalCostSaved) },
          { name: "with", values: periods.map(({ totalCost }) => totalCost) },
        ],
        inDollars,
      ),
      table(
        ["period", "requests", "tokens before", "tokens after", "from cache", "cost", "cost saved"],
        periods.map((sums) => [
          ...[sums.period, inTokens(sums.totalRequests), inTokens(sums.totalTokensBefore)],
          ...[inTokens(sums.totalTokensAfter), inPercent(share(sums.totalCachedTokens, sums.totalTokensBilled))],
          ...[inDollars(sums.totalCost), inDollars(sums.totalCostSaved)],
        ]),
        1,
      ),
    ),
    section(
      "Models",
      table(
        ["model", "requests", "tokens saved", "cost", "cost saved"],
        models.map((sums) => [
          ...[sums.model, inTokens(sums.totalRequests), inTokens(sums.totalTokensSaved)],
          ...[inDollars(sums.totalCost), inDollars(sums.totalCostSaved)],
        ]),
        1,
      ),
    ),
    ...(data.knowsContent ? wasteSections(data) : []),
    section("Recommendations", list(data.recommendations)),
  ];
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n<title>Headroom report</title><style>${STYLE}</style></head>\n<body>${body.join("\n")}</body></html>\n`;
}

function wasteSections(data: ReportData): readonly string[] {
  const { waste, wasteful } = data;
  return [
    section(
      "Waste",
      rankPlot(
        "Tokens that look like waste",
        waste.map(({ name, tokens }) => ({ name, value: tokens })),
        inTokens,
      ),
    ),
    section(
      "Requests with the most waste",
      table(
        ["request", "time", "model", "tokens", "waste"],
        wasteful.map((one) => [
          ...[one.requestId, inTime(one.timestamp), one.model],
          ...[inTokens(one.tokensInputBefore), inTokens(one.wasteTokens)],
        ]),
        3,
      ),
    ),
    section("Cache alignment", ...alignmentFacts(data).map((fact) => `<p>${htmlText(fact)}</p>`)),
  ];
}

function section(title: string, ...content: readonly string[]): string {
  return `<h2>${htmlText(title)}</h2>${content.join("\n")}`;
}

/** `numbersFrom` is the first column that is set as numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[], numbersFrom: number): string {
  if (rows.length === 0) return "<p>None.</p>";
  const line = (cells: readonly string[], tag: "td" | "th"): string =>
    `<tr>${cells.map((text, at) => `<${tag}${at >= numbersFrom ? ' class="number"' : ""}>${htmlText(text)}</${tag}>`).join("")}</tr>`;
  return `<figure><table>${line(head, "th")}${rows.map((row) => line(row, "td")).join("")}</table></figure>`;
}

function list(items: readonly string[]): string {
  if (items.length === 0) return "<p>None.</p>";
  return `<ul>${items.map((item) => `<li>${htmlText(item)}</li>`).join("")}</ul>`;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}
