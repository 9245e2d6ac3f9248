import { inDollars, inTime, inTokens } from "./format-values.js";
import type { ReportData } from "./report-data.js";
import { alignmentFacts, headlineFacts, spanOf } from "./report-facts.js";

/** The report as Markdown. */
export function writeMarkdown(data: ReportData): string {
  const sections = [
    ["# Headroom report", spanOf(data), table(["", ""], headlineFacts(data))],
    [
      "## By time",
      table(
        SUMS,
        data.periods.map((sums) => [sums.period, ...sumsOf(sums)]),
      ),
    ],
    [
      "## By model",
      table(
        ["model", ...SUMS.slice(1)],
        data.models.map((sums) => [sums.model, ...sumsOf(sums)]),
      ),
    ],
    ...(data.knowsContent ? wasteSections(data) : []),
    ["## Recommendations", list(data.recommendations)],
  ];
  return `${sections.map((lines) => lines.join("\n\n")).join("\n\n")}\n`;
}

function wasteSections(data: ReportData): readonly (readonly string[])[] {
  return [
    [
      "## Waste",
      table(
        ["kind", "tokens"],
        data.waste.map(({ name, tokens }) => [name, inTokens(tokens)]),
      ),
    ],
    [
      "## Requests with the most waste",
      table(
        ["request", "time", "model", "tokens", "waste"],
        data.wasteful.map((one) => [
          ...[one.requestId, inTime(one.timestamp), one.model],
          ...[inTokens(one.tokensInputBefore), inTokens(one.wasteTokens)],
        ]),
      ),
    ],
    ["## Cache alignment", ...alignmentFacts(data)],
  ];
}

const SUMS = ["period", "requests", "tokens before", "tokens after", "saved", "cost", "cost saved"];

function sumsOf(sums: ReportData["summary"]): readonly string[] {
  return [
    inTokens(sums.totalRequests),
    inTokens(sums.totalTokensBefore),
    inTokens(sums.totalTokensAfter),
    inTokens(sums.totalTokensSaved),
    inDollars(sums.totalCost),
    inDollars(sums.totalCostSaved),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Names come from requests; none may end its cell. */
function cell(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replace(/\s+/g, " ");
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "None." : items.map((item) => `- ${item}`).join("\n");
}
