import type { Setting } from "../replay/run-bill.ts";
import type { TableBasis } from "./bill-tables.ts";
import { type Chart, drawChart } from "./chart.ts";
import { BASELINE } from "./ledger.ts";
import { figure } from "./markdown.ts";

/** Price rows by who sells them. */
const SERIES: readonly (readonly [name: string, rows: RegExp])[] = [
  ["Anthropic", /Sonnet|Opus|Fable|Haiku/],
  ["OpenAI", /GPT/],
  ["Google", /Gemini/],
  ["DeepSeek", /DeepSeek/],
  ["no cache", /no cache/],
];

/** Draws the total bill of every strategy under every price row. */
export function drawBills(basis: TableBasis, setting: Setting, sessions: number): string {
  const { ledger, rows, noCacheRow } = basis;
  const lines = ledger.strategies
    .filter((strategy) => strategy !== BASELINE)
    .map((strategy) => ({
      label: strategy,
      strong: strategy.startsWith("Headroom"),
      marks: [noCacheRow, ...rows].flatMap((row) => {
        const value = ledger.percent(strategy, row, setting);
        return value === undefined
          ? []
          : [{ series: seriesOf(row), title: `${row}: ${figure(value)} %`, value, apart: row === noCacheRow }];
      }),
    }));
  const chart: Chart = {
    title: "Total bill after provider caching, in % of sending everything",
    subtitle:
      `${sessions} recorded sessions, request by request, output included; logarithmic scale. ` +
      "Grey: what a benchmark without a cache would show.",
    series: SERIES.map(([name]) => name),
    lines,
  };
  return drawChart(chart);
}

function seriesOf(row: string): string {
  return SERIES.find(([, rows]) => rows.test(row))?.[0] ?? "Anthropic";
}
